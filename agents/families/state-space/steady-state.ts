import { HelmholtzError } from '../../errors.ts';
import { cholesky } from '../../maths/cholesky.ts';
import {
  addScaled,
  dense,
  type DenseMatrix,
  identity,
  largestEntry,
  multiply,
  multiplyByTransposed,
  rowsOf,
  sandwich,
  solve,
  solveFactored,
  symmetrise,
  transposed,
  transposedTimes,
} from '../../maths/dense.ts';
import { checkedModel, type StateSpace } from './linear-gaussian.ts';

/** Gain and error covariance that a filter arrives at when it has run for long. */
export interface SteadyState {
  /** K in x = prediction + K (y - C prediction), states x observations. */
  readonly gain: number[][];
  /** Covariance of the state estimate's error after the observation. */
  readonly errorCovariance: number[][];
}

const MOST_DOUBLINGS = 60;
const TOLERANCE = 1e-15;

/**
 * Steady state of the Kalman filter: the best that any filter can do. The predicted covariance M solves the discrete
 * algebraic Riccati equation
 *
 *   M = A P A' + Q,  P = (I - K C) M,  K = M C' (C M C' + R)^-1
 *
 * which the structure-preserving doubling algorithm reaches in a few steps, each of which stands for twice as many
 * steps of the filter. For a random walk with Q = R the gain is 1/golden ratio = 0.6180339887.
 *
 * @throws {HelmholtzError} `not-applicable` where R is singular or no steady state is reached (a state that grows and
 * is not seen).
 * @see Chu, Fan, Lin & Wang (2004), `REFERENCES.chu2004`
 */
export function kalmanSteadyState(model: StateSpace): SteadyState {
  const { a, c, q, r } = matricesOf(model);
  const noise = cholesky(r.data, r.rows);
  if (noise === null) {
    throw new HelmholtzError(
      'not-applicable',
      'steadyState.observationCovariance: expected positive definite; got a singular matrix',
    );
  }
  let dynamics = transposed(a);
  let information = symmetrise(transposedTimes(c, solveFactored(noise, c)));
  let prior = q;
  for (let doubling = 0; doubling < MOST_DOUBLINGS; doubling++) {
    const mixed = addScaled(identity(a.rows), multiply(information, prior));
    const solved = solve(mixed, dynamics);
    const spread = solve(mixed, information);
    if (solved === null || spread === null) break;
    const next = symmetrise(addScaled(prior, transposedTimes(dynamics, multiply(prior, solved))));
    information = symmetrise(addScaled(information, sandwich(dynamics, symmetrise(spread))));
    dynamics = multiply(dynamics, solved);
    const change = largestEntry(addScaled(next, prior, { scale: -1 }));
    prior = next;
    if (!Number.isFinite(change)) break;
    if (change <= TOLERANCE * largestEntry(next)) return posteriorOf(prior, { c, r });
  }
  throw new HelmholtzError(
    'not-applicable',
    'steadyState: expected dynamics whose growing states are observed; got none that a filter can settle on',
  );
}

/**
 * Steady state of temporal predictive coding, which does not track its own posterior variance: its equilibrium gain
 * takes the process covariance Q for the covariance of the prediction,
 *
 *   K = Q C' (C Q C' + R)^-1,   S = (I - K C)(A S A' + Q)(I - K C)' + K R K'
 *
 * For a random walk with Q = R the gain is 1/2 and the error 2/3 of R, against 0.618 R for the Kalman filter.
 *
 * @param assumed Covariance that the gain is made of, if it is not Q: a learned one.
 * @throws {HelmholtzError} `not-applicable` where its error grows without bound.
 * @see Millidge et al. (2024), `REFERENCES.millidge2024`
 */
export function temporalPredictiveCodingSteadyState(
  model: StateSpace,
  assumed: StateSpace['processCovariance'] = model.processCovariance,
): SteadyState {
  const { a, c, q, r } = matricesOf(model);
  const gain = gainOf(dense(assumed), { c, r });
  const keep = addScaled(identity(a.rows), multiply(gain, c), { scale: -1 });
  // S = F S F' + W, summed by doubling: after n doublings the series has 2^n terms.
  let factor = multiply(keep, a);
  let covariance = symmetrise(addScaled(sandwich(keep, q), sandwich(gain, r)));
  for (let doubling = 0; doubling < MOST_DOUBLINGS; doubling++) {
    const change = sandwich(factor, covariance);
    covariance = addScaled(covariance, change);
    factor = multiply(factor, factor);
    if (!covariance.data.every(Number.isFinite)) break;
    if (largestEntry(change) <= TOLERANCE * largestEntry(covariance)) {
      return { gain: rowsOf(gain), errorCovariance: rowsOf(covariance) };
    }
  }
  throw new HelmholtzError(
    'not-applicable',
    'steadyState: expected a gain that keeps errors bounded; got one under which they grow',
  );
}

function matricesOf(model: StateSpace): Record<'a' | 'c' | 'q' | 'r', DenseMatrix> {
  const states = model.dynamics.length;
  return checkedModel({
    ...model,
    initialMean: new Array<number>(states).fill(0),
    initialCovariance: rowsOf(identity(states)),
  });
}

function gainOf(
  prior: DenseMatrix,
  { c, r }: { readonly c: DenseMatrix; readonly r: DenseMatrix },
): DenseMatrix {
  const fromState = multiply(c, prior);
  const covariance = symmetrise(addScaled(multiplyByTransposed(fromState, c), r));
  const factor = cholesky(covariance.data, covariance.rows);
  if (factor === null) {
    throw new HelmholtzError(
      'not-applicable',
      'steadyState: expected a positive definite covariance of the observation; got a singular one',
    );
  }
  return transposed(solveFactored(factor, fromState));
}

function posteriorOf(
  prior: DenseMatrix,
  { c, r }: { readonly c: DenseMatrix; readonly r: DenseMatrix },
): SteadyState {
  const gain = gainOf(prior, { c, r });
  const keep = addScaled(identity(prior.rows), multiply(gain, c), { scale: -1 });
  const posterior = symmetrise(addScaled(sandwich(keep, prior), sandwich(gain, r)));
  return { gain: rowsOf(gain), errorCovariance: rowsOf(posterior) };
}
