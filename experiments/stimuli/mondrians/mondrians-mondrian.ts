import { REFERENCES } from '../../../agents/index.ts';
import { mondrian } from '../../drawing/families/mondrians.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'mondrians-mondrian',
  summary: 'Patches of many greys, as in paintings of Mondrian.',
  sources: [REFERENCES.landMcCann1971, REFERENCES.schmittwilken2023],
  equivalent: 'stimuli.mondrians.mondrian',
  ...mondrian,
});
