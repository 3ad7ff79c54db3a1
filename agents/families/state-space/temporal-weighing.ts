import { cholesky } from '../../maths/cholesky.ts';
import {
  addScaled,
  type DenseMatrix,
  identity,
  inverseSymmetric,
  logDeterminant,
  multiply,
  multiplyByTransposed,
  solve,
  symmetrise,
  transposedTimes,
  zeros,
} from '../../maths/dense.ts';
import { type CoderState, jacobians } from './temporal-expectations.ts';
import { blockDiagonal } from './temporal-hierarchy.ts';

/** Precisions and what follows from them. */
export interface Weighing {
  /** Of the levels' own errors. */
  readonly precision: DenseMatrix;
  /** Of sensory errors. */
  readonly sensory: DenseMatrix;
  readonly curvature: DenseMatrix;
  /** Laplace covariance; `null` if F is not curved upwards. */
  readonly posterior: DenseMatrix | null;
  /** Step size of settling that is stable at the prediction. */
  readonly rate: number;
  /** Covariance of the expected observation. */
  readonly spread: Float64Array;
  /** ln |Sigma| + ln |R| + n ln 2 pi */
  readonly constants: number;
}

/** Precisions at this step, and what follows from them at the prediction. */
export function weigh(
  state: CoderState,
  covariances: readonly DenseMatrix[],
  observed: Float64Array,
): Weighing {
  const { matrices } = state;
  const precision = blockDiagonal(matrices, (_, index) => inverseSymmetric(covariances[index]!)!);
  const { precision: sensory, logDeterminant: noise } = sensoryPrecision(matrices.r, observed);
  const curvature = curvatureOf(state, precision, sensory);
  const seen = observed.filter((value) => !Number.isNaN(value)).length;
  const constants = covariances.reduce(
    (sum, covariance) => sum + logDeterminantOf(covariance),
    noise + (matrices.size + seen) * Math.log(2 * Math.PI),
  );
  return {
    ...{ precision, sensory, curvature, constants },
    posterior: inverseSymmetric(curvature),
    rate: 1 / largestRowSum(curvature),
    spread: observationSpread(state, covariances),
  };
}

/** Gauss-Newton curvature of F, which for linear levels is its Hessian. */
export function curvatureOf(
  state: CoderState,
  precision: DenseMatrix,
  sensoryPrecisions: DenseMatrix,
): DenseMatrix {
  const { hidden, sensory } = jacobians(state);
  return symmetrise(
    addScaled(
      transposedTimes(hidden, multiply(precision, hidden)),
      transposedTimes(sensory, multiply(sensoryPrecisions, sensory)),
    ),
  );
}

/** Covariance of the expected observation: errors of the levels spread downwards, x = J^-1 e, and reach the senses. */
export function observationSpread(
  state: CoderState,
  covariances: readonly DenseMatrix[],
): Float64Array {
  const { matrices } = state;
  const { hidden, sensory } = jacobians(state);
  const own = blockDiagonal(matrices, (_, index) => covariances[index]!);
  // J is triangular with ones on its diagonal.
  const toObservation =
    matrices.levels.length === 1
      ? sensory
      : multiply(sensory, solve(hidden, identity(matrices.size))!);
  return addScaled(
    symmetrise(multiplyByTransposed(multiply(toObservation, own), toObservation)),
    matrices.r,
  ).data;
}

/** R^-1 of the channels that were observed, zero for the others, and ln |R| of those. */
function sensoryPrecision(
  r: DenseMatrix,
  observed: Float64Array,
): { readonly precision: DenseMatrix; readonly logDeterminant: number } {
  const seen = [...observed.keys()].filter((channel) => !Number.isNaN(observed[channel]!));
  const size = r.rows;
  const part: DenseMatrix = {
    rows: seen.length,
    columns: seen.length,
    data: Float64Array.from(seen.flatMap((row) => seen.map((k) => r.data[row * size + k]!))),
  };
  const inverse = inverseSymmetric(part)!;
  const precision = zeros(size, size);
  seen.forEach((channel, row) => {
    seen.forEach((other, k) => {
      precision.data[channel * size + other] = inverse.data[row * seen.length + k]!;
    });
  });
  return { precision, logDeterminant: logDeterminantOf(part) };
}

/** Bound on the largest eigenvalue of a symmetric matrix: the largest sum of absolute values of a row. */
export function largestRowSum({ rows, data }: DenseMatrix): number {
  let largest = 0;
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let k = 0; k < rows; k++) sum += Math.abs(data[row * rows + k]!);
    largest = Math.max(largest, sum);
  }
  return largest;
}

function logDeterminantOf(covariance: DenseMatrix): number {
  if (covariance.rows === 0) return 0;
  const factor = cholesky(covariance.data, covariance.rows);
  return factor === null ? Infinity : logDeterminant(factor);
}
