import { HelmholtzError } from '../../errors.ts';

/**
 * Learns the covariance of prediction errors, the prediction being zero, by the local rule of precisions,
 *
 *   d Pi^-1 = rate (e e' - Pi^-1),   rate = 1 / n for the n-th error,
 *
 * which makes it the mean of e e' over all that has been seen.
 *
 * @param errors `count x size`.
 * @returns `size x size`, symmetric.
 * @throws {HelmholtzError} `bad-shape` if the errors are not a whole number of observations.
 */
export function learnCovariance(errors: ArrayLike<number>, size: number): Float64Array {
  const count = errors.length / size;
  if (!(Number.isInteger(count) && count > 0)) {
    throw new HelmholtzError(
      'bad-shape',
      `learnCovariance: expected observations of ${size} numbers; got ${errors.length} numbers`,
    );
  }
  const covariance = new Float64Array(size * size);
  const observation = new Float64Array(size);
  for (let seen = 0; seen < count; seen++) {
    for (let unit = 0; unit < size; unit++) observation[unit] = errors[seen * size + unit]!;
    for (let row = 0; row < size; row++) {
      // The running mean, summed up: every observation weighs 1 / count in the end.
      const share = observation[row]! / count;
      const from = row * size;
      for (let column = 0; column <= row; column++) {
        covariance[from + column]! += share * observation[column]!;
      }
    }
  }
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < row; column++) {
      covariance[column * size + row] = covariance[row * size + column]!;
    }
  }
  return covariance;
}
