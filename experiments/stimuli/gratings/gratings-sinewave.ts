import { linearWave } from '../../drawing/families/waves.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'gratings-sinewave',
  summary: 'A sinusoidal grating, some of its bars targets.',
  sources: [],
  equivalent: 'stimuli.gratings.sinewave',
  ...linearWave('sine'),
});
