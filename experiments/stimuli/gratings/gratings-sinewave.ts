import { REFERENCES } from '../../../agents/index.ts';
import { linearWave } from '../../drawing/families/waves.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'gratings-sinewave',
  summary: 'A sinusoidal grating, some of its bars targets.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.gratings.sinewave',
  ...linearWave('sine'),
});
