import { REFERENCES } from '../../../agents/index.ts';
import { checkerboard } from '../../drawing/families/checkerboards.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'checkerboards-checkerboard',
  summary: 'Equal checks look different on a board, depending on their neighbours.',
  sources: [REFERENCES.robinson2007, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.checkerboards.checkerboard',
  ...checkerboard,
});
