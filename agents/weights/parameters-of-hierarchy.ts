import type { NamedTensors, Tensor } from '../agent.ts';
import { HelmholtzError } from '../errors.ts';
import { connectionShape, type Hierarchy } from '../hierarchy.ts';

/** What a hierarchy has learned, or will learn, about one connection. */
export interface ConnectionWeights {
  /** Generative weights W, `lower x upper`, row-major. */
  readonly lowerFromUpper: Float64Array;
  /** Bias b, `lower`; `null` for a connection without one. */
  readonly bias: Float64Array | null;
  /** ln precision of each prediction error, `errors`. */
  readonly logPrecision: Float64Array;
}

/** All learned numbers of a hierarchy, one entry per connection. */
export type HierarchyWeights = readonly ConnectionWeights[];

/** Weights and biases of zero, precisions as described. */
export function blankWeights(hierarchy: Hierarchy): HierarchyWeights {
  return hierarchy.connections.map(({ biased, precision }, index) => {
    const { lower, upper, errors } = connectionShape(hierarchy, index);
    return {
      lowerFromUpper: new Float64Array(lower * upper),
      bias: biased ? new Float64Array(lower) : null,
      logPrecision: new Float64Array(errors).fill(Math.log(precision)),
    };
  });
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
    const { lower, upper, errors } = connectionShape(hierarchy, index);
    const names = tensorNames(index);
    tensors.set(names.lowerFromUpper, {
      shape: [lower, upper],
      data: Float32Array.from(lowerFromUpper),
    });
    if (bias !== null) tensors.set(names.bias, { shape: [lower], data: Float32Array.from(bias) });
    if (hierarchy.connections[index]?.precisionLearned !== false) {
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
    const { lower, upper, errors } = connectionShape(hierarchy, index);
    const names = tensorNames(index);
    return {
      lowerFromUpper: take(names.lowerFromUpper, [lower, upper]),
      bias: biased ? take(names.bias, [lower]) : null,
      logPrecision:
        precisionLearned !== false
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
