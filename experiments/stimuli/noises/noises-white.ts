import { whiteNoise } from '../../drawing/families/noises.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'noises-white',
  summary: 'Every pixel on its own, with equal amplitudes at all frequencies.',
  sources: [],
  equivalent: 'noises.whites.white',
  ...whiteNoise,
});
