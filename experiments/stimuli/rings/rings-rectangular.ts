import { REFERENCES } from '../../../agents/index.ts';
import { rectilinearWave } from '../../drawing/families/waves.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'rings-rectangular',
  summary: 'Nested frames, some of them targets.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.rings.rectangular',
  ...rectilinearWave('square'),
});
