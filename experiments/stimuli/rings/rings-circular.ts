import { REFERENCES } from '../../../agents/index.ts';
import { radialWave } from '../../drawing/families/waves.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'rings-circular',
  summary: 'Concentric rings, some of them targets.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.rings.circular',
  ...radialWave('square'),
});
