/** A density on a grid of equally spaced points. */
export interface GridPosterior {
  readonly points: Float64Array;
  /** Posterior density at each point, 1/(unit of the cause). */
  readonly density: Float64Array;
  /** p(observation) restricted to the grid: the integral of the joint density. */
  readonly evidence: number;
  readonly mean: number;
  readonly standardDeviation: number;
  /** Point of highest density. */
  readonly mode: number;
}

/**
 * Exact Bayes for one continuous cause, integrated over a grid (trapezoidal rule): the yardstick for every approximation.
 *
 *   p(v | u) = p(u, v) / integral p(u, v) dv
 *
 * @param logJoint ln p(observation, cause) at a cause, in nats.
 * @throws {RangeError} if the grid has no two points.
 */
export function gridPosterior(
  logJoint: (cause: number) => number,
  { from, to, spacing }: { readonly from: number; readonly to: number; readonly spacing: number },
): GridPosterior {
  const count = Math.round((to - from) / spacing) + 1;
  if (!(count >= 2)) {
    throw new RangeError(
      `gridPosterior: expected at least two points; got ${from} to ${to} by ${spacing}`,
    );
  }
  const points = Float64Array.from({ length: count }, (_, index) => from + index * spacing);
  const integral = (heights: Float64Array): number =>
    spacing * (sum(heights) - (heights[0]! + heights[count - 1]!) / 2);
  const joint = points.map((point) => Math.exp(logJoint(point)));
  const evidence = integral(joint);
  const density = joint.map((value) => value / evidence);
  const mean = integral(density.map((value, index) => value * points[index]!));
  const variance = integral(density.map((value, index) => value * (points[index]! - mean) ** 2));
  const mode = points[density.indexOf(Math.max(...density))]!;
  return { points, density, evidence, mean, standardDeviation: Math.sqrt(variance), mode };
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
