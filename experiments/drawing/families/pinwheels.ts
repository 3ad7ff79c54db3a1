import { distancesOf } from '../axes.ts';
import { defineDrawer, drawn } from '../drawer.ts';
import { indices, luminance, luminances, origin, ROTATION, sizes } from '../table-entries.ts';
import { entryOf, fillWhere, maskWhere, rounded, targetsAmong } from '../regions.ts';
import { phaseRequest, SEGMENTS } from '../wave-tables.ts';
import { ellipseMask } from './shapes.ts';
import { drawWave, resolvedPhases } from '../wave.ts';

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
    const radius = Math.min(...resolution.visualSize) / 2;
    const circleMask = ellipseMask(resolution, [radius, radius], { origin: values.origin });
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
