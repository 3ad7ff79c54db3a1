import type { Resolution } from '../resolution.ts';
import { samplesOf, turn } from './axes.ts';
import { rounded } from './regions.ts';

/** A straight line: where its middle is, how long and wide it is, and its direction, counter-clockwise from 3 o'clock. */
export interface LinePlace {
  /** To the right of the centre, degrees. */
  readonly x: number;
  /** Above the centre, degrees. */
  readonly y: number;
  readonly length: number;
  /** At least one pixel. */
  readonly width: number;
  readonly direction: number;
}

/** 1 where a sample lies within half of the length and width of a line; edges are not softened. */
export function lineMask(resolution: Resolution, line: LinePlace): Uint16Array {
  const { visualSize, shape, pixelsPerDegree } = resolution;
  const [height, width] = visualSize;
  const [rows, columns] = shape;
  const xs = samplesOf(width, columns, 'center');
  const ys = samplesOf(height, rows, 'center');
  const [cosine, sine] = turn(line.direction);
  const half = Math.max(line.width, 1 / Math.max(...pixelsPerDegree)) / 2;
  const mask = new Uint16Array(rows * columns);
  for (let row = 0, index = 0; row < rows; row++) {
    const up = -ys[row]! - line.y;
    for (let column = 0; column < columns; column++, index++) {
      const right = xs[column]! - line.x;
      const along = rounded(right * cosine + up * sine);
      const across = rounded(up * cosine - right * sine);
      // The upper edge belongs to it, the lower one does not.
      if (Math.abs(along) <= line.length / 2 && across > -half && across <= half) mask[index] = 1;
    }
  }
  return mask;
}
