import { REFERENCES } from '../../../agents/index.ts';
import { ring } from '../../drawing/families/components.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-shapes-ring',
  summary: 'A ring, among the shapes.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'components.shapes.ring',
  ...ring,
});
