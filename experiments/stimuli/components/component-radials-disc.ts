import { REFERENCES } from '../../../agents/index.ts';
import { disc } from '../../drawing/families/components.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-radials-disc',
  summary: 'A disc.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'components.radials.disc',
  ...disc,
});
