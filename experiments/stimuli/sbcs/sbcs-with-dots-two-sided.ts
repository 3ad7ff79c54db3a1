import { sbcWithDotsTwoSided } from '../../drawing/families/sbcs.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'sbcs-with-dots-two-sided',
  summary: 'Equal patches behind light and dark dots do not look equal.',
  sources: [],
  equivalent: 'stimuli.sbcs.with_dots_two_sided',
  ...sbcWithDotsTwoSided,
});
