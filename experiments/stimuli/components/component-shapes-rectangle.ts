import { rectangle } from '../../drawing/families/shapes.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-shapes-rectangle',
  summary: 'A rectangle.',
  sources: [],
  equivalent: 'components.shapes.rectangle',
  ...rectangle,
});
