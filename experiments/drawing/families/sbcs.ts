import type { Pair, Resolution } from '../../resolution.ts';
import type { Drawn } from '../../stimulus.ts';
import { distancesOf } from '../axes.ts';
import { twoSided } from '../combine.ts';
import { defineDrawer, drawn } from '../drawer.ts';
import { luminance, origin, placePair, ROTATION, size, sizePair } from '../table-entries.ts';
import { rectangleMask } from '../rectangle.ts';
import { paintedRegions, regionsOf, targetsAmong } from '../regions.ts';

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
