import { naturalNoise } from '../../drawing/families/noises.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'noises-brown',
  summary: 'Noise whose amplitude falls with the square of frequency.',
  sources: [],
  equivalent: 'noises.naturals.brown',
  ...naturalNoise(2),
});
