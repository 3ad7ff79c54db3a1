import { REFERENCES } from '../../../agents/index.ts';
import { ellipse } from '../../drawing/families/shapes.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-shapes-ellipse',
  summary: 'An ellipse.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'components.shapes.ellipse',
  ...ellipse,
});
