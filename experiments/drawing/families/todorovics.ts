import type { Pair, Resolution } from '../../resolution.ts';
import type { Drawn } from '../../stimulus.ts';
import { twoSided } from '../combine.ts';
import { crossMask } from './shapes.ts';
import { defineDrawer, drawn, impossible } from '../drawer.ts';
import { luminance, placePair, places, sizePair } from '../table-entries.ts';
import { rectangleMask } from '../rectangle.ts';
import { paintedRegions, rounded, roundHalfEven } from '../regions.ts';

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
  const tall = roundHalfEven(rounded(size[0] * down));
  const wide = roundHalfEven(rounded(size[1] * across));
  lefts.forEach((left, index) => {
    const top = roundHalfEven(rounded((tops[index] ?? 0) * down));
    const start = roundHalfEven(rounded(left * across));
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
  render: (resolution, values) => {
    const { pixels, targetMask, padMask } = crossDrawing(resolution, values, true);
    const { coversSize: size, coversX: lefts, coversY: tops, intensityCovers: level } = values;
    cover(resolution, pixels, targetMask, { size, lefts, tops, luminance: level });
    return drawn(resolution, pixels, { targetMask, padMask });
  },
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
    const whole = rectangleMask(resolution, { size: values.crossSize });
    const cross = crossMask(resolution, values);
    const pixels = new Float64Array(cross.length).fill(values.intensityBackground);
    // In halves of an odd number of pixels the two lie a pixel beside each other; what is in one only looks like a cover.
    for (let index = 0; index < pixels.length; index++) {
      const inBoth = whole[index]! + cross[index]!;
      if (inBoth === 2) pixels[index] = values.intensityTarget;
      else if (inBoth === 1) pixels[index] = values.intensityCovers;
    }
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
  const [down, across] = resolution.pixelsPerDegree;
  const { bars } = crossDrawing(resolution, values);
  // Covers end where an arm begins by its size in degrees, and begin where it ends by pixels.
  const [top, bottom] = [bars[0].begin / down - size[0], bars[0].end / down];
  const [left, right] = [bars[1].begin / across - size[1], bars[1].end / across];
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
  const { pixels, targetMask, padMask } = crossDrawing(resolution, values);
  cover(resolution, pixels, targetMask, { size, lefts, tops, luminance: values.intensityCovers });
  return drawn(resolution, pixels, { targetMask, padMask });
}

/** Where a bar begins and ends, pixels. */
interface Bar {
  readonly begin: number;
  readonly end: number;
}

/**
 * A cross on a field of its own size in the middle of the picture. Its bars have every pixel that they touch, or with
 * `isWithin` those that begin within them.
 */
function crossDrawing(
  { shape, pixelsPerDegree }: Resolution,
  values: Cross,
  isWithin = false,
): {
  readonly pixels: Float64Array;
  readonly targetMask: Uint16Array;
  readonly padMask: Uint16Array;
  /** The horizontal and the vertical bar, as they lie around the middle of the picture. */
  readonly bars: readonly [Bar, Bar];
} {
  const along = (axis: 0 | 1) => {
    const count = Math.floor(rounded(values.crossSize[axis] * pixelsPerDegree[axis]));
    if (!(count >= 1 && count <= shape[axis])) {
      throw impossible('crossSize', `1 to ${shape[axis]} px`, `${count} px`);
    }
    const from = Math.floor((shape[axis] - count) / 2);
    const half = rounded((values.crossThickness[axis] * pixelsPerDegree[axis]) / 2);
    const middle = from + (isWithin ? count / 2 : Math.ceil(count / 2));
    const centre = Math.floor(shape[axis] / 2);
    return {
      from,
      to: from + count,
      first: isWithin ? Math.ceil(middle - half) : Math.floor(middle - half),
      end: Math.ceil(middle + half),
      between: { begin: centre - half, end: Math.ceil(centre + half) },
    };
  };
  const [down, across] = [along(0), along(1)];
  const [rows, columns] = shape;
  const pixels = new Float64Array(rows * columns).fill(values.intensityBackground);
  const targetMask = new Uint16Array(pixels.length);
  const padMask = new Uint16Array(pixels.length).fill(1);
  for (let row = down.from; row < down.to; row++) {
    for (let column = across.from; column < across.to; column++) {
      const index = row * columns + column;
      padMask[index] = 0;
      const isLevel = row >= down.first && row < down.end;
      const isUpright = column >= across.first && column < across.end;
      if (!isLevel && !isUpright) continue;
      targetMask[index] = 1;
      pixels[index] = values.intensityTarget;
    }
  }
  return { pixels, targetMask, padMask, bars: [down.between, across.between] };
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
