import { segments } from '../../drawing/families/components.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-angulars-segments',
  summary: 'Segments between given angles.',
  sources: [],
  equivalent: 'components.angulars.segments',
  ...segments,
});
