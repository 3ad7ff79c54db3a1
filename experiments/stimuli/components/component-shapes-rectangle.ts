import { REFERENCES } from '../../../agents/index.ts';
import { rectangle } from '../../drawing/families/shapes.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-shapes-rectangle',
  summary: 'A rectangle.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'components.shapes.rectangle',
  ...rectangle,
});
