import { bullseyeCircular } from '../../drawing/families/rings.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'bullseyes-circular',
  summary: 'Rings around a target disc.',
  sources: [],
  equivalent: 'stimuli.bullseyes.circular',
  ...bullseyeCircular,
});
