import { cholesky } from '../../agents/index.ts';

/** Inverse and determinant of a positive definite matrix. */
export interface InversePositive {
  /** Row-major. */
  readonly covariance: Float64Array;
  /** ln |matrix|. */
  readonly logDeterminant: number;
  /** Lower triangular L with L L' = covariance, row-major. */
  readonly root: Float64Array;
}

/** Inverts a small symmetric matrix by its Cholesky factor; `null` if it is not positive definite. */
export function inverseOfPositive(matrix: Float64Array, size: number): InversePositive | null {
  const lower = cholesky(matrix, size)?.lower;
  if (lower === undefined) return null;
  const inverseLower = new Float64Array(size * size);
  for (let column = 0; column < size; column++) {
    for (let row = column; row < size; row++) {
      let sum = row === column ? 1 : 0;
      for (let k = column; k < row; k++) {
        sum -= lower[row * size + k]! * inverseLower[k * size + column]!;
      }
      inverseLower[row * size + column] = sum / lower[row * size + row]!;
    }
  }
  const covariance = new Float64Array(size * size);
  let logDeterminant = 0;
  for (let row = 0; row < size; row++) {
    logDeterminant += 2 * Math.log(lower[row * size + row]!);
    for (let column = 0; column < size; column++) {
      let sum = 0;
      for (let k = Math.max(row, column); k < size; k++) {
        sum += inverseLower[k * size + row]! * inverseLower[k * size + column]!;
      }
      covariance[row * size + column] = sum;
    }
  }
  const root = cholesky(covariance, size)?.lower;
  return root === undefined ? null : { covariance, logDeterminant, root };
}
