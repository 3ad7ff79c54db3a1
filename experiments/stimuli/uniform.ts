import { REFERENCES } from '../../agents/index.ts';
import { defineStimulus } from '../stimulus.ts';

export default defineStimulus({
  name: 'uniform',
  summary: 'The same luminance everywhere.',
  sources: [REFERENCES.schmittwilken2023],
  parameters: {
    luminance: {
      kind: 'number',
      default: 0.5,
      min: 0,
      max: 1,
      unit: '1',
      meaning: 'Luminance of the whole picture.',
    },
  },
  luminance: (_x, _y, { luminance }) => luminance,
});
