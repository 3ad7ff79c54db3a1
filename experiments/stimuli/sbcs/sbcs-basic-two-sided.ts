import { REFERENCES } from '../../../agents/index.ts';
import { sbcBasicTwoSided } from '../../drawing/families/sbcs.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'sbcs-basic-two-sided',
  summary: 'Equal patches on a dark and a light ground do not look equal.',
  sources: [REFERENCES.heinemann1955, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.sbcs.basic_two_sided',
  ...sbcBasicTwoSided,
});
