import { HelmholtzError } from '../../errors.ts';
import {
  addScaled,
  type DenseMatrix,
  identity,
  multiply,
  multiplyByTransposed,
  rowsOf,
  solve,
  symmetrise,
  transposed,
  zeros,
} from '../../maths/dense.ts';
import type { Sequence } from '../../sequence.ts';
import type { LinearGaussian } from './linear-gaussian.ts';
import { type SmoothedSequence, smoothSequence } from './smooth-sequence.ts';

/** A part of a state-space model that can be learned. */
export type LearnedPart =
  'dynamics' | 'observation' | 'processCovariance' | 'observationCovariance' | 'initial';

/** How to learn. */
export interface StateSpaceLearning {
  readonly learn: readonly LearnedPart[];
  /** Most rounds. Default 100. */
  readonly rounds?: number;
  /** Learning ends when a round gains less than this many nats for each observed number. Default 1e-8. */
  readonly tolerance?: number;
  /** Whether noise of different channels is independent, which rows with gaps need. Default true. */
  readonly isNoiseDiagonal?: boolean;
}

/** What was learned. */
export interface LearnedStateSpace {
  readonly model: LinearGaussian;
  /** ln p(observations) before every round and after the last one, nats: never falls. */
  readonly logLikelihoods: readonly number[];
  readonly isConverged: boolean;
}

/**
 * Learns a linear-Gaussian state-space model by expectation maximisation. Each round smooths the sequence and then
 * maximises the expected log likelihood in closed form:
 *
 *   A = S_10 S_00^-1,  Q = (S_11 - A S_10') / (T - 1),  c_k = sum y x' (sum x x')^-1 over the steps where channel k is
 *   seen,  r_k = mean of E[(y - c_k x)^2],  initial mean and covariance those of x_1
 *
 * Only what is not known already may be learned together: with dynamics, observation and covariances all free, states
 * are only found up to a linear transformation.
 *
 * @throws {HelmholtzError} `not-applicable` where there is nothing to learn from: one step, no observation, or rows with
 * gaps and dependent noise.
 * @see Shumway & Stoffer (1982), `REFERENCES.shumwayStoffer1982`
 */
export function learnStateSpace(
  start: LinearGaussian,
  observations: Sequence,
  { learn, rounds = 100, tolerance = 1e-8, isNoiseDiagonal = true }: StateSpaceLearning,
): LearnedStateSpace {
  const observed = observations.values.reduce(
    (sum, value) => sum + (Number.isNaN(value) ? 0 : 1),
    0,
  );
  if (observations.steps < 2 || observed < 2) {
    throw new HelmholtzError(
      'not-applicable',
      `learning: expected at least two steps and two observed numbers; got ${observations.steps} steps, ${observed} observed`,
    );
  }
  let model = start;
  const logLikelihoods: number[] = [];
  for (let round = 0; ; round++) {
    const smoothed = smoothSequence(model, observations);
    const { logLikelihood } = smoothed.filtered;
    const before = logLikelihoods.at(-1) ?? -Infinity;
    logLikelihoods.push(logLikelihood);
    const isConverged = logLikelihood - before <= tolerance * observed;
    if (round > 0 && (isConverged || round >= rounds))
      return { model, logLikelihoods, isConverged };
    if (rounds === 0) return { model, logLikelihoods, isConverged: false };
    model = maximised(model, { smoothed, observations, learn, isNoiseDiagonal });
  }
}

function maximised(
  model: LinearGaussian,
  {
    smoothed,
    observations,
    learn,
    isNoiseDiagonal,
  }: {
    readonly smoothed: SmoothedSequence;
    readonly observations: Sequence;
    readonly learn: readonly LearnedPart[];
    readonly isNoiseDiagonal: boolean;
  },
): LinearGaussian {
  const size = model.dynamics.length;
  const { steps } = observations;
  const mean = (step: number): Float64Array =>
    smoothed.means.subarray(step * size, (step + 1) * size);
  /** E[x_s x_t'] for t = s or s - 1, added to a sum. */
  const addMoment = (sum: DenseMatrix, step: number, lag: 0 | 1): void => {
    const covariances = lag === 0 ? smoothed.covariances : smoothed.lagCovariances;
    const [here, there] = [mean(step), mean(step - lag)];
    for (let row = 0; row < size; row++) {
      for (let k = 0; k < size; k++) {
        sum.data[row * size + k]! +=
          covariances[(step * size + row) * size + k]! + here[row]! * there[k]!;
      }
    }
  };
  const next: { -readonly [Name in keyof LinearGaussian]: LinearGaussian[Name] } = { ...model };
  if (learn.includes('initial')) {
    next.initialMean = [...mean(0)];
    next.initialCovariance = rowsOf(
      symmetrise({ rows: size, columns: size, data: smoothed.covariances.slice(0, size * size) }),
    );
  }
  if (learn.includes('dynamics') || learn.includes('processCovariance')) {
    const [earlier, later, across] = [zeros(size, size), zeros(size, size), zeros(size, size)];
    for (let step = 1; step < steps; step++) {
      addMoment(earlier, step - 1, 0);
      addMoment(later, step, 0);
      addMoment(across, step, 1);
    }
    let a: DenseMatrix = {
      rows: size,
      columns: size,
      data: Float64Array.from(model.dynamics.flat()),
    };
    if (learn.includes('dynamics')) {
      const found = solve(earlier, transposed(across));
      if (found !== null) a = transposed(found);
      next.dynamics = rowsOf(a);
    }
    if (learn.includes('processCovariance')) {
      const explained = multiplyByTransposed(a, across);
      const spread = [explained, transposed(explained)].reduce(
        (sum, part) => addScaled(sum, part, { scale: -1 }),
        addScaled(later, multiplyByTransposed(multiply(a, earlier), a)),
      );
      next.processCovariance = rowsOf(symmetrise(scaled(spread, 1 / (steps - 1))));
    }
  }
  if (learn.includes('observation') || learn.includes('observationCovariance')) {
    Object.assign(
      next,
      maximisedSenses(
        model,
        { smoothed, observations, learn, isNoiseDiagonal },
        { mean, addMoment },
      ),
    );
  }
  return next;
}

function maximisedSenses(
  model: LinearGaussian,
  {
    observations,
    learn,
    isNoiseDiagonal,
  }: {
    readonly smoothed: SmoothedSequence;
    readonly observations: Sequence;
    readonly learn: readonly LearnedPart[];
    readonly isNoiseDiagonal: boolean;
  },
  {
    mean,
    addMoment,
  }: {
    readonly mean: (step: number) => Float64Array;
    readonly addMoment: (sum: DenseMatrix, step: number, lag: 0 | 1) => void;
  },
): Partial<LinearGaussian> {
  const { steps, channels, values } = observations;
  const size = model.dynamics.length;
  const rows = model.observation.map((row) => [...row]);
  const noise = model.observationCovariance.map((row) => [...row]);
  const moments = rows.map((row, channel) => {
    const sum = zeros(size, size);
    const products = new Float64Array(size);
    let count = 0;
    for (let step = 0; step < steps; step++) {
      const value = values[step * channels + channel]!;
      if (Number.isNaN(value)) continue;
      count++;
      addMoment(sum, step, 0);
      mean(step).forEach((state, k) => (products[k]! += value * state));
    }
    if (learn.includes('observation') && count > 0) {
      const found = solve(sum, { rows: size, columns: 1, data: products });
      found?.data.forEach((weight, k) => (row[k] = weight));
    }
    return { sum, count };
  });
  if (learn.includes('observationCovariance')) {
    if (!isNoiseDiagonal && values.some(Number.isNaN)) {
      throw new HelmholtzError(
        'not-applicable',
        'learning.isNoiseDiagonal: expected true, since dependent noise cannot be learned in closed form from rows with gaps; got false',
      );
    }
    for (let channel = 0; channel < channels; channel++) {
      for (let other = 0; other < channels; other++) {
        const { sum, count } = moments[channel]!;
        if (count === 0 || (isNoiseDiagonal && other !== channel)) continue;
        let total = 0;
        for (let step = 0; step < steps; step++) {
          const [one, two] = [values[step * channels + channel]!, values[step * channels + other]!];
          if (Number.isNaN(one)) continue;
          const state = mean(step);
          total += one * two - one * dot(rows[other]!, state) - two * dot(rows[channel]!, state);
        }
        const weighted = multiply(sum, {
          rows: size,
          columns: 1,
          data: Float64Array.from(rows[other]!),
        });
        noise[channel]![other] = (total + dot(rows[channel]!, weighted.data)) / count;
      }
    }
    if (!isNoiseDiagonal) {
      const even = symmetrise({
        rows: channels,
        columns: channels,
        data: Float64Array.from(noise.flat()),
      });
      return { observation: rows, observationCovariance: rowsOf(even) };
    }
  }
  return { observation: rows, observationCovariance: noise };
}

function dot(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < one.length; k++) sum += one[k]! * other[k]!;
  return sum;
}

function scaled(a: DenseMatrix, factor: number): DenseMatrix {
  return multiply(a, identity(a.columns, factor));
}
