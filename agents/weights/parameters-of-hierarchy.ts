import type { NamedTensors, Tensor } from '../agent.ts';
import { HelmholtzError } from '../errors.ts';
import { leadsPrediction } from '../graph.ts';
import { connectionShape, type Hierarchy } from '../hierarchy.ts';

/** What a hierarchy has learned, or will learn, about one connection. */
export interface ConnectionWeights {
  /** Generative weights W, `lower x upper`, row-major; empty where the transform has none. */
  readonly lowerFromUpper: Float64Array;
  /** Bias b, `biases`; `null` for a connection without one. */
  readonly bias: Float64Array | null;
  /** ln precision of each prediction error, `errors`; empty unless the connection leads a prediction. */
  readonly logPrecision: Float64Array;
}

/** All learned numbers of a hierarchy, one entry per connection. */
export type HierarchyWeights = readonly ConnectionWeights[];

/** Weights and biases of zero, precisions as described. */
export function blankWeights(hierarchy: Hierarchy): HierarchyWeights {
  return hierarchy.connections.map(({ biased, precision }, index) => {
    const { lower, upper, biases } = connectionShape(hierarchy, index);
    return {
      lowerFromUpper: new Float64Array(lower * upper),
      bias: biased ? new Float64Array(biases) : null,
      logPrecision: new Float64Array(precisionsOf(hierarchy, index)).fill(Math.log(precision)),
    };
  });
}

/** How many precisions a connection holds: one per prediction error, or none where another connection leads. */
function precisionsOf(hierarchy: Hierarchy, index: number): number {
  return leadsPrediction(hierarchy, index) ? connectionShape(hierarchy, index).errors : 0;
}

/** Names of the tensors of connection `index` in a weights file. */
export function tensorNames(index: number): {
  readonly lowerFromUpper: string;
  readonly bias: string;
  readonly logPrecision: string;
} {
  return {
    lowerFromUpper: `${index}.lowerFromUpper`,
    bias: `${index}.bias`,
    logPrecision: `${index}.logPrecision`,
  };
}

/** Weights as named 32-bit tensors, for a file. Precisions are only written where they are learned. */
export function tensorsFromWeights(hierarchy: Hierarchy, weights: HierarchyWeights): NamedTensors {
  const tensors = new Map<string, Tensor>();
  weights.forEach(({ lowerFromUpper, bias, logPrecision }, index) => {
    const { lower, upper, biases } = connectionShape(hierarchy, index);
    const errors = precisionsOf(hierarchy, index);
    const names = tensorNames(index);
    if (upper > 0) {
      tensors.set(names.lowerFromUpper, {
        shape: [lower, upper],
        data: Float32Array.from(lowerFromUpper),
      });
    }
    if (bias !== null) tensors.set(names.bias, { shape: [biases], data: Float32Array.from(bias) });
    if (errors > 0 && hierarchy.connections[index]?.precisionLearned !== false) {
      tensors.set(names.logPrecision, { shape: [errors], data: Float32Array.from(logPrecision) });
    }
  });
  return tensors;
}

/**
 * Weights of a hierarchy from named tensors.
 *
 * @throws {HelmholtzError} `bad-weights` naming a tensor that is missing, has another shape, holds a number that is not
 *   finite, or belongs to nothing.
 */
export function weightsFromTensors(hierarchy: Hierarchy, tensors: NamedTensors): HierarchyWeights {
  const used = new Set<string>();
  const take = (name: string, shape: readonly number[]): Float64Array => {
    const tensor = tensors.get(name);
    const wanted = shape.join(' x ');
    if (tensor === undefined) {
      throw new HelmholtzError(
        'bad-weights',
        `weights: expected a tensor "${name}" of ${wanted}; got none`,
      );
    }
    if (tensor.shape.join(' x ') !== wanted) {
      throw new HelmholtzError(
        'bad-weights',
        `weights: expected "${name}" of ${wanted}; got ${tensor.shape.join(' x ')}`,
      );
    }
    const values = Float64Array.from(tensor.data);
    if (!values.every(Number.isFinite)) {
      throw new HelmholtzError('bad-weights', `weights: expected finite numbers in "${name}"`);
    }
    used.add(name);
    return values;
  };
  const weights = hierarchy.connections.map(({ biased, precisionLearned, precision }, index) => {
    const { lower, upper, biases } = connectionShape(hierarchy, index);
    const errors = precisionsOf(hierarchy, index);
    const names = tensorNames(index);
    return {
      lowerFromUpper: upper > 0 ? take(names.lowerFromUpper, [lower, upper]) : new Float64Array(0),
      bias: biased ? take(names.bias, [biases]) : null,
      logPrecision:
        errors > 0 && precisionLearned !== false
          ? take(names.logPrecision, [errors])
          : new Float64Array(errors).fill(Math.log(precision)),
    };
  });
  for (const name of tensors.keys()) {
    if (!used.has(name)) {
      throw new HelmholtzError('bad-weights', `weights: tensor "${name}" belongs to no connection`);
    }
  }
  return weights;
}
