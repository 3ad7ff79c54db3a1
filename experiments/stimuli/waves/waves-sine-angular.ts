import { REFERENCES } from '../../../agents/index.ts';
import { angularWave } from '../../drawing/families/waves.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'waves-sine-angular',
  summary: 'Sinusoidal segments, some of them targets.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.waves.sine_angular',
  ...angularWave('sine'),
});
