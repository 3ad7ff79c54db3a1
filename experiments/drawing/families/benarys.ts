import type { Pair, Resolution } from '../../resolution.ts';
import type { Drawn } from '../../stimulus.ts';
import { turn } from '../axes.ts';
import { defineDrawer, drawn, impossible, uniformField } from '../drawer.ts';
import { entryOf, fillWhere, maskWhere, rounded } from '../regions.ts';
import { halfToEven } from '../wide-line.ts';
import { angles, luminance, places, size, sizePair } from '../table-entries.ts';
import { crossMask } from './shapes.ts';

const luminancesOf = (figure: string) =>
  ({
    intensityBackground: luminance(1, 'background'),
    intensityCross: luminance(0, figure),
    intensityTarget: luminance(0.5, 'targets'),
  }) as const;

const GENERALIZED = {
  targetSize: sizePair([1.5, 1.5], 'each target'),
  targetType: {
    kind: 'text',
    default: 'r',
    maxLength: 1000,
    meaning: 'A letter for each target: r for a rectangle, t for a triangle; one for all.',
  },
  targetRotation: angles([0], 'Rotation of each target, counter-clockwise; one for all.'),
  targetX: places([1, 6], 'Left ends of the targets, from that of the picture.'),
  targetY: places([1, 3], 'Upper ends of the targets, from that of the picture.'),
} as const;

/** Moves a target to whole pixels, halves to even ones. */
function atWholePixels({ pixelsPerDegree: [vertical, horizontal] }: Resolution) {
  return (target: Target): Target => ({
    ...target,
    x: halfToEven(rounded(target.x * horizontal)) / horizontal,
    y: halfToEven(rounded(target.y * vertical)) / vertical,
  });
}

const CROSS_THICKNESS = {
  ...sizePair([2, 2], 'the bars of the cross'),
  meaning: 'Width of the upright bar and height of the lying one.',
} as const;
const L_WIDTH = size(2, 'Width of the upright bar, and of the gap beside the lying one.');

interface Target {
  readonly type: string;
  readonly rotation: number;
  readonly x: number;
  readonly y: number;
}

interface Luminances {
  readonly intensityBackground: number;
  readonly intensityCross: number;
  readonly intensityTarget: number;
}

/** A cross that reaches the edges of the picture, with targets anywhere. */
export const benaryCrossGeneralized = defineDrawer({
  parameters: { crossThickness: CROSS_THICKNESS, ...GENERALIZED, ...luminancesOf('cross') },
  render: (resolution, values) => onCross(resolution, values, values.targetSize, targetsOf(values)),
});

/** A cross with a rectangle in the corner of two bars and one at the end of a bar. */
export const benaryCrossRectangles = defineDrawer({
  parameters: {
    crossThickness: CROSS_THICKNESS,
    targetSize: GENERALIZED.targetSize,
    ...luminancesOf('cross'),
  },
  render: (resolution, values) => {
    const [height, width] = resolution.visualSize;
    const [thickDown, thickAcross] = wholePixels(resolution, values.crossThickness);
    const [tall, wide] = wholePixels(resolution, values.targetSize);
    const top = (height - thickDown) / 2;
    return onCross(
      resolution,
      values,
      values.targetSize,
      [
        { type: 'r', rotation: 0, x: (width - thickAcross) / 2 - wide, y: top - tall },
        { type: 'r', rotation: 0, x: width - wide, y: top },
      ].map(atWholePixels(resolution)),
    );
  },
});

/** A cross with a triangle in the corner of two bars and one on a bar. */
export const benaryCrossTriangles = defineDrawer({
  parameters: {
    crossThickness: CROSS_THICKNESS,
    targetSize: GENERALIZED.targetSize,
    ...luminancesOf('cross'),
  },
  render: (resolution, values) => {
    const [height, width] = resolution.visualSize;
    const [thickDown, thickAcross] = wholePixels(resolution, values.crossThickness);
    const [tall, wide] = wholePixels(resolution, values.targetSize);
    const top = (height - thickDown) / 2;
    return onCross(
      resolution,
      values,
      values.targetSize,
      [
        { type: 't', rotation: 90, x: (width - thickAcross) / 2 - wide, y: top - tall },
        { type: 't', rotation: 45, x: (width + thickAcross) / 2, y: top },
      ].map(atWholePixels(resolution)),
    );
  },
});

/** A figure like an L, with targets anywhere. */
export const benaryTodorovicGeneralized = defineDrawer({
  parameters: { LWidth: L_WIDTH, ...GENERALIZED, ...luminancesOf('figure') },
  render: (resolution, values) => onL(resolution, values, values.targetSize, targetsOf(values)),
});

/** A figure like an L with a rectangle in its corner and one at its end. */
export const benaryTodorovicRectangles = defineDrawer({
  parameters: { LWidth: L_WIDTH, targetSize: GENERALIZED.targetSize, ...luminancesOf('figure') },
  render: (resolution, values) =>
    onL(
      resolution,
      values,
      values.targetSize,
      cornersOfL(resolution, values, 'r').map(atWholePixels(resolution)),
    ),
});

/** A figure like an L with a triangle in its corner and one at its end. */
export const benaryTodorovicTriangles = defineDrawer({
  parameters: { LWidth: L_WIDTH, targetSize: GENERALIZED.targetSize, ...luminancesOf('figure') },
  render: (resolution, values) =>
    onL(
      resolution,
      values,
      values.targetSize,
      cornersOfL(resolution, values, 't').map(atWholePixels(resolution)),
    ),
});

function cornersOfL(
  { visualSize: [height, width] }: Resolution,
  { LWidth, targetSize: [tall, wide] }: { readonly LWidth: number; readonly targetSize: Pair },
  type: string,
): readonly Target[] {
  return [
    { type, rotation: 0, x: LWidth, y: height / 2 - tall },
    { type, rotation: type === 't' ? 180 : 0, x: width - LWidth - wide, y: height / 2 },
  ];
}

function targetsOf(values: {
  readonly targetType: string;
  readonly targetRotation: readonly number[];
  readonly targetX: readonly number[];
  readonly targetY: readonly number[];
}): readonly Target[] {
  const { targetType, targetRotation, targetX, targetY } = values;
  if (!/^[rt]+$/.test(targetType)) {
    throw impossible('targetType', 'a letter r or t for each target', `"${targetType}"`);
  }
  if (targetX.length !== targetY.length) {
    throw impossible('targetY', `as many positions as targetX, ${targetX.length}`, targetY.length);
  }
  return targetX.map((x, index) => ({
    type: targetType[index % targetType.length] ?? 'r',
    rotation: entryOf(targetRotation, index),
    x,
    y: targetY[index] ?? 0,
  }));
}

function onCross(
  resolution: Resolution,
  values: Luminances & { readonly crossThickness: Pair },
  targetSize: Pair,
  targets: readonly Target[],
): Drawn {
  const figure = crossMask(resolution, {
    crossSize: resolution.visualSize,
    crossThickness: [values.crossThickness[1], values.crossThickness[0]],
  });
  return withTargets(resolution, values, { name: 'crossMask', figure }, targetSize, targets);
}

function onL(
  resolution: Resolution,
  values: Luminances & { readonly LWidth: number },
  targetSize: Pair,
  targets: readonly Target[],
): Drawn {
  const [rows, columns] = resolution.shape;
  const width = rounded(values.LWidth * resolution.pixelsPerDegree[1]);
  const upright = Math.trunc(width);
  const lying = Math.trunc(columns - width);
  const figure = maskWhere(
    rows * columns,
    (index) => index % columns < (index < Math.floor(rows / 2) * columns ? upright : lying),
  );
  return withTargets(resolution, values, { name: 'LMask', figure }, targetSize, targets);
}

/** A size cut to whole pixels, degrees. */
function wholePixels({ pixelsPerDegree: [vertical, horizontal] }: Resolution, size: Pair): Pair {
  return [
    Math.floor(rounded(size[0] * vertical)) / vertical,
    Math.floor(rounded(size[1] * horizontal)) / horizontal,
  ];
}

function withTargets(
  resolution: Resolution,
  { intensityBackground, intensityCross, intensityTarget }: Luminances,
  { name, figure }: { readonly name: string; readonly figure: Uint16Array },
  targetSize: Pair,
  targets: readonly Target[],
): Drawn {
  const pixels = uniformField(resolution, intensityBackground);
  fillWhere(pixels, figure, intensityCross);
  const targetMask = new Uint16Array(pixels.length);
  const [rows, columns] = resolution.shape;
  targets.forEach(({ type, rotation, x, y }, index) => {
    const patch = patchOf(resolution, targetSize, type, rotation);
    const top = Math.trunc(rounded(y * resolution.pixelsPerDegree[0]));
    const left = Math.trunc(rounded(x * resolution.pixelsPerDegree[1]));
    for (const [row, column] of patch) {
      const [down, across] = [top + row, left + column];
      if (down < 0 || down >= rows || across < 0 || across >= columns) continue;
      targetMask[down * columns + across] = index + 1;
    }
  });
  fillWhere(pixels, targetMask, intensityTarget);
  return drawn(resolution, pixels, { targetMask, [name]: figure });
}

/**
 * Pixels of a target, as rows and columns from the top left of what surrounds it closely. Its sides are whole pixels long;
 * so that none lies exactly on its edge, they lie a quarter of a pixel to the left and above.
 */
function patchOf(
  resolution: Resolution,
  targetSize: Pair,
  type: string,
  rotation: number,
): readonly Pair[] {
  const [tall, wide] = [0, 1].map((axis) =>
    Math.floor(rounded(targetSize[axis as 0 | 1] * resolution.pixelsPerDegree[axis as 0 | 1])),
  ) as [number, number];
  if (tall < 1 || wide < 1) return [];
  // A triangle lies in the middle of as many pixels as it has, a rectangle at the first after the middle.
  const middle = type === 't' ? [(tall % 2) / 2, (wide % 2) / 2] : [0, 0];
  const [cosine, sine] = turn(rotation);
  const reach = Math.ceil(Math.hypot(tall, wide) / 2) + 1;
  const inside: Pair[] = [];
  let [top, left] = [Infinity, Infinity];
  for (let row = -reach; row <= reach; row++) {
    for (let column = -reach; column <= reach; column++) {
      const y = row - middle[0]!;
      const x = column - middle[1]!;
      const along = rounded(x * cosine - y * sine);
      const aside = rounded(x * sine + y * cosine);
      if (Math.abs(along + 0.25) > wide / 2 || Math.abs(aside + 0.25) > tall / 2) continue;
      const above = rounded((along + wide / 2) / wide - (aside + tall / 2) / tall) > 0;
      if (type === 't' && above) continue;
      inside.push([row, column]);
      top = Math.min(top, row);
      left = Math.min(left, column);
    }
  }
  return inside.map(([row, column]) => [row - top, column - left]);
}
