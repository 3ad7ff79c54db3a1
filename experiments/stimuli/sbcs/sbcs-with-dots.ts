import { sbcWithDots } from '../../drawing/families/sbcs.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'sbcs-with-dots',
  summary: 'A patch behind dots.',
  sources: [],
  equivalent: 'stimuli.sbcs.with_dots',
  ...sbcWithDots,
});
