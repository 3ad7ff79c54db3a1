import { filledCircle } from '../../drawing/families/shapes.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-shapes-circle',
  summary: 'A filled circle.',
  sources: [],
  equivalent: 'components.shapes.circle',
  ...filledCircle,
});
