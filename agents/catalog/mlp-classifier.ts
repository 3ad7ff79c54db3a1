import { defineAgent } from '../define-agent.ts';
import type { Hierarchy } from '../hierarchy.ts';
import type { TrainingStage } from '../learning/training-plan.ts';
import { REFERENCES } from '../references.ts';

const CLASSES = Array.from('0123456789');
const SIDE = 28;
const HIDDEN = 128;
/** Rounds through the examples. */
const EPOCHS = 25;
const EXAMPLES = 8000;
const BATCH = 128;
/** Level of the image: the top one, from which everything else is predicted. */
const IMAGE = 4;

const hidden = (name: string, meaning: string): Hierarchy['levels'][number] => ({
  name,
  meaning,
  unit: '1',
  arrangement: { gridRows: 1, gridColumns: 1, rows: 8, columns: HIDDEN / 8 },
});

/** Label 10 - 128 - 128 - 128 - image 784, the image at the top: it is the cause of the label that is predicted. */
function hierarchyWith(activation: 'gelu' | 'leaky-relu'): Hierarchy {
  return {
    levels: [
      {
        name: 'label',
        meaning: 'Which digit it is; the largest value is the answer',
        unit: '1',
        arrangement: { gridRows: 1, gridColumns: 1, rows: 1, columns: CLASSES.length },
        unitNames: CLASSES,
      },
      hidden('decisions', 'Learned features of features, nearest to the label'),
      hidden('combinations', 'Learned combinations of features'),
      hidden('features', 'Learned features of the image'),
      {
        name: 'image',
        meaning: 'Luminance of the picture, from -1 (black) to 1 (white)',
        unit: '2 luminance - 1',
        arrangement: { gridRows: 1, gridColumns: 1, rows: SIDE, columns: SIDE },
      },
    ],
    connections: (['linear', activation, activation, activation] as const).map(
      (outputActivation) => ({
        activation: 'linear',
        outputActivation,
        biased: true,
        precision: 1,
        precisionLearned: false,
        transform: { kind: 'dense' },
      }),
    ),
  };
}

/** What a recipe chooses: how values and weights move. */
type Recipe = Pick<
  TrainingStage,
  'rule' | 'settleSteps' | 'inferenceRate' | 'momentum' | 'optimiser' | 'learningRate' | 'schedule'
>;

function planOf(
  hierarchy: Hierarchy,
  recipe: Recipe,
): { dataset: string; examples: number; stages: TrainingStage[] } {
  const connections = hierarchy.connections.map((_, index) => index);
  return {
    dataset: 'digits',
    examples: EXAMPLES,
    stages: [
      {
        name: 'digits',
        hierarchy,
        connections,
        learned: connections,
        batch: BATCH,
        batches: Math.floor((EPOCHS * EXAMPLES) / BATCH),
        precisionRate: 0,
        normalisation: 'none',
        initial: connections.map(() => ({ kind: 'fan-in' })),
        classes: CLASSES.length,
        pictureLevel: IMAGE,
        labelLevel: 0,
        ...recipe,
      },
    ],
  };
}

const SCHEDULE = { kind: 'warm-up-cosine', warmUp: 0.1, start: 1, peak: 1.1, end: 0.1 } as const;

/** Values settle for a few steps, then the weights learn once; squared errors throughout. */
const SETTLED: Recipe = {
  rule: 'settled',
  settleSteps: 8,
  inferenceRate: 0.010535,
  momentum: 0.65,
  optimiser: { kind: 'adamw', weightDecay: 3.55e-4 },
  learningRate: 2.969e-4,
  schedule: SCHEDULE,
};

/** Values and weights move together. */
const INCREMENTAL: Recipe = {
  rule: 'incremental',
  settleSteps: 8,
  inferenceRate: 0.8495,
  momentum: 0.35,
  optimiser: { kind: 'adamw', weightDecay: 0.03253 },
  learningRate: 2.526e-4,
  // Counted in changes of the weights, of which every batch makes eight: the rate is low after an eighth of the training.
  schedule: { ...SCHEDULE, counts: 'updates' },
};

/** The gradients of backpropagation, with rate and decay that the benchmark found best for them. */
const BACKPROPAGATION: Recipe = {
  rule: 'backpropagation',
  settleSteps: 0,
  inferenceRate: 1,
  optimiser: { kind: 'adamw', weightDecay: 5.1207e-3 },
  learningRate: 2.7488e-4,
  schedule: SCHEDULE,
};

/**
 * The discriminative net of the literature: the image is clamped at the top, and the label is what it predicts at the
 * bottom. In training both are clamped; with the image alone, a forward pass is already the minimum of the free energy.
 * It is the same kind of model as any other agent: with the label clamped and the image free it would be asked for an
 * image of that label, which it has not learned to answer.
 */
export default defineAgent({
  name: 'mlp-classifier',
  summary: 'Names a digit by predicting its label from the image, 784-128-128-128-10.',
  sources: [REFERENCES.whittingtonBogacz2017, REFERENCES.pinchetti2025],
  parameters: {
    activation: {
      kind: 'choice',
      default: 'gelu',
      choices: ['gelu', 'leaky-relu'],
      meaning: 'What the hidden units do with their input.',
    },
    inferenceRate: {
      kind: 'number',
      default: 0.1,
      min: 1e-6,
      max: 1,
      unit: '1/steps',
      meaning: 'Step size of settling.',
    },
  },
  hierarchy: ({ activation }) => hierarchyWith(activation === 'gelu' ? 'gelu' : 'leaky-relu'),
  pictureLevel: IMAGE,
  retina: (picture) => ({ ...picture, pixels: picture.pixels.map((value) => 2 * value - 1) }),
  fit: 'scale',
  settling: ({ inferenceRate }) => ({ inferenceRate, steps: 100, tolerance: 1e-3 }),
  weights: 'trained',
  weightsName: ({ activation }) =>
    activation === 'gelu' ? 'mlp-classifier' : `mlp-classifier-${activation}`,
  training: ({ activation }) =>
    planOf(hierarchyWith(activation === 'gelu' ? 'gelu' : 'leaky-relu'), SETTLED),
  recipes: {
    'pc-se': {
      summary: 'Predictive coding with squared errors: 8 settle steps, then one of learning.',
      parameters: { activation: 'gelu' },
      plan: () => planOf(hierarchyWith('gelu'), SETTLED),
    },
    ipc: {
      summary:
        'Incremental predictive coding: values and weights move together in each of 8 steps.',
      parameters: { activation: 'leaky-relu' },
      plan: () => planOf(hierarchyWith('leaky-relu'), INCREMENTAL),
    },
    backprop: {
      summary: 'Backpropagation, for comparison: its gradients exactly, by the same program.',
      parameters: { activation: 'gelu' },
      plan: () => planOf(hierarchyWith('gelu'), BACKPROPAGATION),
    },
  },
  firstPicture: 'glyph-5',
});
