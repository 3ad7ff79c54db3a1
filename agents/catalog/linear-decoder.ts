import { defineAgent } from '../define-agent.ts';
import type { Hierarchy } from '../hierarchy.ts';
import { REFERENCES } from '../references.ts';

const SIDE = 28;
const CODE = 64;
const HIDDEN = 128;
const EPOCHS = 30;
const EXAMPLES = 8000;
const BATCH = 200;

const hidden = (name: string, units: number, meaning: string): Hierarchy['levels'][number] => ({
  name,
  meaning,
  unit: '1',
  arrangement: { gridRows: 1, gridColumns: 1, rows: 8, columns: units / 8 },
});

const HIERARCHY: Hierarchy = {
  levels: [
    {
      name: 'image',
      meaning: 'Luminance of the picture, pixel by pixel',
      unit: 'luminance',
      arrangement: { gridRows: 1, gridColumns: 1, rows: SIDE, columns: SIDE },
    },
    hidden('parts', HIDDEN, 'Learned parts of the image'),
    hidden('combinations', HIDDEN, 'Learned combinations of parts'),
    hidden('code', CODE, 'What the image is reconstructed from'),
  ],
  connections: (['linear', 'hard-tanh', 'hard-tanh'] as const).map((outputActivation) => ({
    activation: 'linear',
    outputActivation,
    biased: true,
    precision: 1,
    precisionLearned: false,
    transform: { kind: 'dense' },
  })),
};

const CONNECTIONS = HIERARCHY.connections.map((_, index) => index);

/**
 * A decoder without encoder: the code of an image is found by settling, from zero, and nothing is labelled. It is called
 * linear for its dense levels, as in the literature; its hidden units are clipped to [-1, 1].
 */
export default defineAgent({
  name: 'linear-decoder',
  summary: 'Reconstructs a digit from a code of 64 numbers that settling finds, 64-128-128-784.',
  sources: [REFERENCES.pinchetti2025],
  parameters: {
    inferenceRate: {
      kind: 'number',
      default: 0.01985,
      min: 1e-6,
      max: 1,
      unit: '1/steps',
      meaning: 'Step size of settling.',
    },
  },
  hierarchy: () => HIERARCHY,
  retina: (picture) => picture,
  fit: 'scale',
  settling: ({ inferenceRate }) => ({ inferenceRate, steps: 200, tolerance: 1e-3 }),
  weights: 'trained',
  training: () => ({
    dataset: 'digits',
    examples: EXAMPLES,
    stages: [
      {
        name: 'digits',
        hierarchy: HIERARCHY,
        connections: CONNECTIONS,
        learned: CONNECTIONS,
        batch: BATCH,
        batches: Math.floor((EPOCHS * EXAMPLES) / BATCH),
        settleSteps: 20,
        start: 'zero',
        inferenceRate: 0.01985,
        momentum: 0.15,
        optimiser: { kind: 'adamw', weightDecay: 1.2515e-5 },
        learningRate: 3.401e-4,
        schedule: 'constant',
        precisionRate: 0,
        normalisation: 'none',
        initial: CONNECTIONS.map(() => ({ kind: 'fan-in' })),
        classes: 0,
      },
    ],
  }),
  firstPicture: 'glyph-5',
});
