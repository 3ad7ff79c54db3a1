import { wedge } from '../../drawing/families/components.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-shapes-wedge',
  summary: 'A sector, among the shapes.',
  sources: [],
  equivalent: 'components.shapes.wedge',
  ...wedge,
});
