import { digamma } from '../../agents/index.ts';

/** How durations are distributed. */
export interface DurationStatistics {
  readonly count: number;
  /** In the unit of the durations. */
  readonly mean: number;
  /** Standard deviation over mean. */
  readonly variation: number;
  /** Skewness over variation; 2 for a gamma distribution. */
  readonly skewOverVariation: number;
  /** Maximum-likelihood shape k of a gamma distribution. */
  readonly gammaShape: number;
  /** Correlation of each with the next. */
  readonly serial: number;
}

/** Statistics of positive durations in their order; NaN for fewer than three. */
export function durationStatistics(durations: readonly number[]): DurationStatistics {
  const count = durations.length;
  const average = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const mean = average(durations);
  const moment = (power: number): number =>
    average(durations.map((duration) => (duration - mean) ** power));
  const variance = moment(2);
  const variation = Math.sqrt(variance) / mean;
  const lagged = average(
    durations.slice(1).map((duration, at) => (duration - mean) * (durations[at]! - mean)),
  );
  return {
    ...{ count, mean, variation, serial: lagged / variance },
    skewOverVariation: moment(3) / variance ** 1.5 / variation,
    gammaShape: count < 3 ? Number.NaN : gammaShape(mean, average(durations.map(Math.log))),
  };
}

/**
 * Shape of the gamma distribution of greatest likelihood: the k with ln k - digamma(k) = ln mean - mean ln, by bisection
 * of ln k. The left side falls from infinity to 0.
 *
 * @see Brascamp et al. (2005), `REFERENCES.brascamp2005`
 */
export function gammaShape(mean: number, meanLog: number): number {
  const target = Math.log(mean) - meanLog;
  let [low, high] = [Math.log(1e-3), Math.log(1e7)];
  for (let halving = 0; halving < 80; halving++) {
    const middle = (low + high) / 2;
    if (middle - digamma(Math.exp(middle)) > target) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}
