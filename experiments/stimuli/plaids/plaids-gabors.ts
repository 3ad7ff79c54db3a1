import { gaborPlaid } from '../../drawing/families/plaids.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'plaids-gabors',
  summary: 'Two Gabors, one over the other.',
  sources: [],
  equivalent: 'stimuli.plaids.gabors',
  ...gaborPlaid,
});
