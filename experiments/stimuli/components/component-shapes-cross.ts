import { crossShape } from '../../drawing/families/shapes.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-shapes-cross',
  summary: 'A cross of two bars.',
  sources: [],
  equivalent: 'components.shapes.cross',
  ...crossShape,
});
