import { REFERENCES } from '../../../agents/index.ts';
import { bullseyeRectangularTwoSided } from '../../drawing/families/rings.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'bullseyes-rectangular-two-sided',
  summary: 'Equal squares among opposite frames do not look equal.',
  sources: [REFERENCES.bindmanChubb2004, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.bullseyes.rectangular_two_sided',
  ...bullseyeRectangularTwoSided,
});
