import { REFERENCES } from '../../../agents/index.ts';
import { ring } from '../../drawing/families/components.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'component-radials-annulus',
  summary: 'A ring, under another name.',
  sources: [REFERENCES.schmittwilken2023],
  equivalent: 'components.radials.annulus',
  ...ring,
});
