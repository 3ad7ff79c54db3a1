import { cholesky } from '../maths/cholesky.ts';
import { symmetricInverse } from '../maths/symmetric-inverse.ts';
import { HelmholtzError } from '../errors.ts';

/**
 * Cholesky factor of the precision of those errors that count, when the others are unknown: the inverse of their part of
 * the covariance (L L')^-1. Rows and columns of the others are zero.
 *
 * @param factor L, `size x size`, row-major, lower triangular.
 * @param precision Errors of precision 0 do not count.
 */
export function marginalFactor(
  factor: ArrayLike<number>,
  precision: ArrayLike<number>,
): Float64Array {
  const size = precision.length;
  const counted = Array.from({ length: size }, (_, error) => error).filter(
    (error) => precision[error]! > 0,
  );
  if (counted.length === size) return Float64Array.from(factor);
  const matrix = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += factor[row * size + k]! * factor[column * size + k]!;
      matrix[row * size + column] = sum;
    }
  }
  const covariance = positive(symmetricInverse(matrix, size));
  const left = counted.length;
  const part = new Float64Array(left * left);
  counted.forEach((row, i) => {
    counted.forEach((column, j) => {
      part[i * left + j] = covariance[row * size + column]!;
    });
  });
  const { lower } = positive(cholesky(positive(symmetricInverse(part, left)), left));
  const spread = new Float64Array(size * size);
  counted.forEach((row, i) => {
    counted.forEach((column, j) => {
      spread[row * size + column] = lower[i * left + j]!;
    });
  });
  return spread;
}

/** -sum ln L_ii over the errors that count: what correlations add to the constant of a Gaussian energy. */
export function correlationConstant(factor: ArrayLike<number>, size: number): number {
  let sum = 0;
  for (let error = 0; error < size; error++) {
    const own = factor[error * size + error]!;
    if (own > 0) sum -= Math.log(own);
  }
  return sum;
}

function positive<Found>(found: Found | null): Found {
  if (found === null) {
    throw new HelmholtzError(
      'bad-shape',
      'precisionFactor: expected a matrix that is not singular',
    );
  }
  return found;
}
