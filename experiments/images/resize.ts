import type { Picture } from '../../agents/index.ts';

/**
 * A picture at another size. Along each axis: when shrinking, every new pixel is the mean of the area that it covers,
 * so that nothing aliases and the mean luminance is kept; when enlarging, linear interpolation between pixel centres.
 *
 * @throws {RangeError} unless rows and columns are whole numbers >= 1.
 */
export function resizePicture(picture: Picture, rows: number, columns: number): Picture {
  if (!(Number.isInteger(rows) && rows >= 1 && Number.isInteger(columns) && columns >= 1)) {
    throw new RangeError(`resizePicture: expected whole sizes >= 1; got ${rows} x ${columns}`);
  }
  const across = tapsFor(picture.columns, columns);
  const down = tapsFor(picture.rows, rows);
  const narrowed = new Float64Array(picture.rows * columns);
  for (let row = 0; row < picture.rows; row++) {
    for (const [column, taps] of across.entries()) {
      let sum = 0;
      for (const { at, weight } of taps)
        sum += weight * picture.pixels[row * picture.columns + at]!;
      narrowed[row * columns + column] = sum;
    }
  }
  const pixels = new Float32Array(rows * columns);
  for (const [row, taps] of down.entries()) {
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      for (const { at, weight } of taps) sum += weight * narrowed[at * columns + column]!;
      pixels[row * columns + column] = sum;
    }
  }
  return { rows, columns, pixels };
}

/** One old pixel's part in a new one. */
interface Tap {
  readonly at: number;
  readonly weight: number;
}

/** For every new pixel of an axis, the old ones that it is made of; weights sum to 1. */
function tapsFor(from: number, to: number): Tap[][] {
  return Array.from({ length: to }, (_, index) =>
    to < from ? areaTaps(from, to, index) : linearTaps(from, to, index),
  );
}

function areaTaps(from: number, to: number, index: number): Tap[] {
  const begin = (index * from) / to;
  const end = ((index + 1) * from) / to;
  const taps: Tap[] = [];
  for (let at = Math.floor(begin); at < Math.min(from, Math.ceil(end)); at++) {
    const covered = Math.min(end, at + 1) - Math.max(begin, at);
    if (covered > 0) taps.push({ at, weight: covered / (end - begin) });
  }
  return taps;
}

function linearTaps(from: number, to: number, index: number): Tap[] {
  const place = Math.min(from - 1, Math.max(0, ((index + 0.5) * from) / to - 0.5));
  const at = Math.floor(place);
  const weight = place - at;
  return weight === 0
    ? [{ at, weight: 1 }]
    : [
        { at, weight: 1 - weight },
        { at: at + 1, weight },
      ];
}
