import { REFERENCES } from '../../../agents/index.ts';
import { wedge } from '../../drawing/families/components.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-shapes-wedge',
  summary: 'A sector, among the shapes.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'components.shapes.wedge',
  ...wedge,
});
