import { REFERENCES } from '../../../agents/index.ts';
import { ring } from '../../drawing/families/components.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-shapes-annulus',
  summary: 'A ring, among the shapes, as an annulus.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'components.shapes.annulus',
  ...ring,
});
