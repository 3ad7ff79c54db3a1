import { cholesky, HelmholtzError, solveCholesky } from '../../agents/index.ts';
import { type Gaussian, type Points, squaredDistance } from './points.ts';

/**
 * Squared maximum mean discrepancy of two Gaussians under the kernel exp(-|x - y|^2 / 2 s^2), in closed form:
 *
 *   MMD^2 = E k(x, x') + E k(y, y') - 2 E k(x, y)
 *   E k(x, y) = |I + (Sx + Sy) / s^2|^-1/2 exp(-1/2 (mx - my)' (s^2 I + Sx + Sy)^-1 (mx - my))
 *
 * @param width s, in units of the coordinates.
 * @throws {HelmholtzError} `bad-shape` for covariances that are not positive semi-definite.
 * @see Gretton et al. (2012), `REFERENCES.gretton2012`
 */
export function gaussianMeanDiscrepancy(p: Gaussian, q: Gaussian, width: number): number {
  return (
    expectedKernel(p, p, width) + expectedKernel(q, q, width) - 2 * expectedKernel(p, q, width)
  );
}

function expectedKernel(p: Gaussian, q: Gaussian, width: number): number {
  const size = p.mean.length;
  const sum = Float64Array.from(
    p.covariance.flatMap((row, a) =>
      row.map((value, b) => value + q.covariance[a]![b]! + (a === b ? width * width : 0)),
    ),
  );
  const factor = cholesky(sum, size);
  if (factor === null) {
    throw new HelmholtzError(
      'bad-shape',
      'gaussian: expected a positive semi-definite covariance; got one that is not',
    );
  }
  const difference = p.mean.map((value, axis) => value - q.mean[axis]!);
  const solved = solveCholesky(factor, Float64Array.from(difference));
  const distance = difference.reduce((total, value, axis) => total + value * solved[axis]!, 0);
  let root = 1;
  for (let axis = 0; axis < size; axis++) root *= factor.lower[axis * size + axis]! / width;
  return Math.exp(-distance / 2) / root;
}

/**
 * Unbiased estimate of the squared maximum mean discrepancy from two samples, with the same kernel; may be below 0.
 *
 * @throws {HelmholtzError} `bad-shape` for fewer than two points in a sample.
 */
export function meanDiscrepancy(x: Points, y: Points, width: number): number {
  if (x.length < 2 || y.length < 2) {
    throw new HelmholtzError(
      'bad-shape',
      `points: expected at least 2 in each sample; got ${x.length} and ${y.length}`,
    );
  }
  const scale = -1 / (2 * width * width);
  let between = 0;
  for (const a of x) for (const b of y) between += Math.exp(scale * squaredDistance(a, b));
  return within(x, scale) + within(y, scale) - (2 * between) / (x.length * y.length);
}

/** Mean kernel of two different points of a sample. */
function within(points: Points, scale: number): number {
  let sum = 0;
  points.forEach((a, index) => {
    for (let other = 0; other < index; other++) {
      sum += 2 * Math.exp(scale * squaredDistance(a, points[other]!));
    }
  });
  return sum / (points.length * (points.length - 1));
}
