import { REFERENCES } from '../../../agents/index.ts';
import { crossShape } from '../../drawing/families/shapes.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-shapes-cross',
  summary: 'A cross of two bars.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'components.shapes.cross',
  ...crossShape,
});
