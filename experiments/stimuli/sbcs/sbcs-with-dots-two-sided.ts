import { REFERENCES } from '../../../agents/index.ts';
import { sbcWithDotsTwoSided } from '../../drawing/families/sbcs.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'sbcs-with-dots-two-sided',
  summary: 'Equal patches behind light and dark dots do not look equal.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.sbcs.with_dots_two_sided',
  ...sbcWithDotsTwoSided,
});
