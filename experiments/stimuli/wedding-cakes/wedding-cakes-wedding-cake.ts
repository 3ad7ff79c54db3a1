import { REFERENCES } from '../../../agents/index.ts';
import { weddingCake } from '../../drawing/families/wedding-cakes.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'wedding-cakes-wedding-cake',
  summary: 'Equal targets on interlocking L shapes of two luminances.',
  sources: [REFERENCES.robinson2007, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.wedding_cakes.wedding_cake',
  ...weddingCake,
});
