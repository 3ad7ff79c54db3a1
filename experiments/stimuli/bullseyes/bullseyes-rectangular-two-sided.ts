import { bullseyeRectangularTwoSided } from '../../drawing/families/rings.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'bullseyes-rectangular-two-sided',
  summary: 'Equal squares among opposite frames do not look equal.',
  sources: [],
  equivalent: 'stimuli.bullseyes.rectangular_two_sided',
  ...bullseyeRectangularTwoSided,
});
