import { symmetricEigenvalues } from '../maths/symmetric-eigenvalues.ts';
import type { Curvature } from './curvature.ts';

/** Up to so many free values the eigenvalues are found exactly. */
const FEW = 8;

/**
 * Largest eigenvalue of a Hessian by power iteration, from a fixed start, so that the same model gives the same number.
 * With few free values that start may happen to be nearly orthogonal to the eigenvector, and the iteration come to rest at
 * another one: then it is found exactly. Explicit Euler with step size s is stable exactly when s < 2/lambda_max (where F is locally quadratic).
 *
 * @param tolerance Relative change of the estimate at which to stop.
 * @returns 0 when nothing is free to move.
 */
export function largestEigenvalue(
  { size, multiply }: Pick<Curvature, 'size' | 'multiply'>,
  {
    iterations = 100,
    tolerance = 1e-5,
  }: { readonly iterations?: number; readonly tolerance?: number } = {},
): number {
  if (size === 0) return 0;
  if (size <= FEW) return exactly(size, multiply);
  // Golden-angle phases: a start that is orthogonal to no structured eigenvector.
  let vector: Float64Array = Float64Array.from(
    { length: size },
    (_, index) => 1 + 0.5 * Math.sin(2.399963 * (index + 1)),
  );
  let estimate = 0;
  for (let iteration = 0; iteration < iterations; iteration++) {
    const norm = Math.sqrt(vector.reduce((sum, entry) => sum + entry * entry, 0));
    if (!(norm > 0)) return 0;
    const unit = vector.map((entry) => entry / norm);
    vector = multiply(unit);
    const next = vector.reduce((sum, entry, index) => sum + entry * unit[index]!, 0);
    if (Math.abs(next - estimate) <= tolerance * Math.abs(next)) return next;
    estimate = next;
  }
  return estimate;
}

function exactly(size: number, multiply: Curvature['multiply']): number {
  const matrix = new Float64Array(size * size);
  for (let column = 0; column < size; column++) {
    const axis = new Float64Array(size);
    axis[column] = 1;
    multiply(axis).forEach((entry, row) => {
      matrix[row * size + column] = entry;
    });
  }
  return symmetricEigenvalues(matrix, size).at(-1)!;
}
