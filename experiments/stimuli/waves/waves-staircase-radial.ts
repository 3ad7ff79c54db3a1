import { REFERENCES } from '../../../agents/index.ts';
import { radialWave } from '../../drawing/families/waves.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'waves-staircase-radial',
  summary: 'Rising rings, some of them targets.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.waves.staircase_radial',
  ...radialWave('staircase'),
});
