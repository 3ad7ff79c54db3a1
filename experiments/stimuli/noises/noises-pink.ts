import { REFERENCES } from '../../../agents/index.ts';
import { naturalNoise } from '../../drawing/families/noises.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'noises-pink',
  summary: 'Noise whose amplitude falls with frequency, as that of natural pictures.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'noises.naturals.pink',
  ...naturalNoise(1),
});
