import { disc } from '../../drawing/families/components.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-radials-disc',
  summary: 'A disc.',
  sources: [],
  equivalent: 'components.radials.disc',
  ...disc,
});
