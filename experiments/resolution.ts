import { HelmholtzError } from '../agents/index.ts';

/** Two numbers of a picture: vertical before horizontal. */
export type Pair = readonly [number, number];

/** Size of a picture in degrees of visual angle and in pixels; every entry follows from the other two. */
export interface Resolution {
  /** Height and width, degrees. */
  readonly visualSize: Pair;
  /** Pixels per degree, vertically and horizontally. */
  readonly pixelsPerDegree: Pair;
  /** Rows and columns. */
  readonly shape: Pair;
}

/** What somebody says of a resolution: any two of the three; one number stands for both directions. */
export interface ResolutionRequest {
  readonly visualSize?: number | Pair;
  readonly pixelsPerDegree?: number | Pair;
  readonly shape?: number | Pair;
}

/** Most pixels of a picture. */
const LARGEST = 25_000_000;

/**
 * The resolution that two of its three entries give,
 *
 *   shape = floor(visualSize x pixelsPerDegree),
 *
 * in each direction by itself. A visual size that is no whole number of pixels becomes the next smaller one that is.
 *
 * @param place What it is the resolution of, for the error message.
 * @throws {HelmholtzError} `parameter-out-of-range` when less than two are known or the three contradict each other,
 *   naming the value that would fit; `too-large`.
 */
export function resolveResolution(place: string, request: ResolutionRequest): Resolution {
  const [height, width] = pairOf(request.visualSize);
  const [vertical, horizontal] = pairOf(request.pixelsPerDegree);
  const [rows, columns] = pairOf(request.shape);
  const down = resolveDirection(`${place}: vertically`, height, vertical, rows);
  const across = resolveDirection(`${place}: horizontally`, width, horizontal, columns);
  if (down.count * across.count > LARGEST) {
    throw new HelmholtzError(
      'too-large',
      `${place}: expected at most ${LARGEST / 1e6} million pixels; got ${across.count} x ${down.count}`,
    );
  }
  return {
    visualSize: [down.degrees, across.degrees],
    pixelsPerDegree: [down.density, across.density],
    shape: [down.count, across.count],
  };
}

/** Says a resolution in words, for messages and captions. */
export function resolutionInWords({ visualSize, pixelsPerDegree, shape }: Resolution): string {
  const words = (pair: Pair): string =>
    pair[0] === pair[1] ? shortNumber(pair[0]) : `${shortNumber(pair[0])}, ${shortNumber(pair[1])}`;
  return `${words(visualSize)} degrees at ${words(pixelsPerDegree)} pixels per degree, ${shape[1]} x ${shape[0]} px`;
}

interface Direction {
  readonly degrees: number;
  readonly density: number;
  readonly count: number;
}

function resolveDirection(
  place: string,
  degrees: number | undefined,
  density: number | undefined,
  count: number | undefined,
): Direction {
  checkPositive(place, 'visual size', 'degree', degrees);
  checkPositive(place, 'pixels per degree', 'px/degree', density);
  if (count !== undefined && !(Number.isInteger(count) && count >= 1)) {
    throw outOfRange(`${place}: expected whole number of pixels >= 1; got ${count}`);
  }
  if (count !== undefined && density !== undefined) {
    if (degrees !== undefined && wholePixels(degrees, density) !== count) {
      throw outOfRange(
        `${place}: expected visual size x pixels per degree = pixels; got ${degrees} x ${density} and ${count} px; ${wholePixels(degrees, density)} px, ${shortNumber(count / degrees)} pixels per degree or ${shortNumber(count / density)} degrees would fit`,
      );
    }
    return { degrees: count / density, density, count };
  }
  if (count !== undefined && degrees !== undefined) {
    return { degrees, density: count / degrees, count };
  }
  if (degrees !== undefined && density !== undefined) {
    const whole = wholePixels(degrees, density);
    if (whole < 1) {
      throw outOfRange(
        `${place}: expected at least one pixel; got ${degrees} degrees at ${density} pixels per degree; ${shortNumber(1 / degrees)} pixels per degree would fit`,
      );
    }
    return { degrees: whole / density, density, count: whole };
  }
  throw outOfRange(
    `${place}: expected two of visual size, pixels per degree and shape; got ${JSON.stringify({ visualSize: degrees, pixelsPerDegree: density, shape: count })}`,
  );
}

/** Rounding errors of a product do not cost a pixel. */
function wholePixels(degrees: number, density: number): number {
  return Math.floor(Number((degrees * density).toFixed(9)));
}

function checkPositive(place: string, what: string, unit: string, value: number | undefined): void {
  if (value !== undefined && !(value > 0 && Number.isFinite(value))) {
    throw outOfRange(`${place}: expected ${what} > 0 ${unit}; got ${value}`);
  }
}

function pairOf(
  value: number | Pair | undefined,
): readonly [number | undefined, number | undefined] {
  return typeof value === 'object' ? value : [value, value];
}

function shortNumber(value: number): string {
  return String(Number(value.toPrecision(6)));
}

function outOfRange(message: string): HelmholtzError {
  return new HelmholtzError('parameter-out-of-range', message);
}
