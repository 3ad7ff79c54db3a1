import { sbcSquare } from '../../drawing/families/sbcs.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'sbcs-square',
  summary: 'A square in a square surround.',
  sources: [],
  equivalent: 'stimuli.sbcs.square',
  ...sbcSquare,
});
