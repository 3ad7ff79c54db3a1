import type { GenerativeModel } from '../../generative-model.ts';
import { multiply, multiplyByTransposed, symmetrise } from '../../maths/dense.ts';
import type { Sequence } from '../../sequence.ts';
import { type FilteredSequence, filterSequence } from './filter-sequence.ts';
import { checkedModel, type LinearGaussian } from './linear-gaussian.ts';
import { simulateStateSpace } from './simulate.ts';

/** What models of sequences speak of. */
export interface SequenceTypes {
  readonly request: { readonly steps: number };
  /** States, `steps x states`. */
  readonly causes: Sequence;
  readonly observation: Sequence;
  readonly belief: SequenceBelief;
  readonly prediction: GaussianPrediction;
}

/** What is believed about the states of a sequence at every step, each from what was observed up to that step. */
export interface SequenceBelief {
  readonly steps: number;
  readonly states: number;
  /** `steps x states` */
  readonly means: Float64Array;
  /** `steps x states` */
  readonly variances: Float64Array;
  /** Whole covariance of the last state, `states x states`. */
  readonly lastCovariance: Float64Array;
}

/** A Gaussian expectation of the next observation. */
export interface GaussianPrediction {
  /** One per channel. */
  readonly mean: Float64Array;
  /** `channels x channels`, noise of the observation included. */
  readonly covariance: Float64Array;
}

/** Everything the filter found, as a belief about the states. */
export function beliefOf(filtered: FilteredSequence): SequenceBelief {
  const { steps, states, means, variances, covariances } = filtered;
  const size = states * states;
  return {
    steps,
    states,
    means,
    variances,
    lastCovariance:
      covariances?.filtered.slice(Math.max(0, steps - 1) * size, steps * size) ??
      new Float64Array(size),
  };
}

/**
 * A linear-Gaussian state-space model, inverted exactly: the belief is that of the Kalman filter, the score ln
 * p(y_1..T).
 *
 * @throws {HelmholtzError} `bad-shape` if the matrices do not fit together.
 */
export function kalmanModel(model: LinearGaussian): GenerativeModel<SequenceTypes> {
  const matrices = checkedModel(model);
  return {
    family: 'kalman',
    synthesise: ({ steps }, random) => {
      const { states, observations } = simulateStateSpace(model, { steps, random });
      return { causes: states, observation: observations };
    },
    infer: (observation) => beliefOf(filterSequence(model, observation, { covariances: 'full' })),
    predict: ({ steps, states, means, lastCovariance }) =>
      predictedObservation(matrices, {
        isFirst: steps === 0,
        mean: means.subarray(Math.max(0, steps - 1) * states),
        covariance: lastCovariance,
      }),
    score: (observation) => ({
      nats: filterSequence(model, observation).logLikelihood,
      kind: 'exact',
    }),
  };
}

/** Mean and covariance of the next observation: one step of the dynamics, then the observation. */
export function predictedObservation(
  { states, a, c, q, r, initialMean, initialCovariance }: ReturnType<typeof checkedModel>,
  belief: {
    readonly isFirst: boolean;
    readonly mean: Float64Array;
    readonly covariance: Float64Array;
  },
): GaussianPrediction {
  const mean = { rows: states, columns: 1, data: belief.mean };
  const present = { rows: states, columns: states, data: belief.covariance };
  const nextMean = belief.isFirst ? { ...mean, data: initialMean } : multiply(a, mean);
  const next = belief.isFirst
    ? initialCovariance
    : symmetrise(multiplyByTransposed(multiply(a, present), a));
  const spread = Float64Array.from(
    next.data,
    (value, entry) => value + (belief.isFirst ? 0 : q.data[entry]!),
  );
  const covariance = symmetrise(multiplyByTransposed(multiply(c, { ...present, data: spread }), c));
  return {
    mean: multiply(c, nextMean).data,
    covariance: covariance.data.map((value, entry) => value + r.data[entry]!),
  };
}
