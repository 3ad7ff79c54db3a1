import { angularWave } from '../../drawing/families/waves.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'waves-sine-angular',
  summary: 'Sinusoidal segments, some of them targets.',
  sources: [],
  equivalent: 'stimuli.waves.sine_angular',
  ...angularWave('sine'),
});
