import { parallelogram } from '../../drawing/families/shapes.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-shapes-parallelogram',
  summary: 'A parallelogram.',
  sources: [],
  equivalent: 'components.shapes.parallelogram',
  ...parallelogram,
});
