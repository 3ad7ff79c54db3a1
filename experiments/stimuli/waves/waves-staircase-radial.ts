import { radialWave } from '../../drawing/families/waves.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'waves-staircase-radial',
  summary: 'Rising rings, some of them targets.',
  sources: [],
  equivalent: 'stimuli.waves.staircase_radial',
  ...radialWave('staircase'),
});
