import {
  addScaled,
  dense,
  type DenseMatrix,
  logDeterminant,
  multiply,
  multiplyByTransposed,
  rowsOf,
  sandwich,
  symmetrise,
} from '../../maths/dense.ts';
import { cholesky, type CholeskyFactor, forwardSubstitute } from '../../maths/cholesky.ts';
import { kalmanSteadyState } from '../state-space/steady-state.ts';
import type { Rows, StateSpace } from '../state-space/linear-gaussian.ts';

/** A linear model of a plant with known inputs: x_t = A x_t-1 + B u_t-1 + w. */
export interface ObservedModel extends StateSpace {
  /** B, states x inputs. */
  readonly inputWeights: Rows;
}

/** What an observer says of one reading. */
export interface Observed {
  /** ln p(reading | readings before), nats. */
  readonly logDensity: number;
  /** Normalised innovation squared v' S^-1 v; its mean is the number of channels while the model holds. */
  readonly normalisedInnovationSquared: number;
  /** Estimate of the states after the reading. */
  readonly mean: Float64Array;
  /** (y - C x) / deviation of the noise, channel by channel, after settling on x. */
  readonly settledErrors: Float64Array;
}

/** Follows a plant step by step. */
export interface Observer {
  /** Takes a reading, and what was commanded in the step before it (`null` for the first reading). */
  observe(reading: readonly number[], input: readonly number[] | null): Observed;
}

/**
 * An observer of a plant: the Kalman filter with the gain that it arrives at in the long run, which is where settling on the
 * precision-weighted errors of readings and dynamics ends. Its arrays are reused from step to step.
 *
 * @param start First estimate of the states.
 * @throws {HelmholtzError} `not-applicable` for a model without a steady state.
 */
export function createObserver(model: ObservedModel, start: readonly number[]): Observer {
  const a = dense(model.dynamics);
  const b = dense(model.inputWeights);
  const c = dense(model.observation);
  const r = dense(model.observationCovariance);
  const { gain, errorCovariance } = kalmanSteadyState(model);
  const k = dense(gain);
  const prior = symmetrise(
    addScaled(sandwich(a, dense(errorCovariance)), dense(model.processCovariance)),
  );
  const factor = factorOf(addScaled(multiplyByTransposed(multiply(c, prior), c), r));
  const channels = c.rows;
  const constant = -(channels * Math.log(2 * Math.PI) + logDeterminant(factor)) / 2;
  const deviations = rowsOf(r).map((row, channel) => Math.sqrt(row[channel]!));
  const expected = new Float64Array(a.rows);
  const mean = Float64Array.from(start);
  const innovation = new Float64Array(channels);
  const whitened = new Float64Array(channels);
  const settledErrors = new Float64Array(channels);
  return {
    observe(reading, input) {
      if (input === null) expected.set(mean);
      else {
        for (let row = 0; row < a.rows; row++) {
          expected[row] = rowTimes(a, row, mean) + rowTimes(b, row, input);
        }
      }
      for (let channel = 0; channel < channels; channel++) {
        innovation[channel] = reading[channel]! - rowTimes(c, channel, expected);
      }
      whitened.set(innovation);
      forwardSubstitute(factor, whitened);
      let squared = 0;
      for (let channel = 0; channel < channels; channel++) squared += whitened[channel]! ** 2;
      for (let row = 0; row < a.rows; row++) {
        mean[row] = expected[row]! + rowTimes(k, row, innovation);
      }
      for (let channel = 0; channel < channels; channel++) {
        const error = reading[channel]! - rowTimes(c, channel, mean);
        settledErrors[channel] = error / deviations[channel]!;
      }
      return {
        logDensity: constant - squared / 2,
        normalisedInnovationSquared: squared,
        mean,
        settledErrors,
      };
    },
  };
}

function factorOf(covariance: DenseMatrix): CholeskyFactor {
  const factor = cholesky(symmetrise(covariance).data, covariance.rows);
  // A covariance of noise that is positive definite (as the steady state demands) makes this one so.
  if (factor === null) throw new Error('a covariance of the innovation that is not positive');
  return factor;
}

function rowTimes({ columns, data }: DenseMatrix, row: number, vector: ArrayLike<number>): number {
  let sum = 0;
  for (let column = 0; column < columns; column++) {
    sum += data[row * columns + column]! * vector[column]!;
  }
  return sum;
}
