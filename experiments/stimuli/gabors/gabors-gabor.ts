import { REFERENCES } from '../../../agents/index.ts';
import { gabor } from '../../drawing/families/gabors.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'gabors-gabor',
  summary: 'A sinusoidal grating under a Gaussian window.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.gabors.gabor',
  ...gabor,
});
