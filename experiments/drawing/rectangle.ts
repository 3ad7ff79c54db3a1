import type { Pair, Resolution } from '../resolution.ts';
import { turn } from './axes.ts';
import { rounded } from './regions.ts';

/** Where a rectangle lies: vertical before horizontal, degrees from the top left corner of the picture. */
export interface RectanglePlace {
  readonly size: Pair;
  /** Its top left corner; centred if not given. */
  readonly position?: Pair | null;
  readonly rotation?: number;
}

/** Top left corner of a rectangle in the middle of a picture, by its pixels. */
export function centred(
  { shape: [rows, columns], pixelsPerDegree: [down, across] }: Resolution,
  [tall, wide]: Pair,
): Pair {
  return [rows / down / 2 - tall / 2, columns / across / 2 - wide / 2];
}

/**
 * 1 in a rectangle. It is drawn around the middle of the picture, its left and upper edges included and the others not,
 * turned there, and then moved by whole pixels. Places in the turned rectangle are rounded to half pixels.
 */
export function rectangleMask(
  resolution: Resolution,
  { size: [tall, wide], position, rotation = 0 }: RectanglePlace,
): Uint16Array {
  const { shape, pixelsPerDegree } = resolution;
  const [rows, columns] = shape;
  const corner = position ?? centred(resolution, [tall, wide]);
  const down = moved(rows, pixelsPerDegree[0], tall, corner[0]);
  const right = moved(columns, pixelsPerDegree[1], wide, corner[1]);
  const [cosine, sine] = turn(rotation);
  const mask = new Uint16Array(rows * columns);
  const [lowest, highest] = [
    -rounded((tall / 2) * pixelsPerDegree[0]),
    rounded((tall / 2) * pixelsPerDegree[0]),
  ];
  const [first, last] = [
    -rounded((wide / 2) * pixelsPerDegree[1]),
    rounded((wide / 2) * pixelsPerDegree[1]),
  ];
  if (cosine === 1) {
    const isAcross = Array.from({ length: columns }, (_, column) => {
      const along = toHalf(column - right - columns / 2);
      return along >= first && along < last;
    });
    const [from, to] = [isAcross.indexOf(true), isAcross.lastIndexOf(true) + 1];
    for (let row = 0; row < rows && from >= 0; row++) {
      const aside = toHalf(row - down - rows / 2);
      if (aside >= lowest && aside < highest)
        mask.fill(1, row * columns + from, row * columns + to);
    }
    return mask;
  }
  // Directions of the picture in pixels; the aspect is 1 where pixels are squares.
  const aspect = pixelsPerDegree[1] / pixelsPerDegree[0];
  for (let row = 0, index = 0; row < rows; row++) {
    const y = row - down - rows / 2;
    for (let column = 0; column < columns; column++, index++) {
      const x = column - right - columns / 2;
      const along = toHalf(x * cosine - y * aspect * sine);
      const aside = toHalf((x / aspect) * sine + y * cosine);
      if (along >= first && along < last && aside >= lowest && aside < highest) mask[index] = 1;
    }
  }
  return mask;
}

/** Rounded to halves; what lies in the middle between two halves goes to the whole number. */
function toHalf(value: number): number {
  const twice = rounded(2 * value);
  const floor = Math.floor(twice);
  const rest = twice - floor;
  return (rest > 0.5 || (rest === 0.5 && floor % 2 !== 0) ? floor + 1 : floor) / 2;
}

/** By how many whole pixels something of a length is moved from the middle, for it to begin at a place. */
function moved(pixels: number, density: number, length: number, place: number): number {
  const middle = Math.floor(rounded(pixels / 2 - (length * density) / 2));
  return Math.floor(rounded(place * density)) - middle;
}

/** The place at which {@link rectangleMask} begins with the first pixel that is not before the one given. */
export function nextPixel(
  { shape, pixelsPerDegree }: Resolution,
  size: Pair,
  position: Pair,
): Pair {
  const along = (axis: 0 | 1): number => {
    const density = pixelsPerDegree[axis];
    const middle = rounded(shape[axis] / 2 - (size[axis] * density) / 2);
    const begin = Math.ceil(rounded(position[axis] * density));
    return (begin - Math.ceil(middle) + Math.floor(middle)) / density;
  };
  return [along(0), along(1)];
}
