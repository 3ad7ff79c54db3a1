import type { PrecisionLearning } from '../hierarchy.ts';

/**
 * One local step of learning a variance from one prediction error.
 *
 *   dSigma = rate (e^2 / Sigma - 1),   which is 2 Sigma rate times -dF/dSigma of 1/2 (e^2 / Sigma + ln Sigma)
 *
 * Its fixed point is Sigma = E[e^2]. An error neuron eps = e / Sigma and its interneuron e = Sigma eps make the
 * product locally available (Bogacz 2017, exercise 5).
 *
 * @throws {RangeError} if the variance is not positive.
 * @see Bogacz (2017), doi:10.1016/j.jmp.2015.11.003
 */
export function varianceStep(variance: number, error: number, rate: number): number {
  if (!(variance > 0)) {
    throw new RangeError(`varianceStep: expected variance > 0; got ${variance}`);
  }
  return variance + rate * ((error * error) / variance - 1);
}

/**
 * dF/dlogPrecision of every prediction error, per observation, from squared errors summed over a batch:
 * 1/2 (precision mean e^2 - 1). Descending in the logarithm keeps the precision positive.
 */
export function logPrecisionGradient(
  logPrecision: Float64Array,
  squaredErrors: ArrayLike<number>,
  batch: number,
): Float64Array {
  const gradient = new Float64Array(logPrecision.length);
  for (let error = 0; error < gradient.length; error++) {
    gradient[error] = ((Math.exp(logPrecision[error]!) * squaredErrors[error]!) / batch - 1) / 2;
  }
  return gradient;
}

/**
 * One step of learning ln precision in place: d ln Pi = -rate dF/dlnPi, for each error on its own, or for one precision
 * that all of them share (their mean gradient).
 */
export function learnPrecision(
  logPrecision: Float64Array,
  squaredErrors: ArrayLike<number>,
  {
    kind,
    batch,
    rate,
  }: {
    readonly kind: Exclude<PrecisionLearning, false>;
    readonly batch: number;
    readonly rate: number;
  },
): void {
  const gradient = logPrecisionGradient(logPrecision, squaredErrors, batch);
  const shared = gradient.reduce((sum, value) => sum + value, 0) / gradient.length;
  for (let error = 0; error < gradient.length; error++) {
    logPrecision[error]! -= rate * (kind === 'shared' ? shared : gradient[error]!);
  }
}
