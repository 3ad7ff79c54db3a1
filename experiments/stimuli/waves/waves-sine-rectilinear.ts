import { REFERENCES } from '../../../agents/index.ts';
import { rectilinearWave } from '../../drawing/families/waves.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'waves-sine-rectilinear',
  summary: 'Sinusoidal frames, some of them targets.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.waves.sine_rectilinear',
  ...rectilinearWave('sine'),
});
