import type { Random } from './random.ts';

/** Lower triangular factor L of a symmetric positive definite matrix H = L L', row-major. */
export interface CholeskyFactor {
  readonly size: number;
  readonly lower: Float64Array;
}

/**
 * Cholesky factorisation of a symmetric matrix, in double precision. Written here and not taken from mathjs, whose
 * matrices have no Cholesky and whose inverse is too slow for the Hessians of a running agent.
 *
 * @param matrix `size x size`, row-major; only the lower triangle is read. Not changed.
 * @returns `null` if the matrix is not positive definite.
 */
export function cholesky(matrix: Float64Array, size: number): CholeskyFactor | null {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * size + column]!;
      for (let k = 0; k < column; k++) {
        sum -= lower[row * size + k]! * lower[column * size + k]!;
      }
      if (row !== column) {
        lower[row * size + column] = sum / lower[column * size + column]!;
      } else if (sum > 0) {
        lower[row * size + row] = Math.sqrt(sum);
      } else {
        return null;
      }
    }
  }
  return { size, lower };
}

/** Solves L y = b in place; y' y is then b' H^-1 b. */
export function forwardSubstitute(
  { size, lower }: CholeskyFactor,
  vector: Float64Array,
): Float64Array {
  for (let row = 0; row < size; row++) {
    let sum = vector[row]!;
    if (sum !== 0 || row > 0) {
      for (let k = 0; k < row; k++) sum -= lower[row * size + k]! * vector[k]!;
    }
    vector[row] = sum / lower[row * size + row]!;
  }
  return vector;
}

/** Solves H x = L L' x = b; `vector` holds b and is overwritten by x. */
export function solveCholesky(factor: CholeskyFactor, vector: Float64Array): Float64Array {
  return backSubstitute(factor, forwardSubstitute(factor, vector));
}

/** A draw from the Gaussian with mean 0 and covariance H^-1: L'^-1 e, with e standard normal. */
export function drawByCurvature(factor: CholeskyFactor, random: Random): Float64Array {
  const noise = random.normals(new Float64Array(factor.size));
  return backSubstitute(factor, noise);
}

/** Solves L' x = b in place. */
function backSubstitute({ size, lower }: CholeskyFactor, vector: Float64Array): Float64Array {
  for (let row = size - 1; row >= 0; row--) {
    let sum = vector[row]!;
    for (let k = row + 1; k < size; k++) sum -= lower[k * size + row]! * vector[k]!;
    vector[row] = sum / lower[row * size + row]!;
  }
  return vector;
}

/** Diagonal of H^-1. */
export function inverseDiagonal({ size, lower }: CholeskyFactor): Float64Array {
  // Column j of L^-1 is the solution of L y = e_j, which is zero above row j.
  const diagonal = new Float64Array(size);
  const column = new Float64Array(size);
  for (let start = 0; start < size; start++) {
    column.fill(0, 0, start);
    column[start] = 1 / lower[start * size + start]!;
    let sum = column[start]! ** 2;
    for (let row = start + 1; row < size; row++) {
      let value = 0;
      for (let k = start; k < row; k++) value -= lower[row * size + k]! * column[k]!;
      column[row] = value / lower[row * size + row]!;
      sum += column[row]! ** 2;
    }
    diagonal[start] = sum;
  }
  return diagonal;
}
