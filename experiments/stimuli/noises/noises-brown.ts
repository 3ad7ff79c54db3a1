import { REFERENCES } from '../../../agents/index.ts';
import { naturalNoise } from '../../drawing/families/noises.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'noises-brown',
  summary: 'Noise whose amplitude falls with the square of frequency.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'noises.naturals.brown',
  ...naturalNoise(2),
});
