import { linearWave } from '../../drawing/families/waves.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'waves-staircase-linear',
  summary: 'Rising bars, some of them targets.',
  sources: [],
  equivalent: 'stimuli.waves.staircase_linear',
  ...linearWave('staircase'),
});
