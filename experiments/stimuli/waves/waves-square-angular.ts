import { REFERENCES } from '../../../agents/index.ts';
import { angularWave } from '../../drawing/families/waves.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'waves-square-angular',
  summary: 'Alternating segments, some of them targets.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.waves.square_angular',
  ...angularWave('square'),
});
