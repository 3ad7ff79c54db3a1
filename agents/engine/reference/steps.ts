import type { OperationOf } from '../handlers.ts';
import type { Memory } from './memory.ts';

/** sign(x) max(0, |x| - threshold): the minimiser of (y - x)^2 / 2 + threshold |y|. */
function softThreshold(x: number, threshold: number): number {
  return Math.sign(x) * Math.max(0, Math.abs(x) - threshold);
}

/** out[r, c] += weight[c] * 2 x / (1 + x^2), x = from[r, c]. */
export function cauchySlope(operation: OperationOf<'cauchySlope'>, { floats }: Memory): void {
  const { rows, columns } = operation;
  const out = floats[operation.out]!;
  const from = floats[operation.from]!;
  const weight = floats[operation.weight]!;
  for (let r = 0; r < rows; r += 1) {
    for (let c = 0; c < columns; c += 1) {
      const x = from[r * columns + c]!;
      out[r * columns + c]! += weight[c]! * ((2 * x) / (1 + x * x));
    }
  }
}

/** The steepest slope of F with a Laplace prior; at a kink the smallest subgradient. */
export function laplaceSlope(operation: OperationOf<'laplaceSlope'>, { floats }: Memory): void {
  const { rows, columns } = operation;
  const out = floats[operation.out]!;
  const from = floats[operation.from]!;
  const weight = floats[operation.weight]!;
  for (let r = 0; r < rows; r += 1) {
    for (let c = 0; c < columns; c += 1) {
      const at = r * columns + c;
      const x = from[at]!;
      const gradient = out[at]!;
      out[at] =
        x === 0 ? softThreshold(gradient, weight[c]!) : gradient + weight[c]! * Math.sign(x);
    }
  }
}

/** values[r, c] -= rate[0] * free[c] * gradient[r, c]. */
export function descend(operation: OperationOf<'descend'>, { floats }: Memory): void {
  const { rows, columns } = operation;
  const values = floats[operation.values]!;
  const gradient = floats[operation.gradient]!;
  const rate = floats[operation.rate]![0]!;
  const free = floats[operation.free]!;
  for (let r = 0; r < rows; r += 1) {
    for (let c = 0; c < columns; c += 1) {
      values[r * columns + c]! -= rate * free[c]! * gradient[r * columns + c]!;
    }
  }
}

/** velocity = free[c] * (momentum[0] * velocity - rate[0] * gradient); values += velocity. */
export function descendMomentum(
  operation: OperationOf<'descendMomentum'>,
  { floats }: Memory,
): void {
  const { rows, columns } = operation;
  const values = floats[operation.values]!;
  const gradient = floats[operation.gradient]!;
  const velocity = floats[operation.velocity]!;
  const rate = floats[operation.rate]![0]!;
  const momentum = floats[operation.momentum]![0]!;
  const free = floats[operation.free]!;
  for (let r = 0; r < rows; r += 1) {
    for (let c = 0; c < columns; c += 1) {
      const at = r * columns + c;
      const displacement = free[c]! * (momentum * velocity[at]! - rate * gradient[at]!);
      velocity[at] = displacement;
      values[at]! += displacement;
    }
  }
}

/** values = sign(v) max(0, |v| - rate[0] * weight[c]) where free. */
export function shrink(operation: OperationOf<'shrink'>, { floats }: Memory): void {
  const { rows, columns } = operation;
  const values = floats[operation.values]!;
  const weight = floats[operation.weight]!;
  const rate = floats[operation.rate]![0]!;
  const free = floats[operation.free]!;
  for (let r = 0; r < rows; r += 1) {
    for (let c = 0; c < columns; c += 1) {
      if (free[c] === 0) continue;
      const at = r * columns + c;
      values[at] = softThreshold(values[at]!, rate * weight[c]!);
    }
  }
}
