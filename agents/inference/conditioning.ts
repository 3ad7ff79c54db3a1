import { cholesky, solveCholesky } from '../maths/cholesky.ts';
import { curvatureAt, type CurvaturePoint } from './curvature.ts';
import { activeSet } from './laplace-posterior.ts';
import { largestEigenvalue } from './largest-eigenvalue.ts';

/** Up to this many nodes that move, a factorisation is quick enough for a session that rests. */
export const CONDITION_LIMIT = 768;

const ITERATIONS = 300;
const TOLERANCE = 1e-7;

/**
 * Condition number lambda_max / lambda_min of the Hessian of F over the nodes that may move, without those that a Laplace
 * prior holds at its kink. Explicit Euler at the best rate needs about so many steps to settle.
 *
 * @returns Infinity where some direction is flat or leads down, 1 where nothing moves, `null` for more nodes than
 *   {@link CONDITION_LIMIT}.
 */
export function conditionNumber(point: CurvaturePoint): number | null {
  const curvature = curvatureAt({ ...point, free: activeSet(point) });
  const { size } = curvature;
  if (size === 0) return 1;
  if (size > CONDITION_LIMIT) return null;
  const factor = cholesky(curvature.dense(), size);
  if (factor === null) return Number.POSITIVE_INFINITY;
  const options = { iterations: ITERATIONS, tolerance: TOLERANCE };
  const largest = largestEigenvalue(curvature, options);
  // Inverse iteration: the largest eigenvalue of H^-1 is 1 / lambda_min.
  const inverse = {
    size,
    multiply: (vector: ArrayLike<number>) => solveCholesky(factor, Float64Array.from(vector)),
  };
  return largest * largestEigenvalue(inverse, options);
}
