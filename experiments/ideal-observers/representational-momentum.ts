/**
 * Displacement of the memory of the last of three frames at even times, per step of the motion that they imply, by an
 * observer that knows: noise of each frame of variance s^2, a velocity of variance s_v^2 around 0, and nothing of places.
 * With k = s^2 / s_v^2 and the memory carried on for t frames, least squares with the prior on the velocity give
 *
 *   v' = 2 v / (2 + k),   x' - x = -k v / (2 + k),   (x' + t v' - x) / v = (2 t - k) / (2 + k)
 *
 * @param noiseOverVelocity k.
 * @param frames t.
 * @see Freyd & Finke (1984), `REFERENCES.freydFinke1984`
 */
export function momentumSlope(noiseOverVelocity: number, frames: number): number {
  return (2 * frames - noiseOverVelocity) / (2 + noiseOverVelocity);
}
