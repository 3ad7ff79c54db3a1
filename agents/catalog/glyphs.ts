import { defineAgent } from '../define-agent.ts';
import type { Hierarchy } from '../hierarchy.ts';
import { REFERENCES } from '../references.ts';

/** Digits, then capital letters. */
const CLASSES = Array.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const SIDE = 16;
/** Raw exp(-F) is far too sure of itself; this temperature was chosen in a prototype, apart from its test. */
const TEMPERATURE = 10;
/** Settle steps after which hypotheses are compared: more do not name better. */
const NAMING_STEPS = 80;

const HIERARCHY: Hierarchy = {
  levels: [
    {
      name: 'image',
      meaning: 'Luminance of the picture, pixel by pixel',
      unit: 'luminance',
      arrangement: { gridRows: 1, gridColumns: 1, rows: SIDE, columns: SIDE },
    },
    {
      name: 'parts',
      meaning: 'How the character is written: twelve units for each class, one block per class',
      unit: '1',
      arrangement: { gridRows: 6, gridColumns: 6, rows: 3, columns: 4 },
    },
    {
      name: 'class',
      meaning: 'Which character it is; each class is tried as a hypothesis',
      unit: 'one-hot',
      arrangement: { gridRows: 1, gridColumns: 1, rows: 6, columns: 6 },
      unitNames: CLASSES,
    },
  ],
  connections: [
    {
      activation: 'relu',
      outputActivation: 'linear',
      biased: true,
      precision: 40,
      precisionLearned: 'shared',
      transform: { kind: 'dense' },
    },
    {
      activation: 'linear',
      outputActivation: 'linear',
      biased: true,
      precision: 1,
      precisionLearned: false,
      transform: { kind: 'dense' },
    },
  ],
};

/**
 * Names and draws characters. A categorical cause (36 classes, each supposed in turn, side by side) predicts how the
 * character is written, and that predicts the image; the free energy of each hypothesis says how well it explains what
 * is seen, and the posterior over classes is softmax(-F / temperature).
 *
 * Units of a class are silent under every other hypothesis because of how the weights between class and parts start
 * (class blocks): this gate is wired by initialisation, everything else is learned from labelled images. Without it the
 * model names about half of the characters, far below logistic regression.
 */
export default defineAgent({
  name: 'glyphs',
  summary:
    'Names handwritten-like digits and capital letters by explaining them, and draws each of them.',
  sources: [REFERENCES.whittingtonBogacz2017, REFERENCES.raoBallard1999],
  parameters: {
    inferenceRate: {
      kind: 'number',
      default: 0.01,
      min: 1e-6,
      max: 1,
      unit: '1/steps',
      meaning: 'Step size of settling.',
    },
  },
  hierarchy: () => HIERARCHY,
  retina: (picture) => picture,
  fit: 'scale',
  settling: ({ inferenceRate }) => ({ inferenceRate, steps: 300, tolerance: 1e-2 }),
  weights: 'trained',
  training: () => ({
    dataset: 'glyphs',
    examples: 7200,
    stages: [
      {
        name: 'characters',
        hierarchy: HIERARCHY,
        connections: [0, 1],
        learned: [0, 1],
        batch: 72,
        batches: 1000,
        settleSteps: 32,
        inferenceRate: 0.012,
        optimiser: { kind: 'adamw', weightDecay: 0.01 },
        learningRate: 2e-3,
        schedule: 'cosine',
        precisionRate: 0.1,
        normalisation: 'none',
        initial: [
          { kind: 'normal', deviation: 0.05 },
          { kind: 'class-blocks', named: 4, bias: -2 },
        ],
        classes: CLASSES.length,
      },
    ],
  }),
  classes: { first: 0, names: CLASSES, temperature: TEMPERATURE, steps: NAMING_STEPS },
  firstPicture: 'glyph-a',
});
