import type { OperationOf } from '../handlers.ts';
import type { Memory } from './memory.ts';

/** out[r, c] (+)= sum_k left[r, k] right[k, c]; a transposed right matrix lies as right[c, k]. */
export function matmul(operation: OperationOf<'matmul'>, { floats }: Memory): void {
  const { rows, inner, columns, accumulate, rightTransposed = false } = operation;
  const out = floats[operation.out]!;
  const left = floats[operation.left]!;
  const right = floats[operation.right]!;
  const [rowStride, columnStride] = rightTransposed ? [1, inner] : [columns, 1];
  if (!accumulate) out.fill(0, 0, rows * columns);
  for (let r = 0; r < rows; r += 1) {
    for (let k = 0; k < inner; k += 1) {
      const factor = left[r * inner + k]!;
      for (let c = 0; c < columns; c += 1) {
        out[r * columns + c]! += factor * right[k * rowStride + c * columnStride]!;
      }
    }
  }
}

/** out[c, r] = from[r, c]. */
export function transpose(operation: OperationOf<'transpose'>, { floats }: Memory): void {
  const { rows, columns } = operation;
  const out = floats[operation.out]!;
  const from = floats[operation.from]!;
  for (let r = 0; r < rows; r += 1) {
    for (let c = 0; c < columns; c += 1) out[c * rows + r] = from[r * columns + c]!;
  }
}

/** out[r, c] += row[c]. */
export function addRow(operation: OperationOf<'addRow'>, { floats }: Memory): void {
  const { rows, columns } = operation;
  const out = floats[operation.out]!;
  const row = floats[operation.row]!;
  for (let r = 0; r < rows; r += 1) {
    for (let c = 0; c < columns; c += 1) out[r * columns + c]! += row[c]!;
  }
}

/** out[r, c] *= row[c]. */
export function multiplyRow(operation: OperationOf<'multiplyRow'>, { floats }: Memory): void {
  const { rows, columns } = operation;
  const out = floats[operation.out]!;
  const row = floats[operation.row]!;
  for (let r = 0; r < rows; r += 1) {
    for (let c = 0; c < columns; c += 1) out[r * columns + c]! *= row[c]!;
  }
}

/** out[r, c] = from[r, c] * row[c]. */
export function scaleByRow(operation: OperationOf<'scaleByRow'>, { floats }: Memory): void {
  const { rows, columns } = operation;
  const out = floats[operation.out]!;
  const from = floats[operation.from]!;
  const row = floats[operation.row]!;
  for (let r = 0; r < rows; r += 1) {
    for (let c = 0; c < columns; c += 1) {
      out[r * columns + c] = from[r * columns + c]! * row[c]!;
    }
  }
}

/** out[r, j] = from[r, index[j]]. */
export function gather(operation: OperationOf<'gather'>, { floats, indices }: Memory): void {
  const { rows, outColumns, fromColumns } = operation;
  const out = floats[operation.out]!;
  const from = floats[operation.from]!;
  const index = indices[operation.index]!;
  for (let r = 0; r < rows; r += 1) {
    for (let j = 0; j < outColumns; j += 1) {
      out[r * outColumns + j] = from[r * fromColumns + index[j]!]!;
    }
  }
}

/** out[r, index[j]] += from[r, j]. */
export function scatterAdd(
  operation: OperationOf<'scatterAdd'>,
  { floats, indices }: Memory,
): void {
  const { rows, outColumns, fromColumns } = operation;
  const out = floats[operation.out]!;
  const from = floats[operation.from]!;
  const index = indices[operation.index]!;
  for (let r = 0; r < rows; r += 1) {
    for (let j = 0; j < fromColumns; j += 1) {
      out[r * outColumns + index[j]!]! += from[r * fromColumns + j]!;
    }
  }
}
