import type { Pair, Resolution } from '../../resolution.ts';
import type { Drawn } from '../../stimulus.ts';
import { padded, twoSided } from '../combine.ts';
import { crossMask } from './shapes.ts';
import { defineDrawer, drawn, impossible } from '../drawer.ts';
import { luminance, placePair, places, sizePair } from '../table-entries.ts';
import { rectangleMask } from '../rectangle.ts';
import { fillWhere, paintedRegions, rounded } from '../regions.ts';

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
  cover(resolution, pixels, targetMask, {
    size: values.coversSize,
    lefts,
    tops,
    luminance: values.intensityCovers,
  });
  return drawn(resolution, pixels, { rectangleMask: targetMask, targetMask });
}

/** Paints covers, and takes what they hide out of the mask. They are whole pixels large and begin at whole pixels. */
function cover(
  { shape: [rows, columns], pixelsPerDegree: [down, across] }: Resolution,
  pixels: Float64Array,
  targetMask: Uint16Array,
  {
    size,
    lefts,
    tops,
    luminance,
  }: {
    readonly size: Pair;
    readonly lefts: readonly number[];
    readonly tops: readonly number[];
    readonly luminance: number;
  },
): void {
  const tall = Math.round(size[0] * down);
  const wide = Math.round(size[1] * across);
  lefts.forEach((left, index) => {
    const top = Math.round(rounded((tops[index] ?? 0) * down));
    const start = Math.round(rounded(left * across));
    for (let row = Math.max(0, top); row < Math.min(rows, top + tall); row++) {
      for (let column = Math.max(0, start); column < Math.min(columns, start + wide); column++) {
        pixels[row * columns + column] = luminance;
        targetMask[row * columns + column] = 0;
      }
    }
  });
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

const crossTable = {
  crossSize: sizePair([4, 4], 'the cross'),
  crossThickness: sizePair([1, 1], 'its bars across their length'),
} as const;

/** A cross with covers over it. */
export const todorovicCrossGeneralized = defineDrawer({
  parameters: {
    ...crossTable,
    coversSize: sizePair([1.5, 1.5], 'each cover'),
    coversX: places([1.5, 4.5], 'Left edges of the covers.'),
    coversY: places([1.5, 4.5], 'Upper edges of the covers.'),
    ...covers,
  },
  render: (resolution, values) =>
    coveredCross(resolution, values, values.coversSize, values.coversX, values.coversY),
});

/** A cross with a cover in each of the corners between its arms. */
export const todorovicCross = defineDrawer({
  parameters: { ...crossTable, coversSize: sizePair([1.5, 1.5], 'each cover'), ...covers },
  render: (resolution, values) => betweenArms(resolution, values, values.coversSize),
});

/** A cross whose covers are as long as its arms, so that target and covers have equal shares of a rectangle. */
export const todorovicEqual = defineDrawer({
  parameters: { ...crossTable, ...covers },
  render: (resolution, values) => {
    const [tall, wide] = values.crossSize;
    const whole = rectangleMask(resolution, { size: [tall, wide] });
    const cross = crossMask(resolution, values);
    const pixels = paintedRegions(whole, [values.intensityCovers], values.intensityBackground);
    fillWhere(pixels, cross, values.intensityTarget);
    return drawn(resolution, pixels, { targetMask: cross });
  },
});

interface Cross {
  readonly crossSize: Pair;
  readonly crossThickness: Pair;
  readonly intensityBackground: number;
  readonly intensityTarget: number;
  readonly intensityCovers: number;
}

function betweenArms(resolution: Resolution, values: Cross, size: Pair): Drawn {
  const [y, x] = resolution.visualSize.map((side) => side / 2) as [number, number];
  const [thickDown, thickAcross] = values.crossThickness;
  const [left, right] = [x - thickAcross / 2 - size[1], x + thickAcross / 2];
  const [top, bottom] = [y - thickDown / 2 - size[0], y + thickDown / 2];
  return coveredCross(
    resolution,
    values,
    size,
    [left, right, right, left],
    [top, bottom, top, bottom],
  );
}

function coveredCross(
  resolution: Resolution,
  values: Cross,
  size: Pair,
  lefts: readonly number[],
  tops: readonly number[],
): Drawn {
  const cross = crossDrawing(resolution, values);
  const { targetMask, padMask } = cross.masks;
  const pixels = Float64Array.from(cross.pixels);
  cover(resolution, pixels, targetMask, { size, lefts, tops, luminance: values.intensityCovers });
  return drawn(resolution, pixels, { targetMask, padMask });
}

/** A cross drawn on a field of its own size, in the middle of the picture. */
function crossDrawing(
  { shape, pixelsPerDegree }: Resolution,
  values: Cross,
): {
  readonly pixels: Drawn['pixels'];
  readonly masks: Record<'targetMask' | 'padMask', Uint16Array>;
} {
  const side = (axis: 0 | 1): number => {
    const count = Math.floor(rounded(values.crossSize[axis] * pixelsPerDegree[axis]));
    if (count >= 1 && count <= shape[axis]) return count;
    throw impossible('crossSize', `1 to ${shape[axis]} px`, `${count} px`);
  };
  const [rows, columns] = [side(0), side(1)];
  const own: Resolution = {
    shape: [rows, columns],
    pixelsPerDegree,
    visualSize: [rows / pixelsPerDegree[0], columns / pixelsPerDegree[1]],
  };
  const mask = crossMask(own, values);
  const [top, left] = [Math.floor((shape[0] - rows) / 2), Math.floor((shape[1] - columns) / 2)];
  const painted = paintedRegions(mask, [values.intensityTarget], values.intensityBackground);
  const whole = padded(
    drawn(own, painted, { targetMask: mask, inside: new Uint16Array(mask.length).fill(1) }),
    { top, left, bottom: shape[0] - rows - top, right: shape[1] - columns - left },
    values.intensityBackground,
  );
  const maskOf = (name: string): Uint16Array =>
    whole.masks?.[name] ?? new Uint16Array(whole.pixels.length);
  return {
    pixels: whole.pixels,
    masks: {
      targetMask: maskOf('targetMask'),
      padMask: maskOf('inside').map((value) => 1 - value),
    },
  };
}

const crossSides = {
  crossSize: [
    [3, 3],
    [3, 3],
  ],
  crossThickness: [
    [0.8, 0.8],
    [0.8, 0.8],
  ],
  intensityBackground: [0, 1],
  intensityTarget: null,
  intensityCovers: [1, 0],
} as const;
/** Crosses between covers on two grounds. */
export const todorovicCrossTwoSided = twoSided(todorovicCross, {
  ...crossSides,
  coversSize: [
    [1, 1],
    [1, 1],
  ],
});
/** Crosses in rectangles on two grounds. */
export const todorovicEqualTwoSided = twoSided(todorovicEqual, crossSides);
