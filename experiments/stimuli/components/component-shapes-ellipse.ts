import { ellipse } from '../../drawing/families/shapes.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-shapes-ellipse',
  summary: 'An ellipse.',
  sources: [],
  equivalent: 'components.shapes.ellipse',
  ...ellipse,
});
