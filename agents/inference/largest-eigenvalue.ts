import type { Curvature } from './curvature.ts';

/**
 * Largest eigenvalue of a Hessian by power iteration, from a fixed start, so that the same model gives the same number.
 * Explicit Euler with step size s is stable exactly when s < 2/lambda_max (where F is locally quadratic).
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
