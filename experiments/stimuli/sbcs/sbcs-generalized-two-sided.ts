import { REFERENCES } from '../../../agents/index.ts';
import { sbcGeneralizedTwoSided } from '../../drawing/families/sbcs.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'sbcs-generalized-two-sided',
  summary: 'Equal patches anywhere on a dark and a light ground do not look equal.',
  sources: [REFERENCES.heinemann1955, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.sbcs.generalized_two_sided',
  ...sbcGeneralizedTwoSided,
});
