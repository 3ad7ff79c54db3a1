import { narrowbandNoise } from '../../drawing/families/noises.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'noises-narrowband',
  summary: 'Noise of a band of frequencies.',
  sources: [],
  equivalent: 'noises.narrowbands.narrowband',
  ...narrowbandNoise,
});
