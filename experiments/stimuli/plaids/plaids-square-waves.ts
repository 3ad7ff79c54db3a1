import { REFERENCES } from '../../../agents/index.ts';
import { squarePlaid } from '../../drawing/families/plaids.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'plaids-square-waves',
  summary: 'Two square-wave gratings, one over the other.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.plaids.square_waves',
  ...squarePlaid,
});
