import { REFERENCES } from '../../../agents/index.ts';
import { wedge } from '../../drawing/families/components.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-angulars-wedge',
  summary: 'A sector of a disc or ring.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'components.angulars.wedge',
  ...wedge,
});
