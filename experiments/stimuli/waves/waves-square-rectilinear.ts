import { rectilinearWave } from '../../drawing/families/waves.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'waves-square-rectilinear',
  summary: 'Alternating frames, some of them targets.',
  sources: [],
  equivalent: 'stimuli.waves.square_rectilinear',
  ...rectilinearWave('square'),
});
