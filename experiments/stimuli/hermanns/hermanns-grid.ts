import { REFERENCES } from '../../../agents/index.ts';
import { hermannGrid } from '../../drawing/families/hermanns.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'hermanns-grid',
  summary: 'Light lines on black: grey spots are seen where they cross.',
  sources: [REFERENCES.hermann1870, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.hermanns.grid',
  ...hermannGrid,
});
