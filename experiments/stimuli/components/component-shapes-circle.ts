import { REFERENCES } from '../../../agents/index.ts';
import { filledCircle } from '../../drawing/families/shapes.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-shapes-circle',
  summary: 'A filled circle.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'components.shapes.circle',
  ...filledCircle,
});
