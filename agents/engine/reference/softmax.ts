import type { OperationOf } from '../handlers.ts';
import type { Memory } from './memory.ts';

/** out[r, c] = e^from[r, c] / sum_k e^from[r, k]; the largest entry is subtracted first, so that nothing overflows. */
export function softmaxRows(operation: OperationOf<'softmaxRows'>, { floats }: Memory): void {
  const { rows, columns } = operation;
  const out = floats[operation.out]!;
  const from = floats[operation.from]!;
  for (let start = 0; start < rows * columns; start += columns) {
    let largest = -Infinity;
    for (let at = start; at < start + columns; at += 1) largest = Math.max(largest, from[at]!);
    let sum = 0;
    for (let at = start; at < start + columns; at += 1) {
      const exponential = Math.exp(from[at]! - largest);
      out[at] = exponential;
      sum += exponential;
    }
    for (let at = start; at < start + columns; at += 1) out[at]! /= sum;
  }
}

/** out[r, c] = p[r, c] (from[r, c] - sum_k p[r, k] from[r, k]). */
export function softmaxSlopeRows(
  operation: OperationOf<'softmaxSlopeRows'>,
  { floats }: Memory,
): void {
  const { rows, columns } = operation;
  const out = floats[operation.out]!;
  const from = floats[operation.from]!;
  const softmax = floats[operation.softmax]!;
  for (let start = 0; start < rows * columns; start += columns) {
    let mean = 0;
    for (let at = start; at < start + columns; at += 1) mean += softmax[at]! * from[at]!;
    for (let at = start; at < start + columns; at += 1) {
      out[at] = softmax[at]! * (from[at]! - mean);
    }
  }
}

/** out[r, c] = from[r, c] - p[r, c] sum_k from[r, k]. */
export function categoricalErrors(
  operation: OperationOf<'categoricalErrors'>,
  { floats }: Memory,
): void {
  const { rows, columns } = operation;
  const out = floats[operation.out]!;
  const from = floats[operation.from]!;
  const softmax = floats[operation.softmax]!;
  for (let start = 0; start < rows * columns; start += columns) {
    let count = 0;
    for (let at = start; at < start + columns; at += 1) count += from[at]!;
    for (let at = start; at < start + columns; at += 1) out[at] = from[at]! - softmax[at]! * count;
  }
}
