import { REFERENCES } from '../../../agents/index.ts';
import { narrowbandNoise } from '../../drawing/families/noises.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'noises-narrowband',
  summary: 'Noise of a band of frequencies.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'noises.narrowbands.narrowband',
  ...narrowbandNoise,
});
