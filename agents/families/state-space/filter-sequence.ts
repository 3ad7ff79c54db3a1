import { HelmholtzError } from '../../errors.ts';
import type { Sequence } from '../../sequence.ts';
import { KalmanFilter } from './kalman-filter.ts';
import { checkedModel, type LinearGaussian } from './linear-gaussian.ts';

/** What a filter believes at every step. */
export interface FilteredSequence {
  readonly steps: number;
  readonly states: number;
  readonly channels: number;
  /** E[x_t | y_1..t-1], `steps x states`. */
  readonly predictedMeans: Float64Array;
  /** E[x_t | y_1..t], `steps x states`. */
  readonly means: Float64Array;
  /** Diagonals of Cov[x_t | y_1..t], `steps x states`. */
  readonly variances: Float64Array;
  /** Whole covariances, `steps x states x states`, where they were asked for. */
  readonly covariances: FullCovariances | null;
  /** y_t - C E[x_t | y_1..t-1], `steps x channels`, NaN where unobserved. */
  readonly innovations: Float64Array;
  /** Variance of each innovation, `steps x channels`. */
  readonly innovationVariances: Float64Array;
  /** Normalised innovation squared, one per step; NaN where nothing was observed. */
  readonly normalisedInnovationsSquared: Float64Array;
  /** ln p(y_1..T), nats. */
  readonly logLikelihood: number;
  /** Numbers that were observed. */
  readonly observed: number;
}

/** Covariances of all states with each other at every step. */
export interface FullCovariances {
  /** Cov[x_t | y_1..t-1] */
  readonly predicted: Float64Array;
  /** Cov[x_t | y_1..t] */
  readonly filtered: Float64Array;
}

const MOST_NUMBERS = 1.5e8;

/**
 * Runs the Kalman filter over a sequence. Where the model has weights for known inputs, they are `steps x inputs`;
 * `covariances: 'full'` keeps the whole covariance of every step, which smoothing needs.
 *
 * @throws {HelmholtzError} `bad-shape` if model, sequence and inputs do not fit together, `too-large` beyond memory.
 */
export function filterSequence(
  model: LinearGaussian,
  { steps, channels, values }: Sequence,
  {
    inputs,
    covariances = 'diagonal',
  }: { readonly inputs?: Sequence; readonly covariances?: 'full' | 'diagonal' } = {},
): FilteredSequence {
  const matrices = checkedModel(model);
  const { states } = matrices;
  if (channels !== matrices.channels) {
    throw new HelmholtzError(
      'bad-shape',
      `filter: expected observations of ${matrices.channels} channels, as many as rows of the observation matrix; got ${channels}`,
    );
  }
  checkInputs(matrices.inputs, steps, inputs);
  const perStep = 3 * states + 2 * channels + (covariances === 'full' ? 2 * states * states : 0);
  if (steps * perStep > MOST_NUMBERS) {
    throw new HelmholtzError(
      'too-large',
      `filter: expected at most ${Math.floor(MOST_NUMBERS / perStep)} steps of ${states} states ${covariances === 'full' ? 'with whole covariances (smoothing needs them)' : ''}; got ${steps}; cut the sequence into pieces`,
    );
  }
  const filter = new KalmanFilter(matrices);
  const size = states * states;
  const full =
    covariances === 'full'
      ? { predicted: new Float64Array(steps * size), filtered: new Float64Array(steps * size) }
      : null;
  const predictedMeans = new Float64Array(steps * states);
  const means = new Float64Array(steps * states);
  const variances = new Float64Array(steps * states);
  const innovations = new Float64Array(steps * channels);
  const innovationVariances = new Float64Array(steps * channels);
  const normalisedInnovationsSquared = new Float64Array(steps);
  let logLikelihood = 0;
  let observed = 0;
  for (let step = 0; step < steps; step++) {
    const found = filter.step(
      values,
      step * channels,
      inputs?.values.subarray(step * inputs.channels, (step + 1) * inputs.channels),
    );
    predictedMeans.set(found.predictedMean, step * states);
    means.set(found.mean, step * states);
    for (let state = 0; state < states; state++) {
      variances[step * states + state] = found.covariance.data[state * (states + 1)]!;
    }
    full?.predicted.set(found.predictedCovariance.data, step * size);
    full?.filtered.set(found.covariance.data, step * size);
    innovations.set(found.innovation, step * channels);
    innovationVariances.set(found.innovationVariance, step * channels);
    normalisedInnovationsSquared[step] =
      found.observed === 0 ? Number.NaN : found.normalisedInnovationSquared;
    logLikelihood += found.logLikelihood;
    observed += found.observed;
  }
  return {
    steps,
    states,
    channels,
    predictedMeans,
    means,
    variances,
    covariances: full,
    innovations,
    innovationVariances,
    normalisedInnovationsSquared,
    logLikelihood,
    observed,
  };
}

function checkInputs(expected: number, steps: number, inputs: Sequence | undefined): void {
  if ((inputs?.channels ?? 0) === expected && (inputs?.steps ?? steps) === steps) return;
  throw new HelmholtzError(
    'bad-shape',
    `filter.inputs: expected ${steps} steps of ${expected} inputs; got ${inputs === undefined ? 'none' : `${inputs.steps} steps of ${inputs.channels}`}`,
  );
}
