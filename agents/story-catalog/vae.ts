import { DATA_PARAMETER, LEARNED_DATUM, shippedStory } from '../families/shipped-family.ts';
import { REFERENCES } from '../references.ts';
import { defineStory } from '../story.ts';

/** A few normal causes that a learned network turns into data, with an encoder that guesses them back. */
export default defineStory({
  name: 'vae',
  summary:
    'A few normal causes that a learned network turns into data, with an encoder that guesses them back.',
  datum: LEARNED_DATUM,
  sources: [REFERENCES.kingmaWelling2014, REFERENCES.burda2016],
  parameters: { data: DATA_PARAMETER },
  story: ({ data }) => shippedStory('vae', data),
});
