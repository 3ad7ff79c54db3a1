import { defineAgent } from '../define-agent.ts';
import { createDiffusingAgent } from '../families/diffusion/diffusing-agent.ts';
import { REFERENCES } from '../references.ts';
import { familyRecord } from '../weights/family-record.ts';
import { readShippedTensors } from '../weights/shipped-weights.ts';

/** Weights of the family. */
const LEARNED = 'denoising-diffusion-small-digits';
const SIDE = 12;
/** Runs of particles, whose samples are shown in two rows. */
const RUNS = 6;

/**
 * The denoiser of small digits as an agent. A denoiser is no hierarchy that could be settled: inference is its own, diffusion
 * told backward, and what is called a step is one of its steps.
 */
export default defineAgent({
  name: 'denoising-diffusion',
  summary:
    'Perceives a digit by diffusion told backward: particles lose their noise, weighed by what is seen.',
  sources: [REFERENCES.ho2020, REFERENCES.trippe2023],
  parameters: {
    steps: {
      kind: 'number',
      whole: true,
      default: 60,
      min: 2,
      max: 1000,
      unit: 'steps',
      meaning: 'Steps from noise to pictures.',
    },
    particles: {
      kind: 'number',
      whole: true,
      default: 16,
      min: 1,
      max: 200,
      unit: 'particles',
      meaning: 'Particles in each of the six runs.',
    },
    deviation: {
      kind: 'number',
      default: 0.1,
      min: 0.01,
      max: 1,
      unit: 'luminance',
      meaning:
        'Standard deviation by which prediction errors are weighed in what is shown; inference makes no use of it.',
    },
  },
  hierarchy: () => ({
    levels: [
      {
        name: 'image',
        meaning: 'Luminance of the picture, pixel by pixel',
        unit: 'luminance',
        arrangement: { gridRows: 1, gridColumns: 1, rows: SIDE, columns: SIDE },
      },
      {
        name: 'samples',
        meaning:
          'A particle of each run as it looks without its noise; approximate samples at the end',
        unit: 'luminance',
        arrangement: { gridRows: 2, gridColumns: RUNS / 2, rows: SIDE, columns: SIDE },
      },
    ],
    connections: [
      {
        activation: 'linear',
        outputActivation: 'linear',
        biased: false,
        precision: 1,
        precisionLearned: false,
        transform: { kind: 'dense' },
      },
    ],
  }),
  retina: (picture) => picture,
  fit: 'scale',
  settling: ({ steps }) => ({ inferenceRate: 1, steps, tolerance: 0 }),
  weights: () => readShippedTensors(LEARNED),
  inference: {
    energy: 'energy of the prediction errors',
    predictedBy: [
      'the mean of all particles as a learned denoiser expects them without noise',
      null,
    ],
    create: ({ parameters, ...ingredients }) =>
      createDiffusingAgent({
        ...ingredients,
        parameters,
        diffusing: { ...parameters, runs: RUNS },
      }),
  },
  record: () => familyRecord(LEARNED),
  firstPicture: 'glyph-5',
});
