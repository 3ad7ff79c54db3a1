/** What the motion of one edge says: the speed along its normal. */
export interface EdgeMotion {
  /** Direction of the normal, degrees counter-clockwise from the right. */
  readonly normal: number;
  /** Speed along it. */
  readonly speed: number;
}

/** A motion in the plane. */
export interface Motion {
  /** Degrees counter-clockwise from the right. */
  readonly direction: number;
  readonly speed: number;
}

/**
 * The likeliest motion of a figure, given its edges and a Gaussian prior for slow speeds:
 *
 *   v* = (sum n n' + r I)^-1 sum n s
 *
 * @param noiseOverPrior r: variance of the noise over that of the prior; it rises as contrast falls.
 * @see Weiss, Simoncelli & Adelson (2002), `REFERENCES.weiss2002`
 */
export function slowMotion(edges: readonly EdgeMotion[], noiseOverPrior: number): Motion {
  let [xx, xy, yy, x, y] = [noiseOverPrior, 0, noiseOverPrior, 0, 0];
  for (const { normal, speed } of edges) {
    const angle = (normal * Math.PI) / 180;
    const [nx, ny] = [Math.cos(angle), Math.sin(angle)];
    xx += nx * nx;
    xy += nx * ny;
    yy += ny * ny;
    x += nx * speed;
    y += ny * speed;
  }
  const determinant = xx * yy - xy * xy;
  const vx = (yy * x - xy * y) / determinant;
  const vy = (xx * y - xy * x) / determinant;
  return { direction: (Math.atan2(vy, vx) * 180) / Math.PI, speed: Math.hypot(vx, vy) };
}

/** Edges with given normals of a figure that moves. */
export function edgesOfFigure(normals: readonly number[], motion: Motion): EdgeMotion[] {
  return normals.map((normal) => ({
    normal,
    speed: motion.speed * Math.cos(((motion.direction - normal) * Math.PI) / 180),
  }));
}

/**
 * Shift of the point of equal speed between two contrasts, for an observer whose likelihoods have standard deviations s1
 * and s2 and whose prior has the logarithmic slope a there: the estimate is m + a s^2, so that the shift is a (s1^2 -
 * s2^2). In the unit of the axis, for example ln(1 + v / 0.3).
 *
 * @see Stocker & Simoncelli (2006), `REFERENCES.stockerSimoncelli2006`
 */
export function speedMatchShift(
  priorSlope: number,
  testDeviation: number,
  referenceDeviation: number,
): number {
  return priorSlope * (testDeviation ** 2 - referenceDeviation ** 2);
}
