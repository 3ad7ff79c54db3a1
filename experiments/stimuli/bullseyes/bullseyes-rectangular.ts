import { bullseyeRectangular } from '../../drawing/families/rings.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'bullseyes-rectangular',
  summary: 'Frames around a target square.',
  sources: [],
  equivalent: 'stimuli.bullseyes.rectangular',
  ...bullseyeRectangular,
});
