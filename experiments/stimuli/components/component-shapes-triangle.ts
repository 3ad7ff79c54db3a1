import { REFERENCES } from '../../../agents/index.ts';
import { triangle } from '../../drawing/families/shapes.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-shapes-triangle',
  summary: 'A right-angled triangle.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'components.shapes.triangle',
  ...triangle,
});
