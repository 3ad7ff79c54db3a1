import type { ParameterTable, ParameterValues } from '../../../agents/index.ts';
import type { Pair, Resolution } from '../../resolution.ts';
import type { Drawn } from '../../stimulus.ts';
import { distancesOf, samplesOf } from '../axes.ts';
import { twoSided } from '../combine.ts';
import { defineDrawer, drawn, impossible, uniformField } from '../drawer.ts';
import { luminance, origin, placePair, ROTATION, size, sizePair } from '../table-entries.ts';
import { rectangleMask } from '../rectangle.ts';
import { levelled, paintedRegions, regionsOf, targetsAmong, rounded } from '../regions.ts';

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
  const pixels = levelled(regions, [intensityBackground, intensityTarget, intensitySurround]);
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

const dotTable = {
  nDots: {
    kind: 'pair',
    default: [7, 4],
    min: 1,
    max: 200,
    unit: '1',
    whole: true,
    meaning: 'How many rows and columns of dots there are.',
  },
  dotRadius: size(0.3, 'Radius of the dots.'),
  distance: size(0.2, 'Distance between neighbouring dots.'),
  targetShape: {
    kind: 'pair',
    default: [3, 2],
    min: 0,
    max: 200,
    unit: '1',
    whole: true,
    meaning: 'How many rows and columns of dots lie on the target.',
  },
  intensityBackground: BACKGROUND,
  intensityDots: luminance(1, 'dots'),
  intensityTarget: TARGET,
} as const satisfies ParameterTable;

/** A patch behind or of dots: `isTarget` says which pixels of it are the target, given whether a dot is there. */
function dotDisplay(
  resolution: Resolution,
  values: ParameterValues<typeof dotTable>,
  isTarget: (isDot: boolean) => boolean,
): Drawn {
  const { shape, pixelsPerDegree } = resolution;
  const [rows, columns] = shape;
  const radius = values.dotRadius;
  // Every dot has a cell of its own, of whole pixels.
  const along = (axis: 0 | 1) => {
    const density = pixelsPerDegree[axis];
    const diameter = Math.floor(rounded(2 * radius * density));
    const margin = Math.floor(rounded((values.distance * density) / 2));
    const cell = diameter + 2 * margin;
    const count = values.nDots[axis];
    const inside = values.targetShape[axis] * cell;
    return {
      diameter,
      margin,
      cell,
      count,
      start: Math.floor((shape[axis] - count * cell) / 2),
      from: Math.ceil((shape[axis] - inside) / 2),
      samples: samplesOf(diameter / density, diameter, 'mean'),
      to: Math.ceil((shape[axis] - inside) / 2) + inside,
    };
  };
  const [down, across] = [along(0), along(1)];
  for (const [axis, { count, cell }] of [down, across].entries()) {
    if (count * cell > shape[axis]!) {
      throw impossible('dots', `at most ${shape[axis]} px of dots`, `${count * cell} px`);
    }
  }
  const placeIn = ({ start, cell, margin, count }: typeof down, pixel: number): number => {
    const index = Math.floor((pixel - start) / cell);
    return index < 0 || index >= count ? -1 : pixel - start - index * cell - margin;
  };
  const pixels = uniformField(resolution, values.intensityBackground);
  const targetMask = new Uint16Array(pixels.length);
  for (let pixel = 0; pixel < pixels.length; pixel++) {
    const [row, column] = [Math.floor(pixel / columns), pixel % columns];
    const y = down.samples[placeIn(down, row)];
    const x = across.samples[placeIn(across, column)];
    const isDot = x !== undefined && y !== undefined && rounded(Math.sqrt(x * x + y * y)) <= radius;
    const isInside =
      row >= down.from && row < down.to && column >= across.from && column < across.to;
    if (isDot) pixels[pixel] = values.intensityDots;
    if (isInside && isTarget(isDot)) {
      pixels[pixel] = values.intensityTarget;
      targetMask[pixel] = 1;
    }
  }
  return drawn({ shape: [rows, columns] }, pixels, { targetMask });
}

/** A patch behind dots. */
export const sbcWithDots = defineDrawer({
  parameters: dotTable,
  render: (resolution, values) => dotDisplay(resolution, values, (isDot) => !isDot),
});
/** Dots some of which are the target. */
export const sbcDotted = defineDrawer({
  parameters: dotTable,
  render: (resolution, values) => dotDisplay(resolution, values, (isDot) => isDot),
});

const dotSides = {
  intensityDots: [1, 0],
  intensityBackground: [0, 1],
  intensityTarget: null,
} as const;
/** Patches behind dots on two grounds. */
export const sbcWithDotsTwoSided = twoSided(sbcWithDots, dotSides);
/** Dots some of which are targets, on two grounds. */
export const sbcDottedTwoSided = twoSided(sbcDotted, dotSides);
