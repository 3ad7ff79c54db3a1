import { REFERENCES } from '../../../agents/index.ts';
import { sinePlaid } from '../../drawing/families/plaids.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'plaids-sine-waves',
  summary: 'Two sinusoidal gratings, one over the other.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.plaids.sine_waves',
  ...sinePlaid,
});
