import { defineAgent } from '../define-agent.ts';
import { REFERENCES } from '../references.ts';

/**
 * The smallest perceiver: one cause v (the size of a food item) is inferred from one observation u (the light that it
 * reflects), u = v^2 + noise, with a Gaussian prior on v. Everything about it can be checked by hand.
 */
export default defineAgent({
  name: 'single-cause',
  summary: 'Infers the size of one thing from the light that it reflects, u = v^2 + noise.',
  sources: [REFERENCES.bogacz2017],
  parameters: {
    priorMean: {
      kind: 'number',
      default: 3,
      min: -100,
      max: 100,
      unit: 'size',
      meaning: 'Expected size before anything is seen (v_p).',
    },
    priorVariance: {
      kind: 'number',
      default: 1,
      min: 1e-6,
      max: 1e6,
      unit: 'size^2',
      meaning: 'Variance of sizes around the expected one (Sigma_p).',
    },
    sensoryVariance: {
      kind: 'number',
      default: 1,
      min: 1e-6,
      max: 1e6,
      unit: 'light^2',
      meaning: 'Variance of the light around v^2 (Sigma_u).',
    },
    inferenceRate: {
      kind: 'number',
      default: 0.01,
      min: 1e-6,
      max: 10,
      unit: '1/steps',
      meaning: 'Step size of settling; Bogacz (2017) integrates with 0.01.',
    },
  },
  hierarchy: ({ priorMean, priorVariance, sensoryVariance }) => ({
    levels: [
      {
        name: 'light',
        meaning: 'Intensity of the reflected light',
        unit: 'light',
        arrangement: { gridRows: 1, gridColumns: 1, rows: 1, columns: 1 },
      },
      {
        name: 'size',
        meaning: 'Size of the thing',
        unit: 'size',
        arrangement: { gridRows: 1, gridColumns: 1, rows: 1, columns: 1 },
        prior: { kind: 'gaussian', mean: priorMean, precision: 1 / priorVariance },
      },
    ],
    connections: [
      {
        activation: 'square',
        outputActivation: 'linear',
        biased: false,
        precision: 1 / sensoryVariance,
        precisionLearned: false,
        transform: { kind: 'dense' },
      },
    ],
  }),
  // Mid-grey is the observation of the tutorial, u = 2.
  retina: ({ rows, columns, pixels }) => ({
    rows,
    columns,
    pixels: pixels.map((luminance) => 4 * luminance),
  }),
  fit: 'scale',
  settling: ({ inferenceRate }) => ({ inferenceRate, steps: 2000, tolerance: 1e-4 }),
  weights: () => new Map([['0.lowerFromUpper', { shape: [1, 1], data: new Float64Array([1]) }]]),
  firstPicture: 'mid-grey',
});
