import type { Engine } from '../../engine/engine.ts';
import { HelmholtzError } from '../../errors.ts';
import type { Hierarchy } from '../../hierarchy.ts';
import { largestEigenvalue } from '../../inference/largest-eigenvalue.ts';
import { cholesky } from '../../maths/cholesky.ts';
import { inverseSymmetric } from '../../maths/dense.ts';
import { createModel } from '../../model.ts';

/** Two sources that are only seen as their sum, each with what has been learned of it: mean zero and a covariance. */
export interface SumOfSources {
  readonly engine: Engine;
  /** Numbers of one observation. */
  readonly size: number;
  /** Covariance of the source that causes explain, `size x size`; zero where there is none. */
  readonly explained: Float64Array;
  /** Covariance of the source that is left over, `size x size`. */
  readonly left: Float64Array;
}

/** Perceives both parts of a sum. */
export interface SumPerceiver {
  /**
   * Settles on sums, `count x size`.
   *
   * @returns What is believed of both sources, `count x size` each; they add up to the sums.
   */
  perceive(sums: ArrayLike<number>): {
    readonly explained: Float64Array;
    readonly left: Float64Array;
  };
}

/** Share of the mean variance that is added to every variance, so that a covariance of few observations has an inverse. */
const JITTER = 1e-4;
/** What is left of the slowest part where settling ends. */
const REST = 1e-6;

/**
 * Predictive coding of a sum x = u + v, u ~ N(0, C_u), v ~ N(0, C_v): causes z ~ N(0, I) predict x by W z, with W W' = C_u,
 * and the precision of the prediction error is C_v^-1, with all its correlations. At rest,
 *
 *   W z = C_u (C_u + C_v)^-1 x = E[u | x],   and the prediction error x - W z = E[v | x],
 *
 * so that one source is what is predicted and the other one is the prediction error. The Hessian, I + W' C_v^-1 W, is well
 * conditioned where neither source is much larger than the other one at any scale.
 *
 * @throws {HelmholtzError} `bad-shape` for covariances of another size, or of a source that is left over with no variance.
 */
export function createSumPerceiver({ engine, size, explained, left }: SumOfSources): SumPerceiver {
  if (explained.length !== size * size || left.length !== size * size) {
    throw new HelmholtzError(
      'bad-shape',
      `sum of sources: expected covariances of ${size} x ${size} numbers; got ${explained.length} and ${left.length}`,
    );
  }
  const precision = inverseSymmetric({ rows: size, columns: size, data: steadied(left, size) });
  const factor = precision === null ? null : cholesky(precision.data, size);
  const weights = cholesky(steadied(explained, size), size)?.lower ?? new Float64Array(size * size);
  if (factor === null) {
    throw new HelmholtzError(
      'bad-shape',
      'sum of sources: expected a covariance of what is left over that is positive definite; got one that is not',
    );
  }
  const most = 1 + largestEigenvalue({ size, multiply: curvatureOf(weights, factor.lower, size) });
  // A little more than was found, since the iteration approaches it from below.
  const rate = 1 / (1.05 * most);
  const steps = Math.ceil(Math.log(REST) / Math.log1p(-rate));
  const hierarchy = hierarchyOf(size, [...factor.lower]);
  return {
    perceive: (sums) => {
      const model = createModel({
        ...{ hierarchy, engine, batch: sums.length / size, held: new Set([0]) },
        weights: [{ lowerFromUpper: weights, bias: null, logPrecision: new Float64Array(size) }],
        ...{ inferenceRate: rate, learning: false },
      });
      try {
        model.setValues(0, sums);
        model.settle({
          ...{ steps, tolerance: 0, traceEvery: 0 },
          risesToDiverge: Number.MAX_SAFE_INTEGER,
        });
        const prediction = model.read(model.built.connections[0]!.prediction);
        return {
          explained: prediction,
          left: prediction.map((predicted, entry) => sums[entry]! - predicted),
        };
      } finally {
        model.dispose();
      }
    },
  };
}

function steadied(covariance: Float64Array, size: number): Float64Array {
  const steady = Float64Array.from(covariance);
  let variance = 0;
  for (let unit = 0; unit < size; unit++) variance += covariance[unit * (size + 1)]! / size;
  for (let unit = 0; unit < size; unit++) steady[unit * (size + 1)]! += JITTER * variance;
  return steady;
}

/** v -> W' L L' W v, the part of the Hessian that the prediction errors add. */
function curvatureOf(
  weights: Float64Array,
  factor: Float64Array,
  size: number,
): (vector: ArrayLike<number>) => Float64Array {
  const times = (lower: Float64Array, vector: ArrayLike<number>): Float64Array =>
    Float64Array.from({ length: size }, (_, row) => {
      let sum = 0;
      for (let column = 0; column <= row; column++) {
        sum += lower[row * size + column]! * vector[column]!;
      }
      return sum;
    });
  const transposedTimes = (lower: Float64Array, vector: ArrayLike<number>): Float64Array => {
    const result = new Float64Array(size);
    for (let row = 0; row < size; row++) {
      for (let column = 0; column <= row; column++) {
        result[column]! += lower[row * size + column]! * vector[row]!;
      }
    }
    return result;
  };
  return (vector) =>
    transposedTimes(weights, times(factor, transposedTimes(factor, times(weights, vector))));
}

function hierarchyOf(size: number, precisionFactor: readonly number[]): Hierarchy {
  const arrangement = { gridRows: 1, gridColumns: 1, rows: 1, columns: size };
  return {
    levels: [
      { name: 'sum', meaning: 'What is seen of both sources together', unit: '1', arrangement },
      {
        ...{ name: 'causes', meaning: 'What one of the sources comes from', arrangement },
        ...{ unit: 'standard deviations', prior: { kind: 'gaussian', mean: 0, precision: 1 } },
      },
    ],
    connections: [
      {
        ...{ activation: 'linear', outputActivation: 'linear', biased: false, precision: 1 },
        ...{ precisionLearned: false, precisionFactor, transform: { kind: 'dense' } },
      },
    ],
  };
}
