import { HelmholtzError } from '../../agents/index.ts';

/** Points, all with the same number of coordinates. */
export type Points = readonly (readonly number[])[];

/** A Gaussian distribution: mean, and covariance in rows. */
export interface Gaussian {
  readonly mean: readonly number[];
  readonly covariance: readonly (readonly number[])[];
}

/**
 * Mean and covariance of points, the latter with n - 1 in the denominator.
 *
 * @throws {HelmholtzError} `bad-shape` for fewer than two points.
 */
export function momentsOf(points: Points): Gaussian {
  if (points.length < 2) {
    throw new HelmholtzError(
      'bad-shape',
      `points: expected at least 2 for a covariance; got ${points.length}`,
    );
  }
  const axes = Array.from({ length: points[0]!.length }, (_, axis) => axis);
  const mean = axes.map((axis) => points.reduce((sum, p) => sum + p[axis]!, 0) / points.length);
  const covariance = axes.map((row) =>
    axes.map(
      (column) =>
        points.reduce((sum, p) => sum + (p[row]! - mean[row]!) * (p[column]! - mean[column]!), 0) /
        (points.length - 1),
    ),
  );
  return { mean, covariance };
}

/** |a - b|^2 */
export function squaredDistance(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let axis = 0; axis < a.length; axis++) sum += (a[axis]! - b[axis]!) ** 2;
  return sum;
}
