import { placedLetters } from '../families/letters/placed-letters.ts';
import { REFERENCES } from '../references.ts';
import { defineStory, tellStory } from '../story.ts';

/** A letter somewhere in a noisy picture: analysis by synthesis with the exact answer, also where a part is hidden. */
export default defineStory({
  name: 'letters',
  summary: 'A letter somewhere in a noisy picture; exact by going through all letters and places.',
  datum: '144 numbers: the luminance of 12 x 12 pixels, row by row',
  sources: [REFERENCES.yuilleKersten2006],
  parameters: {
    deviation: {
      kind: 'number',
      default: 0.15,
      min: 0.02,
      max: 3,
      unit: '1',
      meaning: 'Standard deviation of the noise of a pixel; ink is 1 and paper 0.',
    },
  },
  story: ({ deviation }) => tellStory(placedLetters(deviation)),
});
