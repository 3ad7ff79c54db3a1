import { grid, mixtureStory, ring } from '../families/mixture/gaussian-mixture.ts';
import { REFERENCES } from '../references.ts';
import { defineStory, tellStory } from '../story.ts';

/** Points in round clouds: the plane on which generative models are tried for modes that they miss. */
export default defineStory({
  name: 'clouds',
  summary: 'Points in the plane that belong to one of several round clouds, on a ring or a grid.',
  datum: 'two numbers, x and y',
  sources: [REFERENCES.srivastava2017],
  parameters: {
    arrangement: {
      kind: 'choice',
      default: 'ring',
      choices: ['ring', 'grid'],
      meaning: 'Eight clouds on a circle, or twenty-five on a square lattice.',
    },
    size: {
      kind: 'number',
      default: 2,
      min: 0.01,
      max: 100,
      unit: '1',
      meaning: 'Radius of the ring, or distance between neighbours of the grid.',
    },
    deviation: {
      kind: 'number',
      default: 0.02,
      min: 1e-6,
      max: 10,
      unit: '1',
      meaning: 'Standard deviation of a cloud along each axis.',
    },
  },
  story: ({ arrangement, size, deviation }) =>
    tellStory(
      mixtureStory(arrangement === 'ring' ? ring(8, size, deviation) : grid(5, size, deviation)),
    ),
});
