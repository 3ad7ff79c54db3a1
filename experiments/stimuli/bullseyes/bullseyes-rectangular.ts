import { REFERENCES } from '../../../agents/index.ts';
import { bullseyeRectangular } from '../../drawing/families/rings.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'bullseyes-rectangular',
  summary: 'Frames around a target square.',
  sources: [REFERENCES.bindmanChubb2004, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.bullseyes.rectangular',
  ...bullseyeRectangular,
});
