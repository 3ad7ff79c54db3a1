import { defineAgent } from '../define-agent.ts';
import type { Hierarchy } from '../hierarchy.ts';
import { whiten } from '../maths/whitening.ts';
import { REFERENCES } from '../references.ts';

/** Windows per side of the field, their side in pixels, and the units that see each of them (drawn as a square). */
const GRID = 3;
const WINDOW = 8;
const UNITS_SIDE = 8;

/** Brings whitened dead leaves to unit standard deviation; fixed, so that every picture is treated alike. */
const RETINA_GAIN = 1 / 0.035;

/**
 * Variances and weights of the recipe, .1, .5, .1, .05, are those of |I - Ur|^2 / s2 + lambda |r|, which has no halves. Free
 * energy has: its weights of sparseness are half as large.
 */
const SENSORY_VARIANCE = 0.1;
const SPARSENESS = 0.5 / 2;
const TOP_DOWN_VARIANCE = 0.1;
const TOP_SPARSENESS = 0.05 / 2;

/** Below 1 / lambda_max: the Hessian has a largest eigenvalue of about 55 as soon as level 1 is trained, whatever level 2 is. */
const DEFAULT_RATE = 0.016;

function hierarchy(offset: number): Hierarchy {
  const field = (GRID - 1) * offset + WINDOW;
  return {
    levels: [
      {
        name: 'retina',
        meaning: 'Whitened contrast of the image, pixel by pixel',
        unit: 'standard deviations of contrast',
        arrangement: { gridRows: 1, gridColumns: 1, rows: field, columns: field },
      },
      {
        name: 'edges',
        meaning: 'How much of each local pattern is in each of nine overlapping windows',
        unit: 'standard deviations of contrast',
        arrangement: { gridRows: GRID, gridColumns: GRID, rows: UNITS_SIDE, columns: UNITS_SIDE },
        prior: { kind: 'laplace', rate: SPARSENESS },
      },
      {
        name: 'contours',
        meaning: 'What the nine windows have in common',
        unit: 'standard deviations of contrast',
        arrangement: { gridRows: 1, gridColumns: 1, rows: 8, columns: 16 },
        prior: { kind: 'laplace', rate: TOP_SPARSENESS },
      },
    ],
    connections: [
      {
        activation: 'linear',
        outputActivation: 'linear',
        biased: false,
        precision: 1 / SENSORY_VARIANCE,
        precisionLearned: false,
        transform: {
          kind: 'windows',
          gridRows: GRID,
          gridColumns: GRID,
          rows: WINDOW,
          columns: WINDOW,
          offset,
        },
      },
      {
        activation: 'linear',
        outputActivation: 'linear',
        biased: false,
        precision: 1 / TOP_DOWN_VARIANCE,
        precisionLearned: false,
        transform: { kind: 'dense' },
      },
    ],
  };
}

/** One window on its own: what the first stage of training looks at. */
function singleWindow(offset: number): Hierarchy {
  const { levels, connections } = hierarchy(offset);
  const [retina, edges] = levels;
  return {
    levels: [
      { ...retina!, arrangement: { gridRows: 1, gridColumns: 1, rows: WINDOW, columns: WINDOW } },
      {
        ...edges!,
        arrangement: { gridRows: 1, gridColumns: 1, rows: UNITS_SIDE, columns: UNITS_SIDE },
      },
    ],
    connections: [{ ...connections[0]!, transform: { kind: 'dense' } }],
  };
}

/**
 * Predictive coding in the visual cortex: level 1 explains nine overlapping windows of an image by the same sparse
 * dictionary of local patterns, level 2 explains level 1 across the windows. Units that signal prediction errors become
 * end-stopped, since a long bar is predicted by its surround.
 *
 * It differs from the paper in being sparse, shared over windows, and in the strength of level 2; a public replication of
 * the paper's own layout did not find the effect.
 */
export default defineAgent({
  name: 'rao-ballard',
  summary: 'Explains natural-like images by sparse edges, and edges by contours across windows.',
  sources: [REFERENCES.raoBallard1999, REFERENCES.beckTeboulle2009],
  parameters: {
    offset: {
      kind: 'choice',
      default: '6',
      choices: ['6', '8'],
      meaning:
        'Pixels between neighbouring windows of 8 pixels: 6 makes them overlap, 8 keeps them apart.',
    },
    inferenceRate: {
      kind: 'number',
      default: DEFAULT_RATE,
      min: 1e-6,
      max: 1,
      unit: '1/steps',
      meaning: 'Step size of settling.',
    },
  },
  hierarchy: ({ offset }) => hierarchy(Number(offset)),
  retina: (picture) => whiten(picture, RETINA_GAIN),
  fit: 'crop',
  settling: ({ inferenceRate }) => ({ inferenceRate, steps: 300, tolerance: 1e-3 }),
  weights: 'trained',
  weightsName: ({ offset }) => (offset === '6' ? 'rao-ballard' : `rao-ballard-offset-${offset}`),
  training: ({ offset }) => ({
    dataset: 'dead-leaves',
    examples: 40,
    stages: [
      {
        name: 'edges',
        hierarchy: singleWindow(Number(offset)),
        connections: [0],
        learned: [0],
        batch: 100,
        batches: 3000,
        settleSteps: 20,
        inferenceRate: 'stable',
        optimiser: { kind: 'sgd' },
        learningRate: 0.2,
        schedule: 'linear',
        precisionRate: 0,
        normalisation: 'unit-columns',
        initial: [{ kind: 'normal', deviation: 1 }],
        classes: 0,
      },
      {
        name: 'contours',
        hierarchy: hierarchy(Number(offset)),
        connections: [0, 1],
        learned: [1],
        batch: 64,
        batches: 4800,
        settleSteps: 20,
        momentum: 0.5,
        inferenceRate: DEFAULT_RATE,
        optimiser: { kind: 'sgd' },
        learningRate: 0.003,
        schedule: 'linear',
        precisionRate: 0,
        normalisation: 'unit-columns',
        initial: [{ kind: 'normal', deviation: 1 }],
        classes: 0,
      },
    ],
  }),
  firstPicture: 'dead-leaves-2',
});
