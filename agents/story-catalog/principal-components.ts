import { linearCausesStory } from '../families/linear-gaussian/linear-causes.ts';
import { REFERENCES } from '../references.ts';
import { defineStory, tellStory } from '../story.ts';

/** Loadings of our own: one cause in all numbers, one that sets the first against the last. */
const WEIGHTS = [
  [1, 0.8],
  [0.9, 0.5],
  [1.1, 0],
  [0.8, -0.6],
  [1, -0.9],
];

/** Two hidden numbers are mixed linearly into five noisy ones. */
export default defineStory({
  name: 'principal-components',
  summary: 'Two hidden causes, mixed linearly into five noisy numbers; everything in closed form.',
  datum: 'five numbers',
  sources: [REFERENCES.tippingBishop1999],
  parameters: {
    noise: {
      kind: 'choice',
      default: 'shared',
      choices: ['shared', 'each'],
      meaning:
        'One variance for all numbers (principal components), or one each (factor analysis).',
    },
  },
  story: ({ noise }) =>
    tellStory(
      linearCausesStory(
        {
          weights: WEIGHTS,
          mean: [0, 1, 0, -1, 0],
          variance: noise === 'shared' ? [0.3, 0.3, 0.3, 0.3, 0.3] : [0.1, 0.2, 0.3, 0.4, 0.5],
        },
        noise === 'shared',
      ),
    ),
});
