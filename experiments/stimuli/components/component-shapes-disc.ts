import { disc } from '../../drawing/families/components.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-shapes-disc',
  summary: 'A disc, among the shapes.',
  sources: [],
  equivalent: 'components.shapes.disc',
  ...disc,
});
