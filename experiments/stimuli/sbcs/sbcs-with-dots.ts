import { REFERENCES } from '../../../agents/index.ts';
import { sbcWithDots } from '../../drawing/families/sbcs.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'sbcs-with-dots',
  summary: 'A patch behind dots.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.sbcs.with_dots',
  ...sbcWithDots,
});
