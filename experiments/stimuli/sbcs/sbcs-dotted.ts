import { sbcDotted } from '../../drawing/families/sbcs.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'sbcs-dotted',
  summary: 'Dots, some of which are the target.',
  sources: [],
  equivalent: 'stimuli.sbcs.dotted',
  ...sbcDotted,
});
