import {
  probabilityAt,
  type PsychometricFunction,
  shapeAt,
  shapeSlopeAt,
} from './psychometric-function.ts';

/** Trials at one level, and how many of them had the response that is counted. */
export interface LevelCount {
  readonly level: number;
  readonly trials: number;
  readonly successes: number;
}

/** Least chance of either response. */
const SLIP = 1e-12;

/** Where a level is far on a plateau at 0 or 1, rounding must not forbid one slip. */
function possible(chance: number): number {
  return Math.min(1 - SLIP, Math.max(SLIP, chance));
}

/** Sum over levels of the binomial log-likelihood, without the binomial coefficient. */
export function logLikelihoodOf(of: PsychometricFunction, counts: readonly LevelCount[]): number {
  let sum = 0;
  for (const { level, trials, successes } of counts) {
    const chance = possible(probabilityAt(of, level));
    sum += successes * Math.log(chance) + (trials - successes) * Math.log1p(-chance);
  }
  return sum;
}

/** The log-likelihood of a function that fits best at each level, whatever its shape. */
export function saturatedLogLikelihood(counts: readonly LevelCount[]): number {
  return counts.reduce((sum, { trials, successes }) => {
    const part = (count: number): number => (count === 0 ? 0 : count * Math.log(count / trials));
    return sum + part(successes) + part(trials - successes);
  }, 0);
}

/** How the log-likelihood changes with location, ln |spread| and, where it is free, lapse, each in a unit of its own. */
export interface Score {
  readonly slopes: Float64Array;
  /** Fisher's information, row-major: the curvature to be expected, with the other sign. */
  readonly information: Float64Array;
}

/**
 * Score of a psychometric function: with P = guess + (1 - guess - lapse) F(z), z = (x - location) / spread, and s of n
 * responses at each level
 *
 *   d ln L             = sum (s / P - (n - s) / (1 - P)) dP
 *   information        = sum n / (P (1 - P)) dP dP'
 *   dP / d location    = -(1 - guess - lapse) F'(z) / spread
 *   dP / d ln |spread| = -(1 - guess - lapse) F'(z) z
 *   dP / d lapse       = -F(z), or 1 - 2 F(z) where the guess is as large
 *
 * @param units Sizes of a step of each: two where the lapse is held, three where it is free.
 */
export function scoreOf(
  { shape, location, spread, guess, lapse }: PsychometricFunction,
  counts: readonly LevelCount[],
  {
    units,
    isGuessAsLapse,
  }: { readonly units: readonly number[]; readonly isGuessAsLapse: boolean },
): Score {
  const size = units.length;
  const slopes = new Float64Array(size);
  const information = new Float64Array(size * size);
  const own = new Float64Array(size);
  const height = 1 - guess - lapse;
  for (const { level, trials, successes } of counts) {
    const z = (level - location) / spread;
    const share = shapeAt(shape, z);
    const rise = height * shapeSlopeAt(shape, z, share);
    const chance = possible(guess + height * share);
    own[0] = (-rise / spread) * units[0]!;
    own[1] = -rise * z * units[1]!;
    if (size > 2) own[2] = (isGuessAsLapse ? 1 - 2 * share : -share) * units[2]!;
    const byChance = successes / chance - (trials - successes) / (1 - chance);
    const weight = trials / (chance * (1 - chance));
    for (let row = 0; row < size; row++) {
      slopes[row]! += byChance * own[row]!;
      for (let column = 0; column < size; column++) {
        information[row * size + column]! += weight * own[row]! * own[column]!;
      }
    }
  }
  return { slopes, information };
}
