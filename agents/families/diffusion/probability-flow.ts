/**
 * A denoiser in scaled units, and the sum of its derivatives: E[x_0 | x_0 + deviation noise = y] and
 * sum_i d E[x_0]_i / d y_i.
 */
export interface FlowDenoiser {
  readonly datum: (noisy: ArrayLike<number>, deviation: number) => Float64Array;
  readonly withSlopes: (
    noisy: ArrayLike<number>,
    deviation: number,
  ) => { readonly datum: Float64Array; readonly slopes: number };
}

/** Deviations of the noise from much to little. */
export function noiseLevels(steps: number, [least, most]: readonly [number, number]): Float64Array {
  return Float64Array.from(
    { length: steps + 1 },
    (_, index) => most * (least / most) ** (index / steps),
  );
}

/**
 * The probability flow: without any chance it carries noise to data and back,
 *
 *   dy / d ln s = y - E[x_0 | y, s]
 *
 * by Heun's method over the levels, which may rise or fall. `noise` at the most noise there is has variance 1 + s^2 per
 * coordinate, since data have variance 1.
 *
 * @see Song et al. (2021), `REFERENCES.song2021`; Karras et al. (2022), `REFERENCES.karras2022`
 */
export function flow(
  { datum }: FlowDenoiser,
  start: ArrayLike<number>,
  levels: Float64Array,
): Float64Array {
  let point = Float64Array.from(start);
  for (let index = 0; index + 1 < levels.length; index++) {
    const [now, next] = [levels[index]!, levels[index + 1]!];
    const step = Math.log(next / now);
    const first = datum(point, now);
    const speed = point.map((value, axis) => value - first[axis]!);
    const guess = point.map((value, axis) => value + step * speed[axis]!);
    const second = datum(guess, next);
    point = point.map(
      (value, axis) => value + 0.5 * step * (speed[axis]! + guess[axis]! - second[axis]!),
    );
  }
  return point;
}

/**
 * ln p(y) in scaled units, nats, and the noise that the flow carries y to: the flow from y to much noise, where the density is
 * N(0, (1 + s^2) I), and how it spreads volumes on the way, sum over d ln s of (size - sum of slopes); the divergence is exact.
 *
 * @param rising Levels from little noise to much.
 */
export function flowDensity(
  { withSlopes }: FlowDenoiser,
  point: ArrayLike<number>,
  rising: Float64Array,
): { readonly nats: number; readonly noise: Float64Array } {
  const size = point.length;
  let place = Float64Array.from(point);
  let growth = 0;
  for (let index = 0; index + 1 < rising.length; index++) {
    const [now, next] = [rising[index]!, rising[index + 1]!];
    const step = Math.log(next / now);
    const first = withSlopes(place, now);
    const speed = place.map((value, axis) => value - first.datum[axis]!);
    const guess = place.map((value, axis) => value + step * speed[axis]!);
    const second = withSlopes(guess, next);
    growth += step * (size - 0.5 * (first.slopes + second.slopes));
    place = place.map(
      (value, axis) => value + 0.5 * step * (speed[axis]! + guess[axis]! - second.datum[axis]!),
    );
  }
  const variance = 1 + rising.at(-1)! ** 2;
  const distance = place.reduce((sum, value) => sum + value ** 2, 0) / variance;
  return {
    nats: growth - 0.5 * (size * Math.log(2 * Math.PI * variance) + distance),
    noise: place,
  };
}
