import type { Pair, Resolution } from '../../resolution.ts';
import type { Drawn } from '../../stimulus.ts';
import { twoSided } from '../combine.ts';
import { defineDrawer, drawn } from '../drawer.ts';
import { luminance, placePair, places, size, sizePair } from '../table-entries.ts';
import { rectangleMask } from '../rectangle.ts';
import { paintedRegions, rounded } from '../regions.ts';

const BACKGROUND = luminance(0, 'background');
const TARGET = luminance(0.5, 'target');

const covers = {
  intensityBackground: BACKGROUND,
  intensityTarget: TARGET,
  intensityCovers: luminance(1, 'covers'),
} as const;

/** A patch that covers hide in part. */
export const todorovicRectangleGeneralized = defineDrawer({
  parameters: {
    targetSize: sizePair([3, 3], 'the target'),
    targetPosition: placePair([2.5, 2.5], 'Its top left corner from that of the picture.'),
    coversSize: sizePair([1.5, 1.5], 'each cover'),
    coversX: places([1.75, 4.75], 'Left edges of the covers.'),
    coversY: places([1.75, 4.75], 'Upper edges of the covers.'),
    ...covers,
  },
  render: (resolution, values) =>
    covered(resolution, values, values.targetPosition, values.coversX, values.coversY),
});

/** A patch with a cover over each of its corners. */
export const todorovicRectangle = defineDrawer({
  parameters: {
    targetSize: sizePair([3, 3], 'the target'),
    coversSize: sizePair([1.5, 1.5], 'each cover'),
    coversOffset: {
      kind: 'pair',
      default: [1.5, 1.5],
      min: -1000,
      max: 1000,
      unit: 'degree',
      meaning: 'Vertical and horizontal distance of the covers from the centre.',
    },
    ...covers,
  },
  render: (resolution, values) => {
    const [y, x] = resolution.visualSize.map((side) => side / 2) as [number, number];
    const [tall, wide] = values.coversSize;
    const [down, across] = values.coversOffset;
    const lefts = [-1, 1, 1, -1].map((side) => x + side * across - wide / 2);
    const tops = [-1, 1, -1, 1].map((side) => y + side * down - tall / 2);
    return covered(resolution, values, null, lefts, tops);
  },
});

function covered(
  resolution: Resolution,
  values: {
    readonly targetSize: Pair;
    readonly coversSize: Pair;
    readonly intensityBackground: number;
    readonly intensityTarget: number;
    readonly intensityCovers: number;
  },
  position: Pair | null,
  lefts: readonly number[],
  tops: readonly number[],
): Drawn {
  const rectangle = rectangleMask(resolution, { size: values.targetSize, position });
  const pixels = paintedRegions(rectangle, [values.intensityTarget], values.intensityBackground);
  const targetMask = rectangle.slice();
  const [down, across] = resolution.pixelsPerDegree;
  const [rows, columns] = resolution.shape;
  const tall = Math.round(values.coversSize[0] * down);
  const wide = Math.round(values.coversSize[1] * across);
  lefts.forEach((left, index) => {
    // Covers are whole pixels large and begin at whole pixels.
    const top = Math.round(rounded((tops[index] ?? 0) * down));
    const start = Math.round(rounded(left * across));
    for (let row = Math.max(0, top); row < Math.min(rows, top + tall); row++) {
      for (let column = Math.max(0, start); column < Math.min(columns, start + wide); column++) {
        pixels[row * columns + column] = values.intensityCovers;
        targetMask[row * columns + column] = 0;
      }
    }
  });
  return drawn(resolution, pixels, { rectangleMask: targetMask, targetMask });
}

/** Covered patches on two grounds. */
export const todorovicRectangleTwoSided = twoSided(todorovicRectangle, {
  targetSize: [
    [2, 2],
    [2, 2],
  ],
  coversSize: [
    [1, 1],
    [1, 1],
  ],
  coversOffset: [
    [1, 1],
    [1, 1],
  ],
  intensityBackground: [0, 1],
  intensityTarget: null,
  intensityCovers: [1, 0],
});
