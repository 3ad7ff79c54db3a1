import { distancesOf } from '../axes.ts';
import { twoSided } from '../combine.ts';
import { defineDrawer, drawn } from '../drawer.ts';
import { indices, luminance, luminances, origin, ROTATION, sizes } from '../table-entries.ts';
import { entryOf, fillWhere, paintedRegions, regionsOf, targetsAmong } from '../regions.ts';
import { FRAMES, phaseRequest, RINGS } from '../wave-tables.ts';
import { drawTargetedWave } from '../wave.ts';
import { radialWave, rectilinearWave } from './waves.ts';

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

/** Rings on two sides. */
export const ringsCircularTwoSided = twoSided(radialWave('square'), {
  intensityRings: [
    [0, 1],
    [1, 0],
  ],
  intensityTarget: null,
  targetIndices: null,
});
/** Frames on two sides. */
export const ringsRectangularTwoSided = twoSided(rectilinearWave('square'), {
  intensityFrames: [
    [0, 1],
    [1, 0],
  ],
  intensityTarget: null,
  targetIndices: null,
});
