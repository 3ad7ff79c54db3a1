import { linearWave } from '../../drawing/families/waves.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'waves-square-linear',
  summary: 'Alternating bars, some of them targets.',
  sources: [],
  equivalent: 'stimuli.waves.square_linear',
  ...linearWave('square'),
});
