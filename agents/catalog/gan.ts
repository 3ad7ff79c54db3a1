import { defineAgent } from '../define-agent.ts';
import { decoderHierarchy, decoderWeights } from '../families/networks/decoder-hierarchy.ts';
import { REFERENCES } from '../references.ts';
import { familyRecord } from '../weights/family-record.ts';
import { readShippedTensors } from '../weights/shipped-weights.ts';

/** Weights of the family. */
const LEARNED = 'gan-small-digits';
const CAUSES = 8;

/**
 * The generator of the adversarial network of small digits as an agent. A generator has no noise, so that how much error is
 * let stand is a parameter and not part of what was learned: standard deviations say how far causes are settled by it.
 */
export default defineAgent({
  name: 'gan',
  summary:
    'Perceives a digit by the generator of an adversarial network: descends its prediction error to the causes.',
  sources: [REFERENCES.goodfellow2014, REFERENCES.goemaere2025],
  parameters: {
    tolerated: {
      kind: 'number',
      default: 0.1,
      min: 0.01,
      max: 1,
      unit: 'luminance',
      meaning: 'Standard deviation of the error that is let stand in every pixel.',
    },
    featurePrecision: {
      kind: 'number',
      default: 100,
      min: 1,
      max: 1e4,
      unit: '1',
      meaning:
        'How closely features follow from the causes; the generator is the limit of large ones.',
    },
    inferenceRate: {
      kind: 'number',
      default: 4e-4,
      min: 1e-6,
      max: 1,
      unit: '1/steps',
      meaning: 'Step size of settling.',
    },
  },
  hierarchy: ({ featurePrecision }) =>
    decoderHierarchy({
      image: {
        name: 'image',
        meaning: 'Luminance of the picture, pixel by pixel',
        unit: 'luminance',
        arrangement: { gridRows: 1, gridColumns: 1, rows: 12, columns: 12 },
      },
      features: {
        name: 'features',
        meaning: 'Learned parts of the image, before the tanh of the generator',
        unit: '1',
        arrangement: { gridRows: 1, gridColumns: 1, rows: 8, columns: 12 },
      },
      causes: [
        {
          name: 'causes',
          meaning: 'What the generator makes a picture of; normal numbers',
          unit: '1',
          arrangement: { gridRows: 1, gridColumns: 1, rows: 2, columns: CAUSES / 2 },
          prior: { kind: 'gaussian', mean: 0, precision: 1 },
        },
      ],
      featurePrecision,
    }),
  retina: (picture) => picture,
  fit: 'scale',
  settling: ({ inferenceRate }) => ({ inferenceRate, steps: 1500, tolerance: 1e-2 }),
  weights: ({ tolerated }) =>
    decoderWeights(readShippedTensors(LEARNED), {
      network: 'generator',
      parts: [CAUSES],
      variance: tolerated ** 2,
    }),
  record: () => familyRecord(LEARNED),
  firstPicture: 'glyph-5',
});
