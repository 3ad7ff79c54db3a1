import { REFERENCES } from '../../../agents/index.ts';
import { disc } from '../../drawing/families/components.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-shapes-disc',
  summary: 'A disc, among the shapes.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'components.shapes.disc',
  ...disc,
});
