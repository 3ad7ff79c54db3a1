import { REFERENCES } from '../../../agents/index.ts';
import { whiteNoise } from '../../drawing/families/noises.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'noises-white',
  summary: 'Every pixel on its own, with equal amplitudes at all frequencies.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'noises.whites.white',
  ...whiteNoise,
});
