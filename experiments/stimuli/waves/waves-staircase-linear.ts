import { REFERENCES } from '../../../agents/index.ts';
import { linearWave } from '../../drawing/families/waves.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'waves-staircase-linear',
  summary: 'Rising bars, some of them targets.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.waves.staircase_linear',
  ...linearWave('staircase'),
});
