import { ACTIVATIONS } from '../../maths/activations.ts';
import type { OperationOf } from '../handlers.ts';
import type { Memory } from './memory.ts';

/** out[i] = from[i]. */
export function copy({ out, from, length }: OperationOf<'copy'>, { floats }: Memory): void {
  floats[out]!.set(floats[from]!.subarray(0, length));
}

/** out[i] = value. */
export function fill({ out, value, length }: OperationOf<'fill'>, { floats }: Memory): void {
  floats[out]!.fill(value, 0, length);
}

/** out[i] = f(from[i]). */
export function activate(operation: OperationOf<'activate'>, { floats }: Memory): void {
  const out = floats[operation.out]!;
  const from = floats[operation.from]!;
  const { value } = ACTIVATIONS[operation.activation];
  for (let i = 0; i < operation.length; i += 1) out[i] = value(from[i]!);
}

/** out[i] = f'(from[i]). */
export function derivative(operation: OperationOf<'derivative'>, { floats }: Memory): void {
  const out = floats[operation.out]!;
  const from = floats[operation.from]!;
  const { slope } = ACTIVATIONS[operation.activation];
  for (let i = 0; i < operation.length; i += 1) out[i] = slope(from[i]!);
}

/** out[i] = e^from[i]. */
export function exponential(operation: OperationOf<'exponential'>, { floats }: Memory): void {
  const out = floats[operation.out]!;
  const from = floats[operation.from]!;
  for (let i = 0; i < operation.length; i += 1) out[i] = Math.exp(from[i]!);
}

/** out[i] = factor * from[i]. */
export function scale(operation: OperationOf<'scale'>, { floats }: Memory): void {
  const out = floats[operation.out]!;
  const from = floats[operation.from]!;
  for (let i = 0; i < operation.length; i += 1) out[i] = operation.factor * from[i]!;
}

/** out[i] = left[i] * right[i]. */
export function multiply(operation: OperationOf<'multiply'>, { floats }: Memory): void {
  const out = floats[operation.out]!;
  const left = floats[operation.left]!;
  const right = floats[operation.right]!;
  for (let i = 0; i < operation.length; i += 1) out[i] = left[i]! * right[i]!;
}

/** out[i] = left[i] - right[i]. */
export function subtract(operation: OperationOf<'subtract'>, { floats }: Memory): void {
  const out = floats[operation.out]!;
  const left = floats[operation.left]!;
  const right = floats[operation.right]!;
  for (let i = 0; i < operation.length; i += 1) out[i] = left[i]! - right[i]!;
}

/** out[i] = left[i] + right[i]. */
export function add(operation: OperationOf<'add'>, { floats }: Memory): void {
  const out = floats[operation.out]!;
  const left = floats[operation.left]!;
  const right = floats[operation.right]!;
  for (let i = 0; i < operation.length; i += 1) out[i] = left[i]! + right[i]!;
}
