import { cholesky, type CholeskyFactor } from './cholesky.ts';

/**
 * A small dense matrix, row-major. Kernels below write into `out` where it is given, so that loops over time need no
 * memory; `out` belongs to the caller and must not be one of the factors.
 */
export interface DenseMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
}

/** A matrix of zeros. */
export function zeros(rows: number, columns: number): DenseMatrix {
  return { rows, columns, data: new Float64Array(rows * columns) };
}

/** A matrix from rows of numbers. */
export function dense(rows: readonly (readonly number[])[]): DenseMatrix {
  return { rows: rows.length, columns: rows[0]?.length ?? 0, data: Float64Array.from(rows.flat()) };
}

/** A column from numbers, copied. */
export function column(values: ArrayLike<number>): DenseMatrix {
  return { rows: values.length, columns: 1, data: Float64Array.from(values) };
}

/** The identity, times `scale`. */
export function identity(size: number, scale = 1): DenseMatrix {
  const matrix = zeros(size, size);
  for (let index = 0; index < size; index++) matrix.data[index * size + index] = scale;
  return matrix;
}

/** Rows of numbers from a matrix. */
export function rowsOf({ rows, columns, data }: DenseMatrix): number[][] {
  return Array.from({ length: rows }, (_, row) => [
    ...data.subarray(row * columns, (row + 1) * columns),
  ]);
}

/** A B */
export function multiply(
  a: DenseMatrix,
  b: DenseMatrix,
  out = zeros(a.rows, b.columns),
): DenseMatrix {
  const { columns } = b;
  for (let row = 0; row < a.rows; row++) {
    const target = row * columns;
    out.data.fill(0, target, target + columns);
    for (let k = 0; k < a.columns; k++) {
      const factor = a.data[row * a.columns + k]!;
      if (factor === 0) continue;
      const source = k * columns;
      for (let entry = 0; entry < columns; entry++) {
        out.data[target + entry]! += factor * b.data[source + entry]!;
      }
    }
  }
  return out;
}

/** A B' */
export function multiplyByTransposed(
  a: DenseMatrix,
  b: DenseMatrix,
  out = zeros(a.rows, b.rows),
): DenseMatrix {
  for (let row = 0; row < a.rows; row++) {
    for (let other = 0; other < b.rows; other++) {
      let sum = 0;
      for (let k = 0; k < a.columns; k++) {
        sum += a.data[row * a.columns + k]! * b.data[other * b.columns + k]!;
      }
      out.data[row * b.rows + other] = sum;
    }
  }
  return out;
}

/** A' B */
export function transposedTimes(
  a: DenseMatrix,
  b: DenseMatrix,
  out = zeros(a.columns, b.columns),
): DenseMatrix {
  out.data.fill(0);
  for (let k = 0; k < a.rows; k++) {
    for (let row = 0; row < a.columns; row++) {
      const factor = a.data[k * a.columns + row]!;
      if (factor === 0) continue;
      for (let entry = 0; entry < b.columns; entry++) {
        out.data[row * b.columns + entry]! += factor * b.data[k * b.columns + entry]!;
      }
    }
  }
  return out;
}

/** A + scale B; `out` may be A. */
export function addScaled(
  a: DenseMatrix,
  b: DenseMatrix,
  { scale = 1, out = zeros(a.rows, a.columns) }: { scale?: number; out?: DenseMatrix } = {},
): DenseMatrix {
  for (let entry = 0; entry < a.data.length; entry++) {
    out.data[entry] = a.data[entry]! + scale * b.data[entry]!;
  }
  return out;
}

/** A' */
export function transposed(a: DenseMatrix): DenseMatrix {
  const out = zeros(a.columns, a.rows);
  for (let row = 0; row < a.rows; row++) {
    for (let entry = 0; entry < a.columns; entry++) {
      out.data[entry * a.rows + row] = a.data[row * a.columns + entry]!;
    }
  }
  return out;
}

/** Replaces a square matrix by its symmetric part, in place. */
export function symmetrise(a: DenseMatrix): DenseMatrix {
  for (let row = 0; row < a.rows; row++) {
    for (let entry = 0; entry < row; entry++) {
      const mean = (a.data[row * a.rows + entry]! + a.data[entry * a.rows + row]!) / 2;
      a.data[row * a.rows + entry] = mean;
      a.data[entry * a.rows + row] = mean;
    }
  }
  return a;
}

/** B A B', symmetric for symmetric A. */
export function sandwich(b: DenseMatrix, a: DenseMatrix): DenseMatrix {
  return symmetrise(multiplyByTransposed(multiply(b, a), b));
}

/** Diagonal of a square matrix. */
export function diagonalOf(a: DenseMatrix): Float64Array {
  return Float64Array.from({ length: a.rows }, (_, index) => a.data[index * a.rows + index]!);
}

/** Largest absolute entry. */
export function largestEntry(a: DenseMatrix): number {
  return a.data.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
}

/** Solves H X = B for symmetric positive definite H = L L'; `out` may be B. */
export function solveFactored(
  { size, lower }: CholeskyFactor,
  b: DenseMatrix,
  out = zeros(b.rows, b.columns),
): DenseMatrix {
  const { columns } = b;
  if (out !== b) out.data.set(b.data);
  for (let entry = 0; entry < columns; entry++) {
    for (let row = 0; row < size; row++) {
      let sum = out.data[row * columns + entry]!;
      for (let k = 0; k < row; k++) sum -= lower[row * size + k]! * out.data[k * columns + entry]!;
      out.data[row * columns + entry] = sum / lower[row * size + row]!;
    }
    for (let row = size - 1; row >= 0; row--) {
      let sum = out.data[row * columns + entry]!;
      for (let k = row + 1; k < size; k++) {
        sum -= lower[k * size + row]! * out.data[k * columns + entry]!;
      }
      out.data[row * columns + entry] = sum / lower[row * size + row]!;
    }
  }
  return out;
}

/** ln |H| of H = L L'. */
export function logDeterminant({ size, lower }: CholeskyFactor): number {
  let sum = 0;
  for (let row = 0; row < size; row++) sum += Math.log(lower[row * size + row]!);
  return 2 * sum;
}

/** H^-1 of a symmetric positive definite matrix; `null` if it is not one. */
export function inverseSymmetric(a: DenseMatrix): DenseMatrix | null {
  const factor = cholesky(a.data, a.rows);
  return factor === null ? null : symmetrise(solveFactored(factor, identity(a.rows)));
}

/** Solves A X = B by Gaussian elimination with partial pivoting; `null` if A is singular. */
export function solve(a: DenseMatrix, b: DenseMatrix): DenseMatrix | null {
  const size = a.rows;
  const left = Float64Array.from(a.data);
  const right = Float64Array.from(b.data);
  const { columns } = b;
  for (let pivot = 0; pivot < size; pivot++) {
    let best = pivot;
    for (let row = pivot + 1; row < size; row++) {
      if (Math.abs(left[row * size + pivot]!) > Math.abs(left[best * size + pivot]!)) best = row;
    }
    const value = left[best * size + pivot]!;
    if (!(Math.abs(value) > 0)) return null;
    if (best !== pivot) {
      swapRows(left, size, [best, pivot]);
      swapRows(right, columns, [best, pivot]);
    }
    for (let row = pivot + 1; row < size; row++) {
      const factor = left[row * size + pivot]! / value;
      if (factor === 0) continue;
      for (let k = pivot; k < size; k++) left[row * size + k]! -= factor * left[pivot * size + k]!;
      for (let k = 0; k < columns; k++) {
        right[row * columns + k]! -= factor * right[pivot * columns + k]!;
      }
    }
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let k = 0; k < columns; k++) {
      let sum = right[row * columns + k]!;
      for (let other = row + 1; other < size; other++) {
        sum -= left[row * size + other]! * right[other * columns + k]!;
      }
      right[row * columns + k] = sum / left[row * size + row]!;
    }
  }
  return { rows: size, columns, data: right };
}

function swapRows(data: Float64Array, columns: number, [a, b]: readonly [number, number]): void {
  for (let k = 0; k < columns; k++) {
    const kept = data[a * columns + k]!;
    data[a * columns + k] = data[b * columns + k]!;
    data[b * columns + k] = kept;
  }
}
