import { REFERENCES } from '../../agents/index.ts';
import { defineStimulus } from '../stimulus.ts';

export default defineStimulus({
  name: 'checkerboard',
  summary: 'Light and dark squares in turn; four of them meet at the centre.',
  sources: [REFERENCES.schmittwilken2023],
  parameters: {
    side: {
      kind: 'number',
      default: 0.5,
      min: 0.01,
      max: 20,
      unit: 'degree',
      meaning: 'Side of a square.',
    },
    contrast: {
      kind: 'number',
      default: 1,
      min: 0,
      max: 1,
      unit: 'Michelson',
      meaning: 'Contrast of the squares.',
    },
  },
  luminance: (x, y, { side, contrast }) => {
    const isLight = (Math.floor(x / side) + Math.floor(y / side)) % 2 === 0;
    return 0.5 + (isLight ? 0.5 : -0.5) * contrast;
  },
});
