import {
  type AgentKind,
  cholesky,
  HelmholtzError,
  type ParameterValues,
  solveCholesky,
} from '../../agents/index.ts';
import type { Autocovariance } from './autocovariance.ts';
import {
  blindFieldOf,
  type BlindSpotBars,
  blindSpotTrials,
  type FillingIn,
  type FillingInCondition,
  scoreFillingIn,
} from './blind-spot-trials.ts';

/** Conditions in which there is something to guess. */
export type BlindCondition = Exclude<FillingInCondition, 'visible-gap'>;

/** Pixels of a field that are seen, and those that are to be guessed. */
export interface LinearGuessOptions {
  /** Side of the square field, in pixels. */
  readonly side: number;
  readonly covariance: Autocovariance;
  /** Variance of the noise on each pixel of the field; infinite where a pixel is not seen. */
  readonly noise: ArrayLike<number>;
  /** Places of the pixels to guess. */
  readonly hidden: readonly number[];
}

/**
 * The linear guess of least mean square error for pixels that are hidden, from those that are seen:
 *
 *   x_h = C_hs (C_ss + N)^-1 x_s
 *
 * with C the covariance of pixels and N the variance of noise. No linear guess is better on average over pictures of that
 * covariance, and on Gaussian pictures no guess of any kind: it is their posterior mean.
 *
 * @returns A function from the pixels of a field to the guess, one number per hidden pixel.
 * @throws {HelmholtzError} `bad-shape` if C_ss + N is not positive definite.
 */
export function linearGuess({
  side,
  covariance,
  noise,
  hidden,
}: LinearGuessOptions): (field: ArrayLike<number>) => Float64Array {
  const seen = Array.from({ length: side * side }, (_, pixel) => pixel).filter(
    (pixel) => noise[pixel]! < Infinity,
  );
  const rowOf = Int32Array.from({ length: side * side }, (_, pixel) => Math.floor(pixel / side));
  const between = (from: number, to: number): number =>
    covariance.at(rowOf[to]! - rowOf[from]!, (to % side) - (from % side));
  const size = seen.length;
  const matrix = new Float64Array(size * size);
  seen.forEach((from, row) => {
    seen.forEach((to, column) => {
      matrix[row * size + column] = between(from, to) + (row === column ? noise[from]! : 0);
    });
  });
  const factor = cholesky(matrix, size);
  if (factor === null) {
    throw new HelmholtzError(
      'bad-shape',
      'linear guess: expected a covariance that is positive definite; add noise',
    );
  }
  return (field) => {
    const weights = solveCholesky(
      factor,
      Float64Array.from(seen, (pixel) => field[pixel]!),
    );
    return Float64Array.from(hidden, (pixel) =>
      seen.reduce((sum, from, row) => sum + between(from, pixel) * weights[row]!, 0),
    );
  };
}

/**
 * Filling-in of the blind spot by the best linear guess: what correlations between pixels warrant, and so a yardstick for
 * an agent that learned from pictures of this autocovariance. Every window that is not blind sees its pixels with the
 * sensory precision of the agent.
 *
 * A pixel of the truth that is also seen (windows overlap) is guessed like any other, from its noisy self as well. A guess
 * may be bolder and so have a larger projection, but only at the price of a larger mean square error.
 *
 * @param covariance Of pictures after the agent's retina; its reach must be at least the side of the field, less one.
 * @throws {RangeError} if level 0 of the agent is not predicted in windows.
 */
export function measureLinearFillingIn(
  kind: AgentKind,
  parameters: ParameterValues,
  covariance: Autocovariance,
  bars: BlindSpotBars = {},
): Readonly<Record<BlindCondition, FillingIn>> {
  const { side, blindPixels, sightings } = blindFieldOf(kind, parameters);
  const { precision } = kind.hierarchy(parameters).connections[0]!;
  const guess = linearGuess({
    side,
    covariance,
    // Copies of a pixel in several windows are independent sights of it.
    noise: Float64Array.from(sightings, (count) => 1 / (count * precision)),
    hidden: blindPixels,
  });
  const measured = (condition: BlindCondition): FillingIn => {
    const { observations, truths } = blindSpotTrials(kind, parameters, condition, bars);
    return scoreFillingIn(observations.map(guess), truths);
  };
  return {
    'two-sided': measured('two-sided'),
    'one-sided': measured('one-sided'),
    misaligned: measured('misaligned'),
  };
}
