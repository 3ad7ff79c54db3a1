import { REFERENCES } from '../../../agents/index.ts';
import { bullseyeCircularTwoSided } from '../../drawing/families/rings.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'bullseyes-circular-two-sided',
  summary: 'Equal discs among opposite rings do not look equal.',
  sources: [REFERENCES.bindmanChubb2004, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.bullseyes.circular_two_sided',
  ...bullseyeCircularTwoSided,
});
