import { radialWave } from '../../drawing/families/waves.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'waves-sine-radial',
  summary: 'Sinusoidal rings, some of them targets.',
  sources: [],
  equivalent: 'stimuli.waves.sine_radial',
  ...radialWave('sine'),
});
