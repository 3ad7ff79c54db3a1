import { rings } from '../../drawing/families/components.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-radials-rings',
  summary: 'Concentric rings between given radii.',
  sources: [],
  equivalent: 'components.radials.rings',
  ...rings,
});
