import { sbcBasicTwoSided } from '../../drawing/families/sbcs.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'sbcs-basic-two-sided',
  summary: 'Equal patches on a dark and a light ground do not look equal.',
  sources: [],
  equivalent: 'stimuli.sbcs.basic_two_sided',
  ...sbcBasicTwoSided,
});
