import { sbcCircularTwoSided } from '../../drawing/families/sbcs.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'sbcs-circular-two-sided',
  summary: 'Equal discs in a dark and a light surround do not look equal.',
  sources: [],
  equivalent: 'stimuli.sbcs.circular_two_sided',
  ...sbcCircularTwoSided,
});
