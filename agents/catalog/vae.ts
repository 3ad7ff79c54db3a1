import { defineAgent } from '../define-agent.ts';
import { decoderHierarchy, decoderWeights } from '../families/networks/decoder-hierarchy.ts';
import { takeTensor } from '../families/networks/network-parameters.ts';
import { REFERENCES } from '../references.ts';
import { familyRecord } from '../weights/family-record.ts';
import { readShippedTensors } from '../weights/shipped-weights.ts';

/** Weights of the family. */
const LEARNED = 'vae-small-digits';
const CLASSES = Array.from('0123456789');
const STYLES = 8;

/**
 * The decoder of the variational autoencoder of small digits as an agent. Its encoder plays no part: causes are found by
 * descending prediction error, every class supposed in turn.
 */
export default defineAgent({
  name: 'vae',
  summary:
    'Perceives a digit by the decoder of a variational autoencoder: descends its prediction error to class and style.',
  sources: [REFERENCES.kingmaWelling2014, REFERENCES.goemaere2025],
  parameters: {
    featurePrecision: {
      kind: 'number',
      default: 100,
      min: 1,
      max: 1e4,
      unit: '1',
      meaning:
        'How closely features follow from class and style; the autoencoder is the limit of large ones.',
    },
    inferenceRate: {
      kind: 'number',
      default: 2e-3,
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
        meaning: 'Learned parts of the image, before the tanh of the decoder',
        unit: '1',
        arrangement: { gridRows: 1, gridColumns: 1, rows: 8, columns: 12 },
      },
      causes: [
        {
          name: 'style',
          meaning: 'How the digit is written; normal numbers',
          unit: '1',
          arrangement: { gridRows: 1, gridColumns: 1, rows: 2, columns: STYLES / 2 },
          prior: { kind: 'gaussian', mean: 0, precision: 1 },
        },
        {
          name: 'class',
          meaning: 'Which digit it is; each class is tried as a hypothesis',
          unit: 'one-hot',
          arrangement: { gridRows: 1, gridColumns: 1, rows: 2, columns: CLASSES.length / 2 },
          unitNames: CLASSES,
        },
      ],
      featurePrecision,
    }),
  retina: (picture) => picture,
  fit: 'scale',
  settling: ({ inferenceRate }) => ({ inferenceRate, steps: 1500, tolerance: 1e-2 }),
  weights: () => {
    const tensors = readShippedTensors(LEARNED);
    return decoderWeights(tensors, {
      network: 'decoder',
      parts: [STYLES, CLASSES.length],
      variance: Math.exp(takeTensor(tensors, 'logVariance').data[0]!),
    });
  },
  classes: { first: 0, names: CLASSES, temperature: 1, steps: 100 },
  record: () => familyRecord(LEARNED),
  firstPicture: 'glyph-5',
});
