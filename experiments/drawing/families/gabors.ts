import { distancesOf } from '../axes.ts';
import { defineDrawer, drawn } from '../drawer.ts';
import { luminances, origin, ROTATION, size } from '../table-entries.ts';
import { maskBelow, rangeOf } from '../regions.ts';
import { BARS, PHASE_SHIFT, PHASES, phaseRequest, ROUND_PHASE_WIDTH } from '../wave-tables.ts';
import { drawWave, resolvedPhases } from '../wave.ts';

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
    const [least] = rangeOf(squared);
    const pixels = wave.pixels.map(
      (value, index) => mean + (value - mean) * Math.exp(least - squared[index]!),
    );
    return drawn(
      resolution,
      pixels,
      {
        gratingMask: wave.regions,
        gaussianMask: maskBelow(squared, 0.5),
      },
      resolvedPhases('bar', wave),
    );
  },
});
