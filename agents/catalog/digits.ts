import { defineAgent } from '../define-agent.ts';
import type { Hierarchy } from '../hierarchy.ts';
import { REFERENCES } from '../references.ts';

const CLASSES = Array.from('0123456789');
const SIDE = 28;
const HIDDEN = 300;
/** What the label is before anything is seen: every digit a tenth. */
const START = 0.1;

const HIERARCHY: Hierarchy = {
  levels: [
    {
      name: 'image',
      meaning: 'Luminance of the picture, pixel by pixel',
      unit: 'luminance',
      arrangement: { gridRows: 1, gridColumns: 1, rows: SIDE, columns: SIDE },
    },
    {
      name: 'strokes',
      meaning: 'Learned parts of the image',
      unit: '1',
      arrangement: { gridRows: 1, gridColumns: 1, rows: 15, columns: HIDDEN / 15 },
    },
    {
      name: 'shapes',
      meaning: 'Learned combinations of parts',
      unit: '1',
      arrangement: { gridRows: 1, gridColumns: 1, rows: 15, columns: HIDDEN / 15 },
    },
    {
      name: 'label',
      meaning: 'Which digit it is; the largest value is the answer',
      unit: '1',
      arrangement: { gridRows: 1, gridColumns: 1, rows: 1, columns: CLASSES.length },
      unitNames: CLASSES,
      // Flat: precision zero says where inference starts, and nothing about where it ends.
      prior: { kind: 'gaussian', mean: START, precision: 0 },
    },
  ],
  connections: (['relu', 'relu', 'linear'] as const).map((activation) => ({
    activation,
    outputActivation: 'linear',
    biased: true,
    precision: 1,
    precisionLearned: false,
    transform: { kind: 'dense' },
  })),
};

/**
 * The dense generative network of the literature, label 10 - 300 - 300 - image 784: in training both ends are clamped, in
 * perception only the image is and the label settles freely, with no recognition network. It names less well than
 * models that are trained to name; that is the point of comparison.
 */
export default defineAgent({
  name: 'digits',
  summary: 'Infers the label of a digit by settling a dense generative network, 10-300-300-784.',
  sources: [REFERENCES.whittingtonBogacz2017],
  parameters: {
    inferenceRate: {
      kind: 'number',
      default: 0.1,
      min: 1e-6,
      max: 1,
      unit: '1/steps',
      meaning: 'Step size of settling.',
    },
  },
  hierarchy: () => HIERARCHY,
  retina: (picture) => picture,
  fit: 'scale',
  settling: ({ inferenceRate }) => ({ inferenceRate, steps: 100, tolerance: 1e-3 }),
  weights: 'trained',
  training: () => ({
    dataset: 'digits',
    examples: 8000,
    stages: [
      {
        name: 'digits',
        hierarchy: HIERARCHY,
        connections: [0, 1, 2],
        learned: [0, 1, 2],
        batch: 48,
        batches: 500,
        settleSteps: 50,
        inferenceRate: 0.1,
        optimiser: { kind: 'adamw', weightDecay: 1 },
        learningRate: 2e-3,
        schedule: 'cosine',
        precisionRate: 0,
        normalisation: 'none',
        initial: [{ kind: 'uniform' }, { kind: 'uniform' }, { kind: 'uniform' }],
        classes: CLASSES.length,
      },
    ],
  }),
  firstPicture: 'glyph-5',
});
