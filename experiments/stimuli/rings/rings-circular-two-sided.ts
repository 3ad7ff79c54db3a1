import { ringsCircularTwoSided } from '../../drawing/families/rings.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'rings-circular-two-sided',
  summary: 'Rings on two sides, some of them targets.',
  sources: [],
  equivalent: 'stimuli.rings.circular_two_sided',
  ...ringsCircularTwoSided,
});
