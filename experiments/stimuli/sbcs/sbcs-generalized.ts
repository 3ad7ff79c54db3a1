import { sbcGeneralized } from '../../drawing/families/sbcs.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'sbcs-generalized',
  summary: 'A patch anywhere on a uniform ground.',
  sources: [],
  equivalent: 'stimuli.sbcs.generalized',
  ...sbcGeneralized,
});
