import { REFERENCES } from '../../../agents/index.ts';
import { linearWave } from '../../drawing/families/waves.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'waves-sine-linear',
  summary: 'Sinusoidal bars, some of them targets.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.waves.sine_linear',
  ...linearWave('sine'),
});
