import type { Resolution } from '../../resolution.ts';
import type { Drawn } from '../../stimulus.ts';
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
import { entryOf, fillWhere, targetsAmong } from '../regions.ts';
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
  fillWhere(wave.pixels, targetMask, (target) => entryOf(values.intensityTarget, target - 1));
  return drawn(
    resolution,
    wave.pixels,
    { gratingMask: wave.regions, barMask: wave.regions, targetMask },
    resolvedPhases('bar', wave),
  );
}
