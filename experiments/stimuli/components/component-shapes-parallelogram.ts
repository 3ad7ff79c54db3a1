import { REFERENCES } from '../../../agents/index.ts';
import { parallelogram } from '../../drawing/families/shapes.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-shapes-parallelogram',
  summary: 'A parallelogram.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'components.shapes.parallelogram',
  ...parallelogram,
});
