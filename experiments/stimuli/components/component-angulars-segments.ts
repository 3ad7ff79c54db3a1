import { REFERENCES } from '../../../agents/index.ts';
import { segments } from '../../drawing/families/components.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-angulars-segments',
  summary: 'Segments between given angles.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'components.angulars.segments',
  ...segments,
});
