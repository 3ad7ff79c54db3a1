import type { Pair } from '../resolution.ts';

/** Beyond so many standard deviations the Gaussian counts as zero. */
const REACH = 4;

/** Samples that {@link gaussianBlur} adds up for one pixel. */
export function blurTaps(sigma: Pair): number {
  return sigma.reduce((taps, deviation) => taps + 2 * reachOf(deviation) + 1, 0);
}

/**
 * Values of a picture blurred by a Gaussian of a standard deviation in pixels down and across. The picture goes on mirrored
 * beyond its edges, so that a uniform one stays as it is, and nothing moves.
 */
export function gaussianBlur(
  values: Float32Array | Float64Array,
  [rows, columns]: Pair,
  [down, across]: Pair,
): Float64Array {
  const lines = { length: columns, count: rows, nextPlace: 1, nextLine: columns };
  const columnsOf = { length: rows, count: columns, nextPlace: columns, nextLine: 1 };
  return blurredLines(blurredLines(new Float64Array(values), lines, across), columnsOf, down);
}

function reachOf(sigma: number): number {
  return Math.ceil(REACH * sigma);
}

function blurredLines(
  values: Float64Array,
  {
    length,
    count,
    nextPlace,
    nextLine,
  }: {
    readonly length: number;
    readonly count: number;
    readonly nextPlace: number;
    readonly nextLine: number;
  },
  sigma: number,
): Float64Array {
  const reach = reachOf(sigma);
  if (reach === 0) return values;
  const weights = Float64Array.from({ length: 2 * reach + 1 }, (_, tap) =>
    Math.exp(-((tap - reach) ** 2) / (2 * sigma * sigma)),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const line = new Float64Array(length + 2 * reach);
  const into = new Float64Array(values.length);
  for (let number = 0; number < count; number++) {
    const start = number * nextLine;
    for (let place = 0; place < line.length; place++) {
      line[place] = values[start + mirrored(place - reach, length) * nextPlace]!;
    }
    for (let place = 0; place < length; place++) {
      let total = 0;
      for (let tap = 0; tap < weights.length; tap++) total += weights[tap]! * line[place + tap]!;
      into[start + place * nextPlace] = total / sum;
    }
  }
  return into;
}

/** A place inside of a line for one outside: c b a | a b c | c b a. */
function mirrored(place: number, length: number): number {
  const period = 2 * length;
  const within = ((place % period) + period) % period;
  return within < length ? within : period - 1 - within;
}
