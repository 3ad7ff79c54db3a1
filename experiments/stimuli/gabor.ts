import { REFERENCES } from '../../agents/index.ts';
import { radians, turnedAxes } from '../drawing/plane.ts';
import { defineStimulus } from '../stimulus.ts';

export default defineStimulus({
  name: 'gabor',
  summary: 'A sinusoidal grating under a Gaussian window.',
  sources: [REFERENCES.daugman1985],
  parameters: {
    frequency: {
      kind: 'number',
      default: 2,
      min: 0,
      max: 60,
      unit: 'cycles/degree',
      meaning: 'Spatial frequency of the carrier.',
    },
    orientation: {
      kind: 'number',
      default: 90,
      min: 0,
      max: 180,
      unit: 'degree',
      meaning: 'Direction of the stripes, counter-clockwise from horizontal.',
    },
    contrast: {
      kind: 'number',
      default: 1,
      min: 0,
      max: 1,
      unit: 'Michelson',
      meaning: 'Contrast of the carrier.',
    },
    phase: {
      kind: 'number',
      default: 0,
      min: -360,
      max: 360,
      unit: 'degree',
      meaning: 'Phase of the cosine at the centre: 0 puts a light stripe there.',
    },
    sigma: {
      kind: 'number',
      default: 0.5,
      min: 0.001,
      max: 20,
      unit: 'degree',
      meaning: 'Standard deviation of the window.',
    },
    x: {
      kind: 'number',
      default: 0,
      min: -20,
      max: 20,
      unit: 'degree',
      meaning: 'Horizontal position of its centre, to the right.',
    },
    y: {
      kind: 'number',
      default: 0,
      min: -20,
      max: 20,
      unit: 'degree',
      meaning: 'Vertical position of its centre, upwards.',
    },
  },
  luminance: (x, y, gabor) => {
    const dx = x - gabor.x;
    const dy = y - gabor.y;
    const across = turnedAxes(dx, dy, gabor.orientation).y;
    const carrier = Math.cos(2 * Math.PI * gabor.frequency * across + radians(gabor.phase));
    const window = Math.exp(-(dx * dx + dy * dy) / (2 * gabor.sigma ** 2));
    return 0.5 + 0.5 * gabor.contrast * window * carrier;
  },
});
