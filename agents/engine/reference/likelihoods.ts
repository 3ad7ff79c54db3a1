import type { OperationOf } from '../handlers.ts';
import type { Memory } from './memory.ts';

/** out[r] = sum_c weight[c] x (ln sum_k e^logit[r, k] - logit[r, c]), x = from[r, c]. */
export function categoricalRows(
  operation: OperationOf<'categoricalRows'>,
  { floats }: Memory,
): void {
  const { rows, columns } = operation;
  const out = floats[operation.out]!;
  const from = floats[operation.from]!;
  const logits = floats[operation.logits]!;
  const weight = floats[operation.weight]!;
  for (let r = 0; r < rows; r += 1) {
    const start = r * columns;
    let largest = -Infinity;
    for (let c = 0; c < columns; c += 1) largest = Math.max(largest, logits[start + c]!);
    let total = 0;
    for (let c = 0; c < columns; c += 1) total += Math.exp(logits[start + c]! - largest);
    const logTotal = largest + Math.log(total);
    let sum = 0;
    for (let c = 0; c < columns; c += 1) {
      sum += weight[c]! * from[start + c]! * (logTotal - logits[start + c]!);
    }
    out[r] = sum;
  }
}

/** out[r] = sum_c weight[c] (ln(1 + e^logit) - x logit), x = from[r, c]. */
export function bernoulliRows(operation: OperationOf<'bernoulliRows'>, { floats }: Memory): void {
  const { rows, columns } = operation;
  const out = floats[operation.out]!;
  const from = floats[operation.from]!;
  const logits = floats[operation.logits]!;
  const weight = floats[operation.weight]!;
  for (let r = 0; r < rows; r += 1) {
    let sum = 0;
    for (let c = 0; c < columns; c += 1) {
      const logit = logits[r * columns + c]!;
      const softplus = Math.max(0, logit) + Math.log1p(Math.exp(-Math.abs(logit)));
      sum += weight[c]! * (softplus - from[r * columns + c]! * logit);
    }
    out[r] = sum;
  }
}
