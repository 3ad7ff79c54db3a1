import { normalDensity } from '../../agents/index.ts';

/** An observer of durations whose noise grows with them. */
export interface TimingWorld {
  /** Shortest and longest duration of the uniform prior. */
  readonly shortest: number;
  readonly longest: number;
  /** Weber fraction w: the standard deviation of a measurement is w times the duration. */
  readonly weber: number;
}

const POINTS = 500;

/**
 * The Bayes least-squares estimate of a duration, the mean of the posterior under a uniform prior:
 *
 *   f(m) = E[t | m],  m ~ N(t, (w t)^2),  t uniform
 *
 * integrated by Simpson's rule.
 *
 * @see Jazayeri & Shadlen (2010), `REFERENCES.jazayeriShadlen2010`
 */
export function leastSquaresDuration(
  measured: number,
  { shortest, longest, weber }: TimingWorld,
): number {
  const step = (longest - shortest) / POINTS;
  let total = 0;
  let sum = 0;
  for (let index = 0; index <= POINTS; index++) {
    const time = shortest + index * step;
    const weight = index === 0 || index === POINTS ? 1 : index % 2 === 1 ? 4 : 2;
    const deviation = weber * time;
    const likelihood = (weight * normalDensity((measured - time) / deviation)) / deviation;
    total += likelihood;
    sum += likelihood * time;
  }
  return sum / total;
}

/**
 * Mean of the estimates of a duration, over the noise of its measurements, by Simpson's rule within eight standard
 * deviations.
 */
export function meanDuration(time: number, world: TimingWorld): number {
  const points = 200;
  const reach = 8;
  const step = (2 * reach) / points;
  let sum = 0;
  for (let index = 0; index <= points; index++) {
    const z = -reach + index * step;
    const weight = index === 0 || index === points ? 1 : index % 2 === 1 ? 4 : 2;
    const measured = time * (1 + world.weber * z);
    sum += weight * normalDensity(z) * leastSquaresDuration(measured, world);
  }
  return (sum * step) / 3;
}

/** Slope of the mean estimate over durations, and root mean square of its bias, over equally spaced durations. */
export function centralTendency(
  durations: readonly number[],
  means: readonly number[],
): { readonly slope: number; readonly bias: number } {
  const count = durations.length;
  const centre = durations.reduce((sum, time) => sum + time, 0) / count;
  const middle = means.reduce((sum, mean) => sum + mean, 0) / count;
  let covariance = 0;
  let variance = 0;
  let squares = 0;
  durations.forEach((time, at) => {
    covariance += (time - centre) * (means[at]! - middle);
    variance += (time - centre) ** 2;
    squares += (means[at]! - time) ** 2;
  });
  return { slope: covariance / variance, bias: Math.sqrt(squares / count) };
}
