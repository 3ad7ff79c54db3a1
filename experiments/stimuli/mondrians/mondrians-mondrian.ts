import { mondrian } from '../../drawing/families/mondrians.ts';
import { defineStimulus } from '../../stimulus.ts';

export default defineStimulus({
  name: 'mondrians-mondrian',
  summary: 'Patches of many greys, as in paintings of Mondrian.',
  sources: [],
  equivalent: 'stimuli.mondrians.mondrian',
  ...mondrian,
});
