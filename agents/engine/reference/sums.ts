import type { OperationOf } from '../handlers.ts';
import type { Memory } from './memory.ts';

/** out[r] = 1/2 sum_c left[r, c] * right[r, c]. */
export function halfDotRows(operation: OperationOf<'halfDotRows'>, { floats }: Memory): void {
  const { rows, columns } = operation;
  const out = floats[operation.out]!;
  const left = floats[operation.left]!;
  const right = floats[operation.right]!;
  for (let r = 0; r < rows; r += 1) {
    let sum = 0;
    for (let at = r * columns; at < (r + 1) * columns; at += 1) sum += left[at]! * right[at]!;
    out[r] = 0.5 * sum;
  }
}

/** out[r] = sum_c weight[c] * |from[r, c]|. */
export function laplaceRows(operation: OperationOf<'laplaceRows'>, { floats }: Memory): void {
  const { rows, columns } = operation;
  const out = floats[operation.out]!;
  const from = floats[operation.from]!;
  const weight = floats[operation.weight]!;
  for (let r = 0; r < rows; r += 1) {
    let sum = 0;
    for (let c = 0; c < columns; c += 1) sum += weight[c]! * Math.abs(from[r * columns + c]!);
    out[r] = sum;
  }
}

/** out[r] = sum_c weight[c] * ln(1 + from[r, c]^2). */
export function cauchyRows(operation: OperationOf<'cauchyRows'>, { floats }: Memory): void {
  const { rows, columns } = operation;
  const out = floats[operation.out]!;
  const from = floats[operation.from]!;
  const weight = floats[operation.weight]!;
  for (let r = 0; r < rows; r += 1) {
    let sum = 0;
    for (let c = 0; c < columns; c += 1) {
      sum += weight[c]! * Math.log1p(from[r * columns + c]! ** 2);
    }
    out[r] = sum;
  }
}

/** out[r] = sum_c weight[c] * from[r, c]. */
export function weightedSumRows(
  operation: OperationOf<'weightedSumRows'>,
  { floats }: Memory,
): void {
  const { rows, columns } = operation;
  const out = floats[operation.out]!;
  const from = floats[operation.from]!;
  const weight = floats[operation.weight]!;
  for (let r = 0; r < rows; r += 1) {
    let sum = 0;
    for (let c = 0; c < columns; c += 1) sum += weight[c]! * from[r * columns + c]!;
    out[r] = sum;
  }
}

/** out[c] = sum_r from[r, c]. */
export function sumRows(operation: OperationOf<'sumRows'>, { floats }: Memory): void {
  const { rows, columns } = operation;
  const out = floats[operation.out]!;
  const from = floats[operation.from]!;
  out.fill(0, 0, columns);
  for (let r = 0; r < rows; r += 1) {
    for (let c = 0; c < columns; c += 1) out[c]! += from[r * columns + c]!;
  }
}

/** out[c] = sum_r from[r, c]^2. */
export function sumSquaresRows(operation: OperationOf<'sumSquaresRows'>, { floats }: Memory): void {
  const { rows, columns } = operation;
  const out = floats[operation.out]!;
  const from = floats[operation.from]!;
  out.fill(0, 0, columns);
  for (let r = 0; r < rows; r += 1) {
    for (let c = 0; c < columns; c += 1) out[c]! += from[r * columns + c]! ** 2;
  }
}

/** trace[column] = sum_i from[i]. */
export function traceSum(operation: OperationOf<'traceSum'>, { floats, traceRow }: Memory): void {
  const from = floats[operation.from]!;
  let sum = 0;
  for (let i = 0; i < operation.length; i += 1) sum += from[i]!;
  traceRow[operation.column] = sum;
}

/** trace[column] = max(trace[column], max_{r,c} free[c] * |from[r, c]|); `Math.max` is NaN when an argument is. */
export function traceNorm(operation: OperationOf<'traceNorm'>, { floats, traceRow }: Memory): void {
  const { rows, columns, column } = operation;
  const from = floats[operation.from]!;
  const free = floats[operation.free]!;
  let largest = traceRow[column]!;
  for (let r = 0; r < rows; r += 1) {
    for (let c = 0; c < columns; c += 1) {
      largest = Math.max(largest, free[c]! * Math.abs(from[r * columns + c]!));
    }
  }
  traceRow[column] = largest;
}
