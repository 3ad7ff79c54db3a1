import { REFERENCES } from '../../../agents/index.ts';
import { naturalNoise } from '../../drawing/families/noises.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'noises-one-over-f',
  summary: 'Noise whose amplitude falls with a power of frequency.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'noises.naturals.one_over_f',
  ...naturalNoise(null),
});
