import { defineDrawer, drawn } from '../drawer.ts';
import { luminance, luminances, origin, place, ROTATION, size } from '../table-entries.ts';
import { centred, rectangleMask } from '../rectangle.ts';
import { fillWhere } from '../regions.ts';
import { BARS, PHASE_SHIFT, phaseRequest } from '../wave-tables.ts';
import { barMetric, drawWave, resolvedPhases } from '../wave.ts';

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
