import { REFERENCES } from '../../../agents/index.ts';
import { delboeufTwoSided } from '../../drawing/families/line-illusions.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'delboeufs-two-sided',
  summary: 'Equal target discs in circular lines of two sizes do not look equal.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.delboeufs.two_sided',
  ...delboeufTwoSided,
});
