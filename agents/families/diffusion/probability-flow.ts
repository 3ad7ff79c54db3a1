/**
 * A denoiser in scaled units, of as many data at once as it is given, `data x size`. What it answers is overwritten when it is
 * asked again.
 */
export interface FlowDenoiser {
  /** Numbers of a datum. */
  readonly size: number;
  /** E[x_0 | x_0 + deviation noise = y] of every datum. */
  readonly datum: (noisy: Float64Array, deviation: number) => Float64Array;
  /** The same, and sum_i d E[x_0]_i / d y_i of every datum. */
  readonly withSlopes: (
    noisy: Float64Array,
    deviation: number,
  ) => { readonly datum: Float64Array; readonly slopes: Float64Array };
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
 * @param start Data or noise, `data x size`.
 * @see Song et al. (2021), `REFERENCES.song2021`; Karras et al. (2022), `REFERENCES.karras2022`
 */
export function flow(
  { datum }: FlowDenoiser,
  start: Float64Array,
  levels: Float64Array,
): Float64Array {
  const place = start.slice();
  const speed = new Float64Array(place.length);
  const guess = new Float64Array(place.length);
  for (let index = 0; index + 1 < levels.length; index++) {
    const [now, next] = [levels[index]!, levels[index + 1]!];
    const step = Math.log(next / now);
    leap({ place, speed, guess }, datum(place, now), step);
    land({ place, speed, guess }, datum(guess, next), step);
  }
  return place;
}

/**
 * ln p(y) in scaled units, nats, and the noise that the flow carries y to: the flow from y to much noise, where the density is
 * N(0, (1 + s^2) I), and how it spreads volumes on the way, sum over d ln s of (size - sum of slopes); the divergence is exact.
 * `points` are `data x size`, levels rise from little noise to much.
 */
export function flowDensity(
  { size, withSlopes }: FlowDenoiser,
  points: Float64Array,
  rising: Float64Array,
): { readonly nats: Float64Array; readonly noise: Float64Array } {
  const place = points.slice();
  const speed = new Float64Array(place.length);
  const guess = new Float64Array(place.length);
  const nats = new Float64Array(points.length / size);
  for (let index = 0; index + 1 < rising.length; index++) {
    const [now, next] = [rising[index]!, rising[index + 1]!];
    const step = Math.log(next / now);
    const first = withSlopes(place, now);
    leap({ place, speed, guess }, first.datum, step);
    for (let at = 0; at < nats.length; at++) nats[at]! += step * (size - 0.5 * first.slopes[at]!);
    const second = withSlopes(guess, next);
    land({ place, speed, guess }, second.datum, step);
    for (let at = 0; at < nats.length; at++) nats[at]! -= step * 0.5 * second.slopes[at]!;
  }
  const variance = 1 + rising.at(-1)! ** 2;
  place.forEach((value, at) => {
    nats[Math.floor(at / size)]! -=
      0.5 * (Math.log(2 * Math.PI * variance) + value ** 2 / variance);
  });
  return { nats, noise: place };
}

/** Where the data are, how fast they move by ln s, and where that would lead in a step. */
interface Movement {
  readonly place: Float64Array;
  readonly speed: Float64Array;
  readonly guess: Float64Array;
}

/** A whole step at the speed here. */
function leap({ place, speed, guess }: Movement, expected: Float64Array, step: number): void {
  for (let at = 0; at < place.length; at++) {
    speed[at] = place[at]! - expected[at]!;
    guess[at] = place[at]! + step * speed[at]!;
  }
}

/** A step at the mean of the speeds here and where the leap has led. */
function land({ place, speed, guess }: Movement, expected: Float64Array, step: number): void {
  for (let at = 0; at < place.length; at++) {
    place[at]! += 0.5 * step * (speed[at]! + guess[at]! - expected[at]!);
  }
}
