import { REFERENCES } from '../../../agents/index.ts';
import { sbcCircularTwoSided } from '../../drawing/families/sbcs.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'sbcs-circular-two-sided',
  summary: 'Equal discs in a dark and a light surround do not look equal.',
  sources: [REFERENCES.heinemann1955, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.sbcs.circular_two_sided',
  ...sbcCircularTwoSided,
});
