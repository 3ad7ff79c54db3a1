import type { Bar } from './bars.ts';

/** What stands at both ends of a bar. */
export const FLANKS = ['alone', 'collinear', 'orthogonal'] as const;

/** One of {@link FLANKS}. */
export type Flanks = (typeof FLANKS)[number];

/** Length of the bar in the middle, of each flank, and the distance from the middle to a flank's nearest point, pixels. */
const LENGTH = 8;
const FLANK = 6;
const DISTANCE = 6.5;
const WIDTH = 2;

/**
 * A bar through the middle with flanks of its own length and width on the line through it: along the line, or across it.
 * They stay out of a window of 8 pixels about the middle.
 *
 * @param axis Direction of the bar, radians.
 * @param amplitude Above the background.
 */
export function flankedBars(flanks: Flanks, axis: number, amplitude: number): Bar[] {
  const bar = { length: LENGTH, width: WIDTH, axis, shift: 0, amplitude };
  switch (flanks) {
    case 'alone':
      return [bar];
    case 'collinear': {
      // A long bar, of which the part between the flanks is taken away.
      const [outer, inner] = [2 * (DISTANCE + FLANK), 2 * DISTANCE];
      return [bar, { ...bar, length: outer }, { ...bar, length: inner, amplitude: -amplitude }];
    }
    case 'orthogonal':
      return [1, -1]
        .map((side): Bar => ({
          ...{ ...bar, length: FLANK, axis: axis + Math.PI / 2 },
          shift: side * (DISTANCE + FLANK / 2),
        }))
        .concat(bar);
  }
}
