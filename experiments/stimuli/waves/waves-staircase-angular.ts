import { REFERENCES } from '../../../agents/index.ts';
import { angularWave } from '../../drawing/families/waves.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'waves-staircase-angular',
  summary: 'Rising segments, some of them targets.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.waves.staircase_angular',
  ...angularWave('staircase'),
});
