import { HelmholtzError } from '../errors.ts';
import { learnPrecision } from '../learning/precision-learning.ts';
import type { Random } from '../maths/random.ts';

/** Sides on which a target may appear, and to which a cue may point. */
const SIDES = 2;

/** A world in which a cue says something about where there is little noise. */
export interface CueingWorld {
  /** Probability that the target appears where the cue points. */
  readonly validity: number;
  /** Variance of the noise where the target is. */
  readonly targetVariance: number;
  /** Variance of the noise where it is not. */
  readonly otherVariance: number;
}

/** ln precision of both sides for a cue to either: row = cue, column = side. */
export type CuedLogPrecision = readonly (readonly [number, number])[];

/** How the precisions are learned. */
export interface CuedLearningOptions {
  readonly random: Random;
  readonly trials: number;
  /** Learning rate of ln precision; 0 is the ablation. */
  readonly rate: number;
  /** Whether the cue is seen at all; without it one precision serves both cues. Default true. */
  readonly isCueSeen?: boolean;
}

/**
 * Attention that is learned: units of log precision, one for each side, driven by the cue through weights that change by
 * the local rule of precisions,
 *
 *   d ln Pi_side|cue = rate (1 - Pi e^2) / 2
 *
 * with e what is seen minus what is there (the display stays until it is known). The fixed point is the mean variance,
 *
 *   1 / Pi_cued = p s_t + (1 - p) s_o,   1 / Pi_uncued = (1 - p) s_t + p s_o
 *
 * with p the validity and s the variances where the target is and where it is not. Nothing is said of validity: it comes
 * from the trials.
 *
 * @throws {HelmholtzError} `parameter-out-of-range`.
 * @see Feldman & Friston (2010), `REFERENCES.feldmanFriston2010`; Posner (1980)
 */
export function learnCuedPrecision(
  world: CueingWorld,
  { random, trials, rate, isCueSeen = true }: CuedLearningOptions,
): CuedLogPrecision {
  checkWorld(world);
  const logPrecision = [new Float64Array(SIDES), new Float64Array(SIDES)];
  for (let trial = 0; trial < trials; trial++) {
    const cue = random.integer(SIDES);
    const target = random.uniform() < world.validity ? cue : 1 - cue;
    const squaredErrors = Float64Array.from({ length: SIDES }, (_, side) => {
      const variance = side === target ? world.targetVariance : world.otherVariance;
      return variance * random.normal() ** 2;
    });
    learnPrecision(logPrecision[isCueSeen ? cue : 0]!, squaredErrors, {
      kind: 'each',
      batch: 1,
      rate,
    });
  }
  const rows = isCueSeen ? logPrecision : [logPrecision[0]!, logPrecision[0]!];
  return rows.map((row) => [row[0]!, row[1]!] as const);
}

/**
 * Time until a target of strength 1 is believed to be stronger than a criterion. The belief starts at nothing and settles,
 *
 *   dv/dt = Pi (1 - v) - v,   v(t) = Pi / (Pi + 1) (1 - exp(-(Pi + 1) t))
 *
 * with a prior of precision 1 about 0, so that more precision means more speed and a stronger belief.
 *
 * @returns Time constants of the prior; infinite where the belief stays below the criterion.
 */
export function timeToBelieve(logPrecision: number, criterion: number): number {
  const precision = Math.exp(logPrecision);
  const share = (criterion * (precision + 1)) / precision;
  return share < 1 ? -Math.log(1 - share) / (precision + 1) : Infinity;
}

/** What the cue is worth. */
export interface ValidityEffect {
  /** Times to believe a target where the cue points, where it does not, and after a cue to both sides. */
  readonly valid: number;
  readonly invalid: number;
  readonly neutral: number;
  /** invalid - valid. */
  readonly effect: number;
}

/** Mean over cues to either side. A neutral cue drives both rows of weights by half. */
export function validityEffect(logPrecision: CuedLogPrecision, criterion: number): ValidityEffect {
  const mean = (of: (cue: number) => number): number => (of(0) + of(1)) / SIDES;
  const valid = mean((cue) => timeToBelieve(logPrecision[cue]![cue]!, criterion));
  const invalid = mean((cue) => timeToBelieve(logPrecision[cue]![1 - cue]!, criterion));
  const neutral = mean((side) =>
    timeToBelieve(
      mean((cue) => logPrecision[cue]![side]!),
      criterion,
    ),
  );
  return { valid, invalid, neutral, effect: invalid - valid };
}

function checkWorld(world: CueingWorld): void {
  const { validity } = world;
  if (!(validity >= 0 && validity <= 1)) {
    throw new HelmholtzError(
      'parameter-out-of-range',
      `cued-precision.validity: expected number in [0, 1]; got ${validity}`,
    );
  }
  for (const name of ['targetVariance', 'otherVariance'] as const) {
    if (world[name] > 0) continue;
    throw new HelmholtzError(
      'parameter-out-of-range',
      `cued-precision.${name}: expected number above 0; got ${world[name]}`,
    );
  }
}
