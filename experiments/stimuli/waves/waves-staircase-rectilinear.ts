import { REFERENCES } from '../../../agents/index.ts';
import { rectilinearWave } from '../../drawing/families/waves.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'waves-staircase-rectilinear',
  summary: 'Rising frames, some of them targets.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.waves.staircase_rectilinear',
  ...rectilinearWave('staircase'),
});
