import { sbcBasic } from '../../drawing/families/sbcs.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'sbcs-basic',
  summary: 'A patch in the middle of a uniform ground.',
  sources: [],
  equivalent: 'stimuli.sbcs.basic',
  ...sbcBasic,
});
