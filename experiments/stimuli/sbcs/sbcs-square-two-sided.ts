import { REFERENCES } from '../../../agents/index.ts';
import { sbcSquareTwoSided } from '../../drawing/families/sbcs.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'sbcs-square-two-sided',
  summary: 'Equal squares in a dark and a light surround do not look equal.',
  sources: [REFERENCES.heinemann1955, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.sbcs.square_two_sided',
  ...sbcSquareTwoSided,
});
