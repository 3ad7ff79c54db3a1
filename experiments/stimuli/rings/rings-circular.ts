import { radialWave } from '../../drawing/families/waves.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'rings-circular',
  summary: 'Concentric rings, some of them targets.',
  sources: [],
  equivalent: 'stimuli.rings.circular',
  ...radialWave('square'),
});
