import type { Pair, Resolution } from '../../resolution.ts';
import type { Drawn } from '../../stimulus.ts';
import { distancesOf } from '../axes.ts';
import { twoSided } from '../combine.ts';
import { defineDrawer, drawn, uniformField } from '../drawer.ts';
import {
  indices,
  luminance,
  luminances,
  origin,
  place,
  placePair,
  places,
  ROTATION,
  size,
  sizePair,
  sizes,
} from '../table-entries.ts';
import { centred, rectangleMask } from '../rectangle.ts';
import {
  entryOf,
  fillWhere,
  maskWhere,
  paintedRegions,
  regionsOf,
  rounded,
  targetsAmong,
} from '../regions.ts';
import {
  BARS,
  FRAMES,
  PHASE_SHIFT,
  PHASES,
  phaseRequest,
  RINGS,
  ROUND_PHASE_WIDTH,
  SEGMENTS,
} from '../wave-tables.ts';
import { barMetric, drawTargetedWave, drawWave, resolvedPhases } from '../wave.ts';

const BACKGROUND = luminance(0, 'background');
const TARGET = luminance(0.5, 'target');

/** A patch on a uniform ground. */
export const sbcGeneralized = defineDrawer({
  parameters: {
    targetSize: sizePair([2, 2], 'the target'),
    targetPosition: placePair([1, 1], 'Its top left corner from that of the picture.'),
    intensityBackground: BACKGROUND,
    intensityTarget: TARGET,
    rotation: ROTATION,
  },
  render: (resolution, values) => patch(resolution, values, values.targetPosition),
});

/** A patch in the middle of a uniform ground. */
export const sbcBasic = defineDrawer({
  parameters: {
    targetSize: sizePair([2, 2], 'the target'),
    intensityBackground: BACKGROUND,
    intensityTarget: TARGET,
  },
  render: (resolution, values) => patch(resolution, values, null),
});

function patch(
  resolution: Resolution,
  values: {
    readonly targetSize: Pair;
    readonly rotation?: number;
    readonly intensityTarget: number;
    readonly intensityBackground: number;
  },
  position: Pair | null,
): Drawn {
  const targetMask = rectangleMask(resolution, {
    size: values.targetSize,
    position,
    rotation: values.rotation ?? 0,
  });
  return drawn(
    resolution,
    paintedRegions(targetMask, [values.intensityTarget], values.intensityBackground),
    { targetMask },
  );
}

/** Patches on two grounds. */
export const sbcGeneralizedTwoSided = twoSided(sbcGeneralized, {
  targetSize: null,
  targetPosition: null,
  rotation: null,
  intensityTarget: null,
  intensityBackground: [0, 1],
});
/** Centred patches on two grounds. */
export const sbcBasicTwoSided = twoSided(sbcBasic, {
  targetSize: null,
  intensityTarget: null,
  intensityBackground: [0, 1],
});

const surround = {
  targetRadius: size(1, 'Distance of the edge of the target from its centre.'),
  surroundRadius: size(2, 'Distance of the edge of the surround from the centre.'),
  intensitySurround: luminance(0, 'surround'),
  intensityBackground: luminance(0.5, 'background'),
  intensityTarget: TARGET,
  origin: origin('mean'),
} as const;

/** A square in a larger one. */
export const sbcSquare = defineDrawer({
  parameters: { ...surround, rotation: ROTATION },
  render: (resolution, values) => {
    const distances = distancesOf(resolution, 'rectilinear', values);
    const frameMask = regionsOf(distances, [values.targetRadius, values.surroundRadius]);
    return surrounded(resolution, frameMask, values, { frameMask });
  },
});

/** A disc in a larger one. */
export const sbcCircular = defineDrawer({
  parameters: surround,
  render: (resolution, values) => {
    const distances = distancesOf(resolution, 'radial', { origin: values.origin });
    const ringMask = regionsOf(distances, [values.targetRadius, values.surroundRadius]);
    return surrounded(resolution, ringMask, values, { ringMask });
  },
});

function surrounded(
  resolution: Resolution,
  regions: Uint16Array,
  values: {
    readonly intensityTarget: number;
    readonly intensitySurround: number;
    readonly intensityBackground: number;
  },
  masks: Readonly<Record<string, Uint16Array>>,
): Drawn {
  const { intensityTarget, intensitySurround, intensityBackground } = values;
  const pixels = Float64Array.from(
    regions,
    (region) => [intensityBackground, intensityTarget, intensitySurround][region]!,
  );
  return drawn(resolution, pixels, { ...masks, targetMask: targetsAmong(regions, [1]) });
}

/** Squares in two surrounds. */
export const sbcSquareTwoSided = twoSided(sbcSquare, {
  targetRadius: null,
  surroundRadius: null,
  rotation: null,
  intensityTarget: null,
  intensitySurround: [0, 1],
  intensityBackground: null,
});
/** Discs in two surrounds. */
export const sbcCircularTwoSided = twoSided(sbcCircular, {
  targetRadius: null,
  surroundRadius: null,
  intensityTarget: null,
  intensitySurround: [0, 1],
  intensityBackground: null,
});

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

const ringTable = {
  radii: sizes([0.5, 1, 1.5], 'Outer edges of the rings, from the inside.'),
  intensityBackground: luminance(0.5, 'background'),
  origin: origin('mean'),
} as const;

/** Rings of any widths, some of them targets; in a bullseye the innermost. */
export const ringsGeneralized = (targets: readonly number[]) =>
  defineDrawer({
    parameters: {
      ...ringTable,
      intensityRings: luminances([0, 1], 'rings'),
      ...(targets.length > 0 ? {} : { targetIndices: indices([], 'rings, from 1,') }),
      intensityTarget: luminances([0.5], 'targets'),
    },
    render: (resolution, values) => {
      const distances = distancesOf(resolution, 'radial', { origin: values.origin });
      const ringMask = regionsOf(distances, values.radii);
      const pixels = paintedRegions(ringMask, values.intensityRings, values.intensityBackground);
      const targetMask = targetsAmong(ringMask, values.targetIndices ?? targets);
      fillWhere(pixels, targetMask, (target) => entryOf(values.intensityTarget, target - 1));
      return drawn(resolution, pixels, { ringMask, targetMask });
    },
  });

/** Frames of any widths, some of them targets; in a bullseye the innermost. */
export const framesGeneralized = (targets: readonly number[]) =>
  defineDrawer({
    parameters: {
      ...ringTable,
      rotation: ROTATION,
      intensityFrames: luminances([0, 1], 'frames'),
      ...(targets.length > 0 ? {} : { targetIndices: indices([], 'frames, from 1,') }),
      intensityTarget: luminances([0.5], 'targets'),
    },
    render: (resolution, values) => {
      const frameMask = regionsOf(distancesOf(resolution, 'rectilinear', values), values.radii);
      const pixels = paintedRegions(frameMask, values.intensityFrames, values.intensityBackground);
      const targetMask = targetsAmong(frameMask, values.targetIndices ?? targets);
      fillWhere(pixels, targetMask, (target) => entryOf(values.intensityTarget, target - 1));
      return drawn(resolution, pixels, { frameMask, targetMask });
    },
  });

const bullseyeTable = {
  intensityBackground: luminance(0.5, 'background'),
  intensityTarget: luminances([0.5], 'target'),
  origin: origin('mean'),
} as const;

/** Rings of equal width around a target. */
export const bullseyeCircular = defineDrawer({
  parameters: { ...RINGS, intensityRings: luminances([0, 1], 'rings'), ...bullseyeTable },
  render: (resolution, values) =>
    drawTargetedWave(resolution, {
      place: 'bullseye',
      shape: 'square',
      metric: 'radial',
      element: 'ring',
      origin: values.origin,
      luminances: values.intensityRings,
      targetIndices: [1],
      targetLuminances: values.intensityTarget,
      clippedTo: values.intensityBackground,
      ...phaseRequest({ ...values, roundPhaseWidth: true }, values.nRings, values.ringWidth),
    }),
});

/** Frames of equal width around a target. */
export const bullseyeRectangular = defineDrawer({
  parameters: {
    ...FRAMES,
    rotation: ROTATION,
    intensityFrames: luminances([0, 1], 'frames'),
    ...bullseyeTable,
  },
  render: (resolution, values) =>
    drawTargetedWave(resolution, {
      place: 'bullseye',
      shape: 'square',
      metric: 'rectilinear',
      element: 'frame',
      origin: values.origin,
      rotation: values.rotation,
      luminances: values.intensityFrames,
      targetIndices: [1],
      targetLuminances: values.intensityTarget,
      clippedTo: values.intensityBackground,
      ...phaseRequest({ ...values, roundPhaseWidth: true }, values.nFrames, values.frameWidth),
    }),
});

/** Bullseyes with opposite rings. */
export const bullseyeCircularTwoSided = twoSided(bullseyeCircular, {
  intensityRings: [
    [0, 1],
    [1, 0],
  ],
  intensityTarget: null,
});
/** Bullseyes with opposite frames. */
export const bullseyeRectangularTwoSided = twoSided(bullseyeRectangular, {
  intensityFrames: [
    [0, 1],
    [1, 0],
  ],
  intensityTarget: null,
});

/** A grating under a Gaussian window. */
export const gabor = defineDrawer({
  parameters: {
    frequency: PHASES.frequency,
    nBars: BARS.nBars,
    barWidth: BARS.barWidth,
    period: PHASES.period,
    rotation: ROTATION,
    phaseShift: PHASE_SHIFT,
    intensities: luminances([0, 1], 'trough and the crest'),
    origin: origin('center'),
    roundPhaseWidth: { ...ROUND_PHASE_WIDTH, default: false },
    sigma: { ...size(1, 'Standard deviation of the window.'), min: 1e-3 },
  },
  antiAliasing: 'exact',
  render: (resolution, values) => {
    const wave = drawWave(resolution, {
      place: 'gabor',
      shape: 'sine',
      metric: 'oblique',
      origin: values.origin,
      rotation: values.rotation,
      phaseShift: values.phaseShift,
      luminances: values.intensities,
      ...phaseRequest(values, values.nBars, values.barWidth),
    });
    const [low = 0, high = 1] = values.intensities;
    const mean = (low + high) / 2;
    const radial = distancesOf(resolution, 'radial', { origin: values.origin });
    const squared = radial.map((distance) => (distance / values.sigma) ** 2 / 2);
    const least = squared.reduce((small, value) => Math.min(small, value), Infinity);
    const pixels = wave.pixels.map(
      (value, index) => mean + (value - mean) * Math.exp(least - squared[index]!),
    );
    return drawn(
      resolution,
      pixels,
      {
        gratingMask: wave.regions,
        gaussianMask: Uint16Array.from(squared, (value) => (value < 0.5 ? 1 : 0)),
      },
      resolvedPhases('bar', wave),
    );
  },
});

/** Segments whose targets lie on a ring. */
export const pinwheel = defineDrawer({
  parameters: {
    ...SEGMENTS,
    rotation: ROTATION,
    targetIndices: indices([1, 4], 'segments, from 1,'),
    targetWidth: sizes([1], 'Radial width of the targets.'),
    targetCenter: sizes([2], 'Distance of the middle of the targets from the centre.'),
    intensitySegments: luminances([0, 1], 'segments'),
    intensityBackground: luminance(0.5, 'background'),
    intensityTarget: luminances([0.5], 'targets'),
    origin: origin('mean'),
  },
  render: (resolution, values) => {
    const wave = drawWave(resolution, {
      place: 'pinwheel',
      shape: 'square',
      metric: 'angular',
      origin: values.origin,
      rotation: values.rotation,
      luminances: values.intensitySegments,
      ...phaseRequest({ ...values, roundPhaseWidth: true }, values.nSegments, values.segmentWidth),
    });
    const radial = distancesOf(resolution, 'radial', { origin: values.origin });
    const circleMask = regionsOf(radial, [Math.min(...resolution.visualSize) / 2]);
    const targets = targetsAmong(wave.regions, values.targetIndices);
    const targetMask = targets.map((target, index) => {
      if (target === 0) return 0;
      const away = Math.abs(radial[index]! - entryOf(values.targetCenter, target - 1));
      return rounded(away) <= rounded(entryOf(values.targetWidth, target - 1) / 2) ? target : 0;
    });
    const segmentMask = wave.regions.map((region, index) => region * circleMask[index]!);
    const { pixels } = wave;
    fillWhere(pixels, targetMask, (target) => entryOf(values.intensityTarget, target - 1));
    fillWhere(
      pixels,
      maskWhere(pixels.length, (index) => circleMask[index] === 0),
      values.intensityBackground,
    );
    return drawn(
      resolution,
      pixels,
      { gratingMask: wave.regions, segmentMask, targetMask, circleMask },
      resolvedPhases('segment', wave),
    );
  },
});

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

/** A grating with a horizontal band across it. */
export const gratingInduction = defineDrawer({
  parameters: {
    ...BARS,
    rotation: ROTATION,
    phaseShift: PHASE_SHIFT,
    intensities: luminances([0, 1], 'trough and the crest'),
    targetWidth: size(1, 'Height of the band.'),
    intensityTarget: luminance(0.5, 'band'),
    origin: origin('corner'),
  },

  render: (resolution, values) => {
    const wave = drawWave(resolution, {
      place: 'grating induction',
      shape: 'sine',
      metric: barMetric('sine', values.rotation),
      origin: values.origin,
      rotation: values.rotation,
      phaseShift: values.phaseShift,
      luminances: values.intensities,
      ...phaseRequest({ ...values, roundPhaseWidth: true }, values.nBars, values.barWidth),
    });
    const band = rectangleMask(resolution, {
      size: [values.targetWidth, resolution.visualSize[1]],
      position: centred(resolution, [values.targetWidth, resolution.visualSize[1]]),
    });
    const targetMask = wave.regions.map((region, index) => region * band[index]!);
    fillWhere(wave.pixels, band, values.intensityTarget);
    return drawn(
      resolution,
      wave.pixels,
      { gratingMask: wave.regions, barMask: wave.regions, targetMask },
      resolvedPhases('bar', wave),
    );
  },
});

/** Lines of a grid. */
export const hermannGrid = defineDrawer({
  parameters: {
    elementSize: {
      kind: 'list',
      default: [1, 1, 0.25],
      min: 0,
      max: 1000,
      unit: 'degree',
      minLength: 3,
      maxLength: 3,
      meaning: 'Vertical and horizontal distance of the lines, and their width.',
    },
    intensityBackground: luminance(0, 'background'),
    intensityGrid: luminance(1, 'lines'),
  },
  render: (resolution, { elementSize, intensityBackground, intensityGrid }) => {
    const { shape, pixelsPerDegree } = resolution;
    const [tall = 1, wide = 1, thick = 0] = elementSize.map((side, index) =>
      Math.max(1, Math.floor(rounded(side * pixelsPerDegree[index === 1 ? 1 : 0]))),
    );
    const pixels = uniformField(resolution, intensityBackground);
    for (let pixel = 0; pixel < pixels.length; pixel++) {
      const row = Math.floor(pixel / shape[1]);
      const column = pixel % shape[1];
      if (row % tall < thick || column % wide < thick) pixels[pixel] = intensityGrid;
    }
    return drawn(resolution, pixels, { targetMask: new Uint16Array(pixels.length) });
  },
});
