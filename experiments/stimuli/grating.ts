import { REFERENCES } from '../../agents/index.ts';
import { radians, turnedAxes } from '../drawing/plane.ts';
import { defineStimulus } from '../stimulus.ts';

export default defineStimulus({
  name: 'grating',
  summary: 'Parallel stripes whose luminance is a sine wave or a square wave.',
  sources: [REFERENCES.campbellRobson1968],
  parameters: {
    frequency: {
      kind: 'number',
      default: 2,
      min: 0,
      max: 60,
      unit: 'cycles/degree',
      meaning: 'Spatial frequency.',
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
      meaning: 'Contrast of the stripes.',
    },
    phase: {
      kind: 'number',
      default: 0,
      min: -360,
      max: 360,
      unit: 'degree',
      meaning: 'Phase of the cosine at the centre: 0 puts a light stripe there.',
    },
    waveform: {
      kind: 'choice',
      default: 'sine',
      choices: ['sine', 'square'],
      meaning: 'Whether luminance changes smoothly or in steps.',
    },
  },
  luminance: (x, y, { frequency, orientation, contrast, phase, waveform }) => {
    const across = turnedAxes(x, y, orientation).y;
    const wave = Math.cos(2 * Math.PI * frequency * across + radians(phase));
    return 0.5 + 0.5 * contrast * (waveform === 'square' ? (wave >= 0 ? 1 : -1) : wave);
  },
});
