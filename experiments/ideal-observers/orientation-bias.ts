const ANGLES = 360;
/** Orientations have a period of 180 degrees: twice the angle has one of 360. */
const RADIANS = (2 * Math.PI) / 180;

/**
 * Bias of the perceived orientation of a grating in degrees: the mean, over the noise of the measurement, of the posterior
 * mean, minus the orientation. The prior is 2 - |sin 2 theta|, as in natural scenes; noise is von Mises in twice the angle,
 * with concentration 1 / (2 s)^2; means are circular.
 *
 * @param orientation Degrees from horizontal.
 * @param deviation Standard deviation s of the noise, degrees.
 * @see Girshick, Landy & Simoncelli (2011), `REFERENCES.girshick2011`
 */
export function orientationBias(orientation: number, deviation: number): number {
  const grid = Array.from({ length: ANGLES }, (_, index) => (180 * index) / ANGLES);
  const perceived = circularMean(
    grid.map((measured) => ({
      angle: perceivedOrientation(measured, deviation),
      weight: noiseDensity(measured - orientation, deviation),
    })),
  );
  return nearest(perceived - orientation);
}

/** Posterior mean of the orientation in degrees, where one was measured. */
export function perceivedOrientation(measured: number, deviation: number): number {
  return circularMean(
    Array.from({ length: ANGLES }, (_, index) => {
      const angle = (180 * index) / ANGLES;
      return { angle, weight: orientationPrior(angle) * noiseDensity(measured - angle, deviation) };
    }),
  );
}

/**
 * Density of the noise of a measurement that misses by a difference in degrees, relative to that of one that does not: von
 * Mises in twice the angle.
 */
export function noiseDensity(difference: number, deviation: number): number {
  return Math.exp((Math.cos(RADIANS * difference) - 1) / (RADIANS * deviation) ** 2);
}

/** Density of orientations in natural scenes, 2 - |sin 2 theta|, not normalised. */
export function orientationPrior(angle: number): number {
  return 2 - Math.abs(Math.sin(RADIANS * angle));
}

/** Mean of orientations in degrees, with weights. */
export function circularMean(
  angles: readonly { readonly angle: number; readonly weight: number }[],
): number {
  let [across, up] = [0, 0];
  for (const { angle, weight } of angles) {
    across += weight * Math.cos(RADIANS * angle);
    up += weight * Math.sin(RADIANS * angle);
  }
  return Math.atan2(up, across) / RADIANS;
}

/** The same orientation within 90 degrees of 0. */
export function nearest(angle: number): number {
  return angle - 180 * Math.round(angle / 180);
}
