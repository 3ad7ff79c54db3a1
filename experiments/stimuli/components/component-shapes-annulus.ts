import { ring } from '../../drawing/families/components.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-shapes-annulus',
  summary: 'A ring, among the shapes, as an annulus.',
  sources: [],
  equivalent: 'components.shapes.annulus',
  ...ring,
});
