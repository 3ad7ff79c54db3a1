import {
  CLASS_PARAMETER,
  DATA_PARAMETER,
  LEARNED_DATUM,
  shippedStory,
} from '../families/shipped-family.ts';
import { REFERENCES } from '../references.ts';
import { defineStory } from '../story.ts';

/** A generator that is told which class to make, and learned to deceive a judge who is told it as well. */
export default defineStory({
  name: 'conditional-gan',
  summary:
    'A generator that is told which class to make, and learned to deceive a judge who is told it as well.',
  datum: LEARNED_DATUM,
  sources: [REFERENCES.mirzaOsindero2014],
  parameters: { data: DATA_PARAMETER, class: CLASS_PARAMETER },
  story: ({ data, class: asked }) => shippedStory('conditional-gan', data, asked),
});
