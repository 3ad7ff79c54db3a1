import { cholesky, solveCholesky } from '../../agents/index.ts';

/** Keeps weights finite where classes can be told without error. */
const RIDGE = 1e-2;
const ROUNDS = 25;

/**
 * Logistic regression with a constant, by Newton's method with a small ridge: what a row scores (log odds, nats).
 *
 * @param rows Features.
 * @param labels 0 or 1 per row.
 */
export function fitLogisticScores(
  rows: readonly (readonly number[])[],
  labels: readonly number[],
): (row: readonly number[]) => number {
  const size = rows[0]!.length + 1;
  let weights = new Float64Array(size);
  const score = (w: Float64Array, row: readonly number[]): number =>
    row.reduce((sum, value, at) => sum + w[at]! * value, w[size - 1]!);
  for (let round = 0; round < ROUNDS; round++) {
    const gradient = weights.map((weight) => -RIDGE * weight);
    const hessian = new Float64Array(size * size);
    rows.forEach((row, index) => {
      const p = 1 / (1 + Math.exp(-score(weights, row)));
      const error = labels[index]! - p;
      const curvature = p * (1 - p);
      for (let a = 0; a < size; a++) {
        const value = a < size - 1 ? row[a]! : 1;
        gradient[a]! += error * value;
        if (value === 0) continue;
        for (let b = 0; b <= a; b++) {
          hessian[a * size + b]! += curvature * value * (b < size - 1 ? row[b]! : 1);
        }
      }
    });
    for (let a = 0; a < size; a++) hessian[a * (size + 1)]! += RIDGE;
    const factor = cholesky(hessian, size);
    // A sum of squares with a ridge is positive definite.
    if (factor === null) throw new Error('a Hessian of a concave likelihood that is not positive');
    const step = solveCholesky(factor, gradient);
    weights = weights.map((weight, at) => weight + step[at]!);
    if (step.every((value) => Math.abs(value) < 1e-10)) break;
  }
  return (row) => score(weights, row);
}
