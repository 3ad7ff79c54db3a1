import { DATA_PARAMETER, LEARNED_DATUM, shippedCoding } from '../families/shipped-family.ts';
import { REFERENCES } from '../references.ts';
import { defineStory } from '../story.ts';

/** A predictive-coding hierarchy: a category predicts features, and these a datum; backward, every category is supposed and settled. */
export default defineStory({
  name: 'pc',
  summary:
    'A predictive-coding hierarchy: a category predicts features, and these a datum; backward, every category is supposed and settled.',
  datum: LEARNED_DATUM,
  sources: [REFERENCES.oliviersBogaczMeulemans2024],
  parameters: { data: DATA_PARAMETER },
  story: ({ data }) => shippedCoding(data),
});
