import { HelmholtzError } from '../../errors.ts';
import { cholesky } from '../../maths/cholesky.ts';
import { dense, type DenseMatrix, zeros } from '../../maths/dense.ts';

/** A matrix as rows of numbers. */
export type Rows = readonly (readonly number[])[];

/**
 * A linear-Gaussian state-space model, noise and couplings alone:
 *
 *   x_t = A x_{t-1} + w_t,  w ~ N(0, Q);   y_t = C x_t + v_t,  v ~ N(0, R)
 *
 * All as arrays of rows.
 */
export interface StateSpace {
  /** A, states x states. */
  readonly dynamics: Rows;
  /** C, observations x states. */
  readonly observation: Rows;
  /** Q, states x states, positive semi-definite. */
  readonly processCovariance: Rows;
  /** R, observations x observations, positive semi-definite. */
  readonly observationCovariance: Rows;
}

/** A state-space model together with what is believed before the first observation. */
export interface LinearGaussian extends StateSpace {
  /** Mean of the first state x_1, before y_1 is seen. */
  readonly initialMean: readonly number[];
  /** Covariance of the first state x_1, before y_1 is seen. */
  readonly initialCovariance: Rows;
  /** B, states x inputs, where known inputs drive the state: x_t = A x_{t-1} + B u_t + w_t. */
  readonly inputWeights?: Rows;
}

/** A checked model, as matrices. */
export interface StateSpaceMatrices {
  readonly states: number;
  readonly channels: number;
  readonly inputs: number;
  readonly a: DenseMatrix;
  readonly b: DenseMatrix;
  readonly c: DenseMatrix;
  readonly q: DenseMatrix;
  readonly r: DenseMatrix;
  readonly initialMean: Float64Array;
  readonly initialCovariance: DenseMatrix;
}

/**
 * Checks a model once, so that inner loops need not.
 *
 * @throws {HelmholtzError} `bad-shape` for a matrix of another shape or that is no covariance.
 */
export function checkedModel(model: LinearGaussian): StateSpaceMatrices {
  const states = model.dynamics.length;
  const channels = model.observation.length;
  if (states === 0) refuse('dynamics', 'at least one state', 'none');
  if (channels === 0) refuse('observation', 'at least one channel', 'none');
  const inputs = model.inputWeights?.[0]?.length ?? 0;
  if (model.initialMean.length !== states || !model.initialMean.every(Number.isFinite)) {
    refuse('initialMean', `${states} finite numbers`, JSON.stringify(model.initialMean));
  }
  return {
    states,
    channels,
    inputs,
    a: shaped('dynamics', model.dynamics, [states, states]),
    b:
      model.inputWeights === undefined
        ? zeros(states, 0)
        : shaped('inputWeights', model.inputWeights, [states, inputs]),
    c: shaped('observation', model.observation, [channels, states]),
    q: covariance('processCovariance', model.processCovariance, states),
    r: covariance('observationCovariance', model.observationCovariance, channels),
    initialMean: Float64Array.from(model.initialMean),
    initialCovariance: covariance('initialCovariance', model.initialCovariance, states),
  };
}

function shaped(
  name: string,
  values: Rows,
  [rows, columns]: readonly [number, number],
): DenseMatrix {
  const ragged = values.find((row) => row.length !== columns);
  if (values.length !== rows || ragged !== undefined) {
    refuse(
      name,
      `${rows} x ${columns}`,
      `${values.length} x ${ragged?.length ?? values[0]?.length ?? 0}`,
    );
  }
  const matrix = dense(values);
  if (!matrix.data.every(Number.isFinite)) refuse(name, 'finite numbers', JSON.stringify(values));
  return matrix;
}

function covariance(name: string, values: Rows, size: number): DenseMatrix {
  const matrix = shaped(name, values, [size, size]);
  let trace = 0;
  for (let row = 0; row < size; row++) {
    trace += Math.abs(matrix.data[row * size + row]!);
    for (let entry = 0; entry < row; entry++) {
      const upper = matrix.data[entry * size + row]!;
      const lower = matrix.data[row * size + entry]!;
      if (Math.abs(upper - lower) > 1e-9 * Math.max(Math.abs(upper), Math.abs(lower))) {
        refuse(name, 'a symmetric matrix', `${lower} and ${upper} across the diagonal`);
      }
    }
  }
  // Semi-definite up to rounding: with this much added to the diagonal it has a factor.
  const raised = Float64Array.from(matrix.data, (value, entry) =>
    entry % (size + 1) === 0 ? value + 1e-12 * trace + Number.MIN_VALUE : value,
  );
  if (trace > 0 && cholesky(raised, size) === null) {
    refuse(name, 'a covariance (positive semi-definite)', JSON.stringify(values));
  }
  return matrix;
}

function refuse(name: string, expected: string, got: string): never {
  throw new HelmholtzError('bad-shape', `state-space.${name}: expected ${expected}; got ${got}`);
}
