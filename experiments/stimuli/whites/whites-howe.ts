import { REFERENCES } from '../../../agents/index.ts';
import { howe } from '../../drawing/families/whites.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'whites-howe',
  summary: 'Equal targets on bars, with stripes as high as they over the other bars.',
  sources: [REFERENCES.anderson2001, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.whites.howe',
  ...howe,
});
