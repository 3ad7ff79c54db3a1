import { REFERENCES } from '../../../agents/index.ts';
import { gaborPlaid } from '../../drawing/families/plaids.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'plaids-gabors',
  summary: 'Two Gabors, one over the other.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.plaids.gabors',
  ...gaborPlaid,
});
