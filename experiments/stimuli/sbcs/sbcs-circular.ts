import { sbcCircular } from '../../drawing/families/sbcs.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'sbcs-circular',
  summary: 'A disc in a round surround.',
  sources: [],
  equivalent: 'stimuli.sbcs.circular',
  ...sbcCircular,
});
