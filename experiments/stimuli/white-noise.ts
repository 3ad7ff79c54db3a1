import { REFERENCES } from '../../agents/index.ts';
import type { Random } from '../../agents/index.ts';
import { defineStimulus } from '../stimulus.ts';

/** Standard deviation of Gaussian noise at full contrast; what exceeds black and white is clipped. */
const GAUSSIAN_SPREAD = 1 / 6;

export default defineStimulus({
  name: 'white-noise',
  summary: 'Every pixel on its own: a picture without any structure to be learned.',
  sources: [REFERENCES.schmittwilken2023],
  parameters: {
    contrast: {
      kind: 'number',
      default: 1,
      min: 0,
      max: 1,
      unit: '1',
      meaning: 'Range of luminance around mid-grey, as a part of black to white.',
    },
    distribution: {
      kind: 'choice',
      default: 'uniform',
      choices: ['uniform', 'binary', 'gaussian'],
      meaning: 'How luminances are distributed; gaussian has a standard deviation of contrast/6.',
    },
  },
  render: ({ shape: [rows, columns] }, { contrast, distribution }, random) => {
    const draw = drawerOf(distribution, random);
    return {
      rows,
      columns,
      pixels: Float32Array.from({ length: rows * columns }, () => 0.5 + contrast * draw()),
    };
  },
});

/** Draws numbers in [-1/2, 1/2]. */
function drawerOf(distribution: string, random: Random): () => number {
  if (distribution === 'binary') return () => random.integer(2) - 0.5;
  if (distribution === 'gaussian') {
    return () => Math.min(0.5, Math.max(-0.5, GAUSSIAN_SPREAD * random.normal()));
  }
  return () => random.uniform() - 0.5;
}
