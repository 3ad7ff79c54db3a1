import {
  add,
  identity,
  inv,
  matrix,
  max,
  abs,
  multiply,
  subtract,
  transpose,
  type Matrix,
} from '../maths/matrices.ts';

/**
 * A linear-Gaussian state-space model:
 *
 *   x_t = A x_{t-1} + w_t,  w ~ N(0, Q);   y_t = C x_t + v_t,  v ~ N(0, R)
 *
 * All as arrays of rows.
 */
export interface StateSpace {
  readonly dynamics: readonly (readonly number[])[];
  readonly observation: readonly (readonly number[])[];
  readonly processCovariance: readonly (readonly number[])[];
  readonly observationCovariance: readonly (readonly number[])[];
}

/** Gain and error covariance that a filter arrives at when it has run for long. */
export interface SteadyState {
  /** K in x = prediction + K (y - C prediction), states x observations. */
  readonly gain: number[][];
  /** Covariance of the state estimate's error after the observation. */
  readonly errorCovariance: number[][];
}

const ITERATIONS = 100_000;
const TOLERANCE = 1e-15;

/**
 * Steady state of the Kalman filter, by iterating its covariance recursion: the best that any filter can do.
 *
 *   M = A P A' + Q,  K = M C' (C M C' + R)^-1,  P = (I - K C) M
 *
 * For a random walk with Q = R the gain is 1/golden ratio = 0.6180339887.
 */
export function kalmanSteadyState(model: StateSpace): SteadyState {
  const { a, c, q, r } = matrices(model);
  const gainOf = (prior: Matrix): Matrix => gain(prior, c, r);
  const posterior = fixedPoint(q, (covariance) => {
    const prior = add(multiply(multiply(a, covariance), transpose(a)), q);
    return multiply(subtract(identityLike(q), multiply(gainOf(prior), c)), prior);
  });
  const prior = add(multiply(multiply(a, posterior), transpose(a)), q);
  return { gain: rows(gainOf(prior)), errorCovariance: rows(posterior) };
}

/**
 * Steady state of temporal predictive coding, which does not track its own posterior variance: its equilibrium gain
 * takes the process covariance Q for the covariance of the prediction,
 *
 *   K = Q C' (C Q C' + R)^-1,   S = (I - K C)(A S A' + Q)(I - K C)' + K R K'
 *
 * For a random walk with Q = R the gain is 1/2 and the error 2/3 of R, against 0.618 R for the Kalman filter.
 *
 * @see Millidge et al. (2024), doi:10.1371/journal.pcbi.1011183
 */
export function temporalPredictiveCodingSteadyState(model: StateSpace): SteadyState {
  const { a, c, q, r } = matrices(model);
  const k = gain(q, c, r);
  const keep = subtract(identityLike(q), multiply(k, c));
  const noise = multiply(multiply(k, r), transpose(k));
  const covariance = fixedPoint(q, (present) => {
    const predicted = add(multiply(multiply(a, present), transpose(a)), q);
    return add(multiply(multiply(keep, predicted), transpose(keep)), noise);
  });
  return { gain: rows(k), errorCovariance: rows(covariance) };
}

function matrices({
  dynamics,
  observation,
  processCovariance,
  observationCovariance,
}: StateSpace): {
  a: Matrix;
  c: Matrix;
  q: Matrix;
  r: Matrix;
} {
  const of = (values: readonly (readonly number[])[]): Matrix =>
    matrix(values.map((row) => [...row]));
  return {
    a: of(dynamics),
    c: of(observation),
    q: of(processCovariance),
    r: of(observationCovariance),
  };
}

function gain(prior: Matrix, c: Matrix, r: Matrix): Matrix {
  const toObservation = multiply(prior, transpose(c));
  return multiply(toObservation, inv(add(multiply(c, toObservation), r)));
}

function identityLike(square: Matrix): Matrix {
  return identity(square.size()[0]!) as Matrix;
}

function fixedPoint(start: Matrix, next: (present: Matrix) => Matrix): Matrix {
  let present = start;
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const following = next(present);
    const change = Number(max(abs(subtract(following, present))));
    const scale = Number(max(abs(following)));
    present = following;
    if (change <= TOLERANCE * scale) break;
  }
  return present;
}

function rows(values: Matrix): number[][] {
  return values.toArray() as number[][];
}
