import { DATA_PARAMETER, LEARNED_DATUM, shippedStory } from '../families/shipped-family.ts';
import { REFERENCES } from '../references.ts';
import { defineStory } from '../story.ts';

/** A generator that learned to deceive a judge; it makes data and cannot say how probable they are. */
export default defineStory({
  name: 'gan',
  summary:
    'A generator that learned to deceive a judge; it makes data and cannot say how probable they are.',
  datum: LEARNED_DATUM,
  sources: [REFERENCES.goodfellow2014],
  parameters: { data: DATA_PARAMETER },
  story: ({ data }) => shippedStory('gan', data),
});
