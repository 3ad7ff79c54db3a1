import type { ParameterValues } from '../../../agents/index.ts';
import type { Resolution } from '../../resolution.ts';
import type { Drawn, Masks } from '../../stimulus.ts';
import { defineDrawer, drawn } from '../drawer.ts';
import {
  indices,
  luminances,
  origin,
  place,
  places,
  ROTATION,
  size,
  sizes,
} from '../table-entries.ts';
import { rectangleMask } from '../rectangle.ts';
import { entryOf, fillWhere, numbersIn, targetsAmong } from '../regions.ts';
import { BARS, phaseRequest, ROUND_PHASE_WIDTH } from '../wave-tables.ts';
import { drawWave, resolvedPhases } from '../wave.ts';

const whiteTable = {
  ...BARS,
  rotation: ROTATION,
  intensityBars: luminances([0, 1], 'bars'),
  intensityTarget: luminances([0.5], 'targets'),
  targetHeights: sizes([2], 'Heights of the targets.'),
  origin: origin('corner'),
  roundPhaseWidth: ROUND_PHASE_WIDTH,
} as const;

/** Targets that replace parts of bars at any height. */
export const whiteGeneralized = defineDrawer({
  parameters: {
    ...whiteTable,
    targetIndices: indices([2, 5], 'bars, from 1,'),
    targetCenterOffsets: places([0], 'Distances of the targets below the middle.'),
  },
  render: (resolution, values) =>
    whites(resolution, values, values.targetIndices, values.targetCenterOffsets),
});

/** Targets in the middle of bars. */
export const white = defineDrawer({
  parameters: { ...whiteTable, targetIndices: indices([2, 5], 'bars, from 1,') },
  render: (resolution, values) => whites(resolution, values, values.targetIndices, [0]),
});

/** Targets in two rows. */
export const whiteTwoRows = defineDrawer({
  parameters: {
    ...whiteTable,
    targetIndicesTop: indices([2], 'bars in the upper row, from 1,'),
    targetIndicesBottom: indices([5], 'bars in the lower row, from 1,'),
    targetCenterOffset: place(2, 'Distance of the rows from the middle.'),
  },
  render: (resolution, values) => {
    const { targetIndicesTop: top, targetIndicesBottom: bottom, targetCenterOffset: away } = values;
    const offsets = [...top.map(() => -away), ...bottom.map(() => away)];
    return whites(resolution, values, [...top, ...bottom], offsets);
  },
});

function whites(
  resolution: Resolution,
  values: {
    readonly frequency: number | null;
    readonly nBars: number | null;
    readonly barWidth: number | null;
    readonly period: string;
    readonly rotation: number;
    readonly origin: string;
    readonly roundPhaseWidth: boolean;
    readonly intensityBars: readonly number[];
    readonly intensityTarget: readonly number[];
    readonly targetHeights: readonly number[];
  },
  targetIndices: readonly number[],
  offsets: readonly number[],
): Drawn {
  const wave = drawWave(resolution, {
    place: 'white',
    shape: 'square',
    metric: 'oblique',
    origin: values.origin,
    rotation: values.rotation,
    luminances: values.intensityBars,
    ...phaseRequest(values, values.nBars, values.barWidth),
  });
  const [height, width] = resolution.visualSize;
  const bars = targetsAmong(wave.regions, targetIndices);
  const targetMask = new Uint16Array(bars.length);
  targetIndices.forEach((_, index) => {
    const tall = entryOf(values.targetHeights, index);
    const row = rectangleMask(resolution, {
      size: [tall, width],
      position: [height / 2 + entryOf(offsets, index) - tall / 2, 0],
    });
    bars.forEach((bar, pixel) => {
      if (bar === index + 1 && row[pixel] !== 0) targetMask[pixel] = bar;
    });
  });
  // Targets without any pixel do not count.
  const order = numbersIn(targetMask);
  const numbered = targetMask.map((target) => order.indexOf(target) + 1);
  fillWhere(wave.pixels, numbered, (target) => entryOf(values.intensityTarget, target - 1));
  return drawn(
    resolution,
    wave.pixels,
    { gratingMask: wave.regions, barMask: wave.regions, targetMask: numbered },
    resolvedPhases('bar', wave),
  );
}

const rowsTable = {
  ...BARS,
  intensityBars: luminances([0, 1], 'bars'),
  intensityTarget: luminances([0.5], 'targets'),
  targetIndicesTop: indices([2], 'bars in the upper row, from 1,'),
  targetIndicesBottom: indices([5], 'bars in the lower row, from 1,'),
  roundPhaseWidth: ROUND_PHASE_WIDTH,
} as const;

/** The table of two rows of targets, drawn as White's effect without rotation, and what is where. */
function twoRows(
  resolution: Resolution,
  values: ParameterValues<typeof rowsTable>,
  { away, heights }: { readonly away: number; readonly heights: readonly number[] },
): Drawn & { readonly masks: Masks } {
  const { targetIndicesTop: top, targetIndicesBottom: bottom } = values;
  const drawing = whites(
    resolution,
    { ...values, rotation: 0, origin: 'corner', targetHeights: heights },
    [...top, ...bottom],
    [...top.map(() => -away), ...bottom.map(() => away)],
  );
  return { ...drawing, masks: drawing.masks ?? {} };
}

/** Lays a stripe over all bars but those with targets, above and below the middle. */
function withStripes(
  resolution: Resolution,
  drawing: Drawn & { readonly masks: Masks },
  values: ParameterValues<typeof rowsTable> & { readonly intensityStripes: readonly number[] },
  { away, height }: { readonly away: number; readonly height: number },
): Drawn {
  const bars = drawing.masks['barMask'] ?? new Uint16Array(drawing.pixels.length);
  const pixels = Float64Array.from(drawing.pixels);
  const [tall, wide] = resolution.visualSize;
  const stripesMask = new Uint16Array(pixels.length);
  [values.targetIndicesTop, values.targetIndicesBottom].forEach((indicesOfRow, row) => {
    const own = targetsAmong(bars, indicesOfRow);
    const stripe = rectangleMask(resolution, {
      size: [height, wide],
      position: [tall / 2 + (row === 0 ? -away : away) - height / 2, 0],
    });
    stripe.forEach((value, pixel) => {
      if (value === 0 || own[pixel] !== 0) return;
      stripesMask[pixel] = row + 1;
      pixels[pixel] = entryOf(values.intensityStripes, row);
    });
  });
  return { ...drawing, pixels, masks: { ...drawing.masks, stripesMask } };
}

const STRIPES = luminances([1, 0], 'upper and the lower stripe');
const HEIGHT = size(1, 'Height of the targets.');

/** Targets in two rows, with stripes over the other bars that may lie beside the targets. */
export const anderson = defineDrawer({
  parameters: {
    ...rowsTable,
    targetCenterOffset: place(1.5, 'Distance of the rows of targets from the middle.'),
    targetHeight: HEIGHT,
    intensityStripes: STRIPES,
    stripeCenterOffset: place(2, 'Distance of the stripes from the middle.'),
    stripeHeight: size(1, 'Height of the stripes.'),
  },
  render: (resolution, values) =>
    withStripes(
      resolution,
      twoRows(resolution, values, {
        away: values.targetCenterOffset,
        heights: [values.targetHeight],
      }),
      values,
      { away: values.stripeCenterOffset, height: values.stripeHeight },
    ),
});

/** Targets in two rows, with stripes as high as they over all other bars. */
export const howe = defineDrawer({
  parameters: {
    ...rowsTable,
    targetCenterOffset: place(2, 'Distance of the rows from the middle.'),
    targetHeight: HEIGHT,
    intensityStripes: STRIPES,
  },
  render: (resolution, values) => {
    const away = values.targetCenterOffset;
    const drawing = twoRows(resolution, values, { away, heights: [values.targetHeight] });
    return withStripes(resolution, drawing, values, { away, height: values.targetHeight });
  },
});

/** Targets in two rows, cut off from their bars by gaps in the luminance of the other bars. */
export const yazdanbakhsh = defineDrawer({
  parameters: {
    ...rowsTable,
    targetCenterOffset: place(2, 'Distance of the rows from the middle.'),
    targetHeights: sizes([1], 'Heights of the targets.'),
    gapSize: size(0.5, 'Height of the gaps above and below the targets.'),
  },
  render: (resolution, values) => {
    const drawing = twoRows(resolution, values, {
      away: values.targetCenterOffset,
      heights: values.targetHeights,
    });
    const { masks } = drawing;
    const pixels = Float64Array.from(drawing.pixels);
    const target = masks['targetMask'] ?? new Uint16Array(pixels.length);
    const bars = masks['barMask'] ?? new Uint16Array(pixels.length);
    const gapMask = new Uint16Array(pixels.length);
    const [tall, wide] = resolution.visualSize;
    const { targetIndicesTop: top, targetIndicesBottom: bottom } = values;
    const all = [...top, ...bottom];
    const owners = targetsAmong(bars, all);
    all.forEach((_, index) => {
      const height = entryOf(values.targetHeights, index) + 2 * values.gapSize;
      const away = index < top.length ? -values.targetCenterOffset : values.targetCenterOffset;
      const row = rectangleMask(resolution, {
        size: [height, wide],
        position: [tall / 2 + away - height / 2, 0],
      });
      row.forEach((inside, pixel) => {
        if (inside === 0 || owners[pixel] !== index + 1 || target[pixel] !== 0) return;
        gapMask[pixel] = index + 1;
        const beside = luminanceIndex(bars, drawing.pixels, values, bars[pixel]!);
        pixels[pixel] = entryOf(values.intensityBars, beside);
      });
    });
    return { ...drawing, pixels, masks: { ...masks, gapMask } };
  },
});

/** Which of the luminances of bars the bars next to one have. */
function luminanceIndex(
  bars: Uint16Array,
  pixels: ArrayLike<number>,
  { intensityBars }: { readonly intensityBars: readonly number[] },
  bar: number,
): number {
  const beside = bar > 1 ? bar - 1 : bar + 1;
  const pixel = bars.indexOf(beside);
  return pixel >= 0 && pixels[pixel] === intensityBars[0] ? 0 : 1;
}
