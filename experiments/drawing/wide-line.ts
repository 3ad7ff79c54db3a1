import type { Pair } from '../resolution.ts';

/** A line between two pixels, each as row and column, a whole number of pixels wide. */
export interface PixelLine {
  readonly from: Pair;
  readonly to: Pair;
  readonly width: number;
}

/**
 * 1 on the pixels of a line, ends included. One pixel wide, it follows Bresenham (1965); wider, it is the parallelogram
 * whose corners are the pixels nearest to those of the line, filled row by row.
 */
export function linePixels(
  [rows, columns]: Pair,
  { from: [y0, x0], to: [y1, x1], width }: PixelLine,
): Uint16Array {
  const mask = new Uint16Array(rows * columns);
  const set = (y: number, x: number): void => {
    if (y >= 0 && y < rows && x >= 0 && x < columns) mask[y * columns + x] = 1;
  };
  if (width < 1) return mask;
  const down = y1 - y0;
  const across = x1 - x0;
  if (width === 1 || (down === 0 && across === 0)) {
    thinLine([y0, x0], [down, across], set);
    return mask;
  }
  const half = (width - 1) / 2;
  const length = Math.hypot(across, down);
  // An even width has one pixel more on one side.
  const more = awayFromZero(half) / length;
  const less = towardsZero(half) / length;
  const left = towardsZero(less * down);
  const right = towardsZero(more * down);
  const above = awayFromZero(less * across);
  const below = awayFromZero(more * across);
  fillConvex(
    [
      [y0 + below, x0 - left],
      [y1 + below, x1 - left],
      [y1 - above, x1 + right],
      [y0 - above, x0 + right],
    ],
    [rows, columns],
    set,
  );
  return mask;
}

/** The nearest whole number; halves to even ones. */
export function halfToEven(value: number): number {
  const floor = Math.floor(value);
  return value - floor === 0.5 ? floor + (floor % 2 === 0 ? 0 : 1) : Math.round(value);
}

/** The nearest whole number; halves away from zero. */
function awayFromZero(value: number): number {
  return Math.sign(value) * Math.floor(Math.abs(value) + 0.5);
}

/** The nearest whole number; halves towards zero. */
function towardsZero(value: number): number {
  return Math.sign(value) * Math.ceil(Math.abs(value) - 0.5);
}

function thinLine([y0, x0]: Pair, [down, across]: Pair, set: (y: number, x: number) => void): void {
  const tall = Math.abs(down);
  const wide = Math.abs(across);
  const isFlat = wide > tall;
  const long = isFlat ? wide : tall;
  const short = isFlat ? tall : wide;
  const longStep = Math.sign(isFlat ? across : down);
  const shortStep = Math.sign(isFlat ? down : across);
  let error = 2 * short - long;
  let aside = 0;
  for (let step = 0; step <= long; step++) {
    const along = step * longStep;
    if (isFlat) set(y0 + aside, x0 + along);
    else set(y0 + along, x0 + aside);
    if (error >= 0) {
      aside += shortStep;
      error -= 2 * long;
    }
    error += 2 * short;
  }
}

/** Pixels between the edges of a convex figure, in every row of the picture that its corners span. */
function fillConvex(
  corners: readonly Pair[],
  [rows, columns]: Pair,
  set: (y: number, x: number) => void,
): void {
  const ys = corners.map(([y]) => y);
  const bottom = Math.min(rows - 1, Math.max(...ys));
  for (let y = Math.max(0, Math.min(...ys)); y <= bottom; y++) {
    let [first, last] = [Infinity, -Infinity];
    corners.forEach(([ay, ax], index) => {
      const [by, bx] = corners[(index + 1) % corners.length]!;
      if (y < Math.min(ay, by) || y > Math.max(ay, by)) return;
      const at = ay === by ? [ax, bx] : [ax + ((y - ay) * (bx - ax)) / (by - ay)];
      first = Math.min(first, ...at);
      last = Math.max(last, ...at);
    });
    const right = Math.min(columns - 1, towardsZero(last));
    for (let x = Math.max(0, awayFromZero(first)); x <= right; x++) set(y, x);
  }
}
