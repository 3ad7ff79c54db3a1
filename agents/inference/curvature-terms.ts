import type { LevelPrediction } from '../graph.ts';
import { connectionShape, unitsOf, type Hierarchy } from '../hierarchy.ts';
import { elementwiseActivation } from '../maths/activations.ts';
import type { HierarchyWeights } from '../weights/parameters-of-hierarchy.ts';
import { connectionScale } from '../connection-scale.ts';
import { HelmholtzError } from '../errors.ts';
import { convolutionMap } from './convolution-map.ts';
import { identityMap, type LinearMap, windowsMap } from './linear-map.ts';

/** Everything that the Hessian of F depends on, for one observation. */
export interface CurvaturePoint {
  readonly hierarchy: Hierarchy;
  readonly weights: HierarchyWeights;
  /** Values of every level, `[units]`. */
  readonly values: readonly ArrayLike<number>[];
  /** Precision in force of every connection, `[errors]`. */
  readonly precision: readonly ArrayLike<number>[];
  /** Prior strength in force of every level, `[units]`; `null` without a prior. */
  readonly priorStrength: readonly (ArrayLike<number> | null)[];
  /** Per level, nonzero where a unit may move. */
  readonly free: readonly ArrayLike<number>[];
}

/** What one connection has to do with the second derivatives of the energy of the level that it predicts. */
export interface ContributionTerms {
  readonly upper: number;
  readonly map: LinearMap;
  /** f'(x) and f''(x) of the upper units. */
  readonly slope: Float64Array;
  readonly curvature: Float64Array;
  /** W' (g' .* weighted error), one per upper unit: multiplies f''. */
  readonly message: Float64Array;
}

/** Second derivatives of the energy of one predicted level. */
export interface PredictionTerms {
  readonly level: number;
  readonly errors: number;
  readonly unitOfError: Int32Array | null;
  readonly precision: ArrayLike<number>;
  /** What is predicted, g at the preactivations, one per error. */
  readonly predicted: Float64Array;
  /** g' at the preactivations, one per error. */
  readonly outputSlope: Float64Array;
  /** precision g'^2 - weightedError g'': weight of each error in the Gauss-Newton-like part. */
  readonly bend: Float64Array;
  readonly contributions: readonly ContributionTerms[];
}

/**
 * Why the Hessian of a hierarchy is not available, or `null` where it is. It is written for Gaussian errors that weigh
 * one by one, and for activations of one number.
 */
export function curvatureRefusal({ connections }: Hierarchy): string | null {
  for (const [index, connection] of connections.entries()) {
    const { activation, outputActivation, likelihood = 'gaussian' } = connection;
    const fault =
      likelihood !== 'gaussian'
        ? `the likelihood ${likelihood}`
        : activation === 'softmax' || outputActivation === 'softmax'
          ? 'the activation softmax'
          : connection.precisionFrom !== undefined
            ? 'log precisions from a level'
            : connection.precisionFactor !== undefined
              ? 'correlated errors'
              : null;
    if (fault !== null) {
      return `the curvature of F is not available with ${fault} (connection ${index})`;
    }
  }
  return null;
}

/**
 * Works them out at a point.
 *
 * @throws {HelmholtzError} `bad-shape` where the Hessian is not available, see {@link curvatureRefusal}.
 */
export function predictionTerms(
  { hierarchy, weights, values, precision }: CurvaturePoint,
  { level, connections, uppers }: LevelPrediction,
): PredictionTerms {
  const leader = connections[0]!;
  const refusal = curvatureRefusal(hierarchy);
  if (refusal !== null) throw new HelmholtzError('bad-shape', refusal);
  const { errors, unitOfError } = connectionShape(hierarchy, leader);
  const output = elementwiseActivation(
    hierarchy.connections[leader]!.outputActivation,
    `curvature of connection ${leader}`,
  );
  const preactivation = new Float64Array(errors);
  const parts = connections.map((index, position) => {
    const connection = hierarchy.connections[index]!;
    const shape = connectionShape(hierarchy, index);
    const { lowerFromUpper, bias } = weights[index]!;
    const input = elementwiseActivation(connection.activation, `curvature of connection ${index}`);
    const above = Float64Array.from(values[uppers[position]!]!);
    const scale = connectionScale(hierarchy, index);
    const map = mapOf(
      hierarchy,
      index,
      scale === 1 ? lowerFromUpper : lowerFromUpper.map((weight) => scale * weight),
    );
    if (bias !== null) {
      const isConvolved = connection.transform.kind.endsWith('convolution');
      for (let error = 0; error < errors; error++) {
        const own = isConvolved
          ? Math.floor((error * shape.biases) / errors)
          : error % shape.biases;
        preactivation[error]! += bias[own]!;
      }
    }
    map.addProduct(preactivation, above.map(input.value));
    return {
      upper: uppers[position]!,
      map,
      slope: above.map(input.slope),
      curvature: above.map(input.curvature),
    };
  });
  const own = precision[leader]!;
  const below = values[level]!;
  const outputSlope = preactivation.map(output.slope);
  const weighted = preactivation.map((sum, error) => {
    const sensed = below[unitOfError === null ? error : unitOfError[error]!]!;
    return own[error]! * (sensed - output.value(sum));
  });
  return {
    ...{ level, errors, unitOfError, outputSlope },
    predicted: preactivation.map(output.value),
    precision: own,
    bend: preactivation.map((sum, error) => {
      const slope = outputSlope[error]!;
      return own[error]! * slope * slope - weighted[error]! * output.curvature(sum);
    }),
    contributions: parts.map((part) => {
      const message = new Float64Array(unitsOf(hierarchy.levels[part.upper]!));
      part.map.addTransposed(message, outputSlope, weighted);
      return { ...part, message };
    }),
  };
}

function mapOf(hierarchy: Hierarchy, index: number, weights: Float64Array): LinearMap {
  const { transform } = hierarchy.connections[index]!;
  const shape = connectionShape(hierarchy, index);
  switch (transform.kind) {
    case 'identity':
      return identityMap(shape.errors);
    case 'dense':
    case 'windows':
      return windowsMap(shape, weights);
    case 'convolution':
    case 'transposed-convolution':
      return convolutionMap(hierarchy, index, transform, weights);
  }
}

/** The same without second derivatives of predictions: J' Pi J. */
export function withoutSecondDerivatives(terms: PredictionTerms): PredictionTerms {
  return {
    ...terms,
    bend: terms.outputSlope.map((slope, error) => terms.precision[error]! * slope * slope),
    contributions: terms.contributions.map((contribution) => ({
      ...contribution,
      curvature: contribution.curvature.map(() => 0),
    })),
  };
}
