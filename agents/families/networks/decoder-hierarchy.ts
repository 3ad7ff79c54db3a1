import type { NamedTensors, Tensor } from '../../agent.ts';
import type { Connection, Hierarchy, Level } from '../../hierarchy.ts';
import { takeTensor } from './network-parameters.ts';

/** What is predicted by a decoder with one hidden layer, and from what. */
export interface DecoderLevels {
  readonly image: Level;
  /** What the tanh units of the hidden layer are given. */
  readonly features: Level;
  /** What the inputs of the decoder stand for, in their order; each part is a level. */
  readonly causes: readonly Level[];
  /** Precision of the features given their causes; the decoder itself is the limit of very large ones. */
  readonly featurePrecision: number;
}

/**
 * A decoder as a hierarchy of Gaussian levels, for perceiving by descent of prediction error:
 *
 *   image = W_1 tanh(features) + b_1 + e_0,   features = sum_c W_c causes_c + b_0 + e_1
 *
 * In the family, features follow from their causes without any e_1. Here they may differ from them, at a cost; e_1 is the
 * prediction error that carries the message from the image to the causes.
 */
export function decoderHierarchy({
  image,
  features,
  causes,
  featurePrecision,
}: DecoderLevels): Hierarchy {
  return {
    levels: [image, features, ...causes],
    connections: [
      {
        activation: 'tanh',
        outputActivation: 'linear',
        biased: true,
        precision: 1,
        // That of the family, part of its weights.
        precisionLearned: 'shared',
        transform: { kind: 'dense' },
      },
      ...causes.map(({ name }, part): Connection => ({
        lower: features.name,
        upper: name,
        activation: 'linear',
        outputActivation: 'linear',
        biased: part === 0,
        precision: featurePrecision,
        precisionLearned: false,
        transform: { kind: 'dense' },
      })),
    ],
  };
}

/**
 * The weights of {@link decoderHierarchy}, from the numbers that a family has learned.
 *
 * @throws {HelmholtzError} `bad-weights` where a tensor is missing.
 */
export function decoderWeights(
  tensors: NamedTensors,
  {
    network,
    parts,
    variance,
  }: {
    readonly network: string;
    /** Number of inputs that belong to each level of causes. */
    readonly parts: readonly number[];
    /** That of the image given its causes. */
    readonly variance: number;
  },
): NamedTensors {
  const [first, second] = [0, 1].map((layer) => ({
    weights: takeTensor(tensors, `${network}.${layer}.weights`),
    bias: takeTensor(tensors, `${network}.${layer}.bias`),
  })) as [Layer, Layer];
  const pixels = second.bias.data.length;
  const weights = new Map<string, Tensor>([
    ['0.lowerFromUpper', transposed(second.weights)],
    ['0.bias', second.bias],
    [
      '0.logPrecision',
      { shape: [pixels], data: new Float64Array(pixels).fill(-Math.log(variance)) },
    ],
    ['1.bias', first.bias],
  ]);
  let row = 0;
  for (const [part, inputs] of parts.entries()) {
    weights.set(`${part + 1}.lowerFromUpper`, transposed(rowsOf(first.weights, row, inputs)));
    row += inputs;
  }
  return weights;
}

interface Layer {
  readonly weights: Tensor;
  readonly bias: Tensor;
}

/** Some rows of a matrix. */
function rowsOf({ shape, data }: Tensor, first: number, count: number): Tensor {
  const columns = shape[1]!;
  return {
    shape: [count, columns],
    data: data.subarray(first * columns, (first + count) * columns),
  };
}

/** Networks keep weights as `inputs x outputs`, hierarchies as `lower x upper`. */
function transposed({ shape, data }: Tensor): Tensor {
  const [rows, columns] = shape as [number, number];
  return {
    shape: [columns, rows],
    data: Float64Array.from(
      { length: data.length },
      (_, at) => data[(at % rows) * columns + Math.floor(at / rows)]!,
    ),
  };
}
