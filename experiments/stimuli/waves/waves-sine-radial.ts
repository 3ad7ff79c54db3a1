import { REFERENCES } from '../../../agents/index.ts';
import { radialWave } from '../../drawing/families/waves.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'waves-sine-radial',
  summary: 'Sinusoidal rings, some of them targets.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.waves.sine_radial',
  ...radialWave('sine'),
});
