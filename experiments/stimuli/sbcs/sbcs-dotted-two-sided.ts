import { REFERENCES } from '../../../agents/index.ts';
import { sbcDottedTwoSided } from '../../drawing/families/sbcs.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'sbcs-dotted-two-sided',
  summary: 'Equal dots among light and dark ones do not look equal.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.sbcs.dotted_two_sided',
  ...sbcDottedTwoSided,
});
