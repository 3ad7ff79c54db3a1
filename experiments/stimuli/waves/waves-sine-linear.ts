import { linearWave } from '../../drawing/families/waves.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'waves-sine-linear',
  summary: 'Sinusoidal bars, some of them targets.',
  sources: [],
  equivalent: 'stimuli.waves.sine_linear',
  ...linearWave('sine'),
});
