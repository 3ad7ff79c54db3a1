import { gabor } from '../../drawing/families/gabors.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'gabors-gabor',
  summary: 'A sinusoidal grating under a Gaussian window.',
  sources: [],
  equivalent: 'stimuli.gabors.gabor',
  ...gabor,
});
