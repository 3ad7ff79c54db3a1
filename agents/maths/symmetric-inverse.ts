import { cholesky, forwardSubstitute } from './cholesky.ts';

/**
 * Inverse of a symmetric positive definite matrix through its Cholesky factor, `size x size`, row-major.
 *
 * @returns `null` if the matrix is not positive definite.
 */
export function symmetricInverse(matrix: Float64Array, size: number): Float64Array | null {
  const factor = cholesky(matrix, size);
  if (factor === null) return null;
  // H^-1 = L^-T L^-1: entry (i, j) is the product of columns i and j of L^-1.
  const columns = Array.from({ length: size }, (_, column) => {
    const unit = new Float64Array(size);
    unit[column] = 1;
    return forwardSubstitute(factor, unit);
  });
  const inverse = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = 0;
      for (let k = row; k < size; k++) sum += columns[row]![k]! * columns[column]![k]!;
      inverse[row * size + column] = sum;
      inverse[column * size + row] = sum;
    }
  }
  return inverse;
}
