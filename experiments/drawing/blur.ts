/** Luminances of a picture, row by row. */
interface Field {
  readonly rows: number;
  readonly columns: number;
  readonly pixels: Float64Array;
}

/** Weights below this share of the largest make no difference to a luminance. */
const NEGLIGIBLE = 1e-17;

/**
 * Luminances blurred by a Gaussian of a standard deviation in pixels. The picture goes on with its mean, by half of its height
 * to every side, and with black beyond. The Gaussian is as large as the picture, and cut off and made to sum to 1 there; its n
 * samples along an axis lie at -n/2 and so on in steps of one pixel, so that pictures move to the right and downwards: by half a
 * pixel where n is odd, by one where it is even.
 */
export function blurred({ rows, columns, pixels }: Field, sigma: number): Float64Array {
  // A thousandth of a pixel blurs nothing.
  if (sigma < 1e-3) return pixels.slice();
  const mean = pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
  const margin = Math.floor(rows / 2);
  const across = blurredLines(
    { lines: rows, length: columns, nextLine: columns, nextPlace: 1 },
    { from: pixels, sigma, mean, margin },
  );
  // What lies above and below is level from left to right, and blurred there to something that is nearly the mean.
  const beyond = blurredLines(
    { lines: 1, length: columns, nextLine: columns, nextPlace: 1 },
    { from: new Float64Array(columns).fill(mean), sigma, mean, margin },
  );
  return blurredLines(
    { lines: columns, length: rows, nextLine: 1, nextPlace: columns },
    { from: across, sigma, mean: beyond, margin },
  ).map((value) => Math.min(1, Math.max(0, value)));
}

/** How lines lie in a picture. */
interface Lines {
  readonly lines: number;
  readonly length: number;
  readonly nextLine: number;
  readonly nextPlace: number;
}

/** Every line blurred by itself; beyond its ends it goes on for a margin with the mean, the same of all or each its own. */
function blurredLines(
  { lines, length, nextLine, nextPlace }: Lines,
  {
    from,
    sigma,
    mean,
    margin,
  }: {
    readonly from: Float64Array;
    readonly sigma: number;
    readonly mean: number | Float64Array;
    readonly margin: number;
  },
): Float64Array {
  // Of an odd number no sample lies in the middle; the nearest ones weigh 1 however narrow the Gaussian is.
  const least = length % 2 === 0 ? 0 : 0.25;
  const weights = Float64Array.from({ length }, (_, index) =>
    Math.exp(-((index - length / 2) ** 2 - least) / (2 * sigma ** 2)),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const first = weights.findIndex((weight) => weight > NEGLIGIBLE);
  const last = weights.findLastIndex((weight) => weight > NEGLIGIBLE);
  // The weight of a pixel on itself is the middle one; of an even number the first of both.
  const middle = (length - 1) >> 1;
  const into = new Float64Array(from.length);
  const line = new Float64Array(length + 2 * (length + margin));
  const start = length + margin;
  for (let index = 0; index < lines; index++) {
    line.fill(
      typeof mean === 'number' ? mean : mean[index]!,
      start - margin,
      start + length + margin,
    );
    for (let place = 0; place < length; place++) {
      line[start + place] = from[index * nextLine + place * nextPlace]!;
    }
    for (let place = 0; place < length; place++) {
      let total = 0;
      const origin = start + place + middle;
      for (let tap = first; tap <= last; tap++) total += weights[tap]! * line[origin - tap]!;
      into[index * nextLine + place * nextPlace] = total / sum;
    }
  }
  return into;
}
