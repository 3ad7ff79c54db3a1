import { REFERENCES } from '../../../agents/index.ts';
import { rings } from '../../drawing/families/components.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-radials-rings',
  summary: 'Concentric rings between given radii.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'components.radials.rings',
  ...rings,
});
