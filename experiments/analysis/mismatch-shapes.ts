/** Mismatch (deviant minus standard) at a probability of deviants. */
export interface MismatchPoint {
  readonly probability: number;
  readonly mismatch: number;
}

/** How well a shape describes them. */
export interface MismatchShape {
  readonly shape: 'linear' | 'logarithmic';
  /** The factor that fits best. */
  readonly scale: number;
  /** Root mean square of what is left, in units of the mismatch. */
  readonly error: number;
}

const SHAPES = {
  linear: (probability: number): number => 1 - 2 * probability,
  logarithmic: (probability: number): number => Math.log((1 - probability) / probability),
} as const;

/**
 * Two shapes that a mismatch can have over the probability p of deviants, each fitted by its scale alone (least squares):
 * linear, as the error of a learned mean has it, and logarithmic, as surprise has it. Both vanish at p = 1/2.
 *
 *   (1 - p) d - p d = (1 - 2 p) d,    -ln p + ln(1 - p) = ln((1 - p) / p)
 *
 * @see Lieder et al. (2013), `REFERENCES.lieder2013`
 */
export function mismatchShapes(points: readonly MismatchPoint[]): MismatchShape[] {
  return (Object.keys(SHAPES) as MismatchShape['shape'][]).map((shape) => {
    const sum = (of: (point: MismatchPoint, model: number) => number): number =>
      points.reduce((total, point) => total + of(point, SHAPES[shape](point.probability)), 0);
    const scale = sum(({ mismatch }, model) => mismatch * model) / sum((_, model) => model * model);
    const error = Math.sqrt(
      sum(({ mismatch }, model) => (mismatch - scale * model) ** 2) / points.length,
    );
    return { shape, scale, error };
  });
}
