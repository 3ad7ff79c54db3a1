import { cholesky } from '../../maths/cholesky.ts';
import {
  addScaled,
  type DenseMatrix,
  identity,
  multiply,
  multiplyByTransposed,
  solveFactored,
  symmetrise,
  transposed,
  transposedTimes,
  zeros,
} from '../../maths/dense.ts';
import type { Sequence } from '../../sequence.ts';
import { type FilteredSequence, filterSequence } from './filter-sequence.ts';
import { checkedModel, type LinearGaussian, type StateSpaceMatrices } from './linear-gaussian.ts';

/** What all of a sequence says about every step. */
export interface SmoothedSequence {
  readonly filtered: FilteredSequence;
  /** E[x_t | y_1..T], `steps x states`. */
  readonly means: Float64Array;
  /** Diagonals of the covariances, `steps x states`. */
  readonly variances: Float64Array;
  /** Cov[x_t | y_1..T], `steps x states x states`. */
  readonly covariances: Float64Array;
  /** Cov[x_t, x_{t-1} | y_1..T], `steps x states x states`; the first is zero. Learning needs them. */
  readonly lagCovariances: Float64Array;
}

/**
 * The Rauch-Tung-Striebel smoother, in a form which inverts no covariance of states and so works
 * with noise-free states too. With m_t and P_t predicted, S_t = C P_t C' + R and L_t = A (I - K_t C), from the end:
 *
 *   r_{t-1} = C' S^-1 v_t + L_t' r_t,   N_{t-1} = C' S^-1 C + L_t' N_t L_t
 *   E[x_t] = m_t + P_t r_{t-1},   Cov[x_t] = P_t - P_t N_{t-1} P_t
 *   Cov[x_{t+1}, x_t] = (I - P_{t+1} N_t) L_t P_t
 *
 * @throws {HelmholtzError} As {@link filterSequence} does.
 * @see Rauch, Tung & Striebel (1965), `REFERENCES.rauch1965`; Durbin & Koopman (2012), section 4.4, `REFERENCES.durbinKoopman2012`
 */
export function smoothSequence(
  model: LinearGaussian,
  observations: Sequence,
  { inputs }: { readonly inputs?: Sequence } = {},
): SmoothedSequence {
  const matrices = checkedModel(model);
  const filtered = filterSequence(model, observations, {
    covariances: 'full',
    ...(inputs === undefined ? {} : { inputs }),
  });
  const { steps, states } = filtered;
  const size = states * states;
  const means = new Float64Array(steps * states);
  const variances = new Float64Array(steps * states);
  const covariances = new Float64Array(steps * size);
  const lagCovariances = new Float64Array(steps * size);
  let gradient = zeros(states, 1);
  let curvature = zeros(states, states);
  let priorAfter: DenseMatrix | null = null;
  for (let step = steps - 1; step >= 0; step--) {
    const prior = {
      rows: states,
      columns: states,
      data: filtered.covariances!.predicted.subarray(step * size, (step + 1) * size),
    };
    const { information, evidence, passOn } = observedPart(matrices, filtered, { step, prior });
    if (priorAfter !== null) {
      // N_t is still that of the step after this one.
      const remaining = addScaled(identity(states), multiply(priorAfter, curvature), { scale: -1 });
      lagCovariances.set(multiply(remaining, multiply(passOn, prior)).data, (step + 1) * size);
    }
    gradient = addScaled(evidence, transposedTimes(passOn, gradient));
    curvature = symmetrise(
      addScaled(information, transposedTimes(passOn, multiply(curvature, passOn))),
    );
    const change = multiply(prior, gradient);
    for (let state = 0; state < states; state++) {
      means[step * states + state] =
        filtered.predictedMeans[step * states + state]! + change.data[state]!;
    }
    const covariance = symmetrise(
      addScaled(prior, multiply(multiply(prior, curvature), prior), { scale: -1 }),
    );
    covariances.set(covariance.data, step * size);
    for (let state = 0; state < states; state++) {
      variances[step * states + state] = covariance.data[state * (states + 1)]!;
    }
    priorAfter = prior;
  }
  return { filtered, means, variances, covariances, lagCovariances };
}

/** C' S^-1 C, C' S^-1 v and A (I - K C), of the channels that were observed at a step. */
function observedPart(
  { a, c, r, states, channels }: StateSpaceMatrices,
  { innovations }: FilteredSequence,
  { step, prior }: { readonly step: number; readonly prior: DenseMatrix },
): {
  readonly information: DenseMatrix;
  readonly evidence: DenseMatrix;
  readonly passOn: DenseMatrix;
} {
  const seen: number[] = [];
  for (let channel = 0; channel < channels; channel++) {
    if (!Number.isNaN(innovations[step * channels + channel]!)) seen.push(channel);
  }
  if (seen.length === 0) {
    return { information: zeros(states, states), evidence: zeros(states, 1), passOn: a };
  }
  const part = zeros(seen.length, states);
  const innovation = zeros(seen.length, 1);
  const noise = zeros(seen.length, seen.length);
  seen.forEach((channel, row) => {
    part.data.set(c.data.subarray(channel * states, (channel + 1) * states), row * states);
    innovation.data[row] = innovations[step * channels + channel]!;
    seen.forEach((other, entry) => {
      noise.data[row * seen.length + entry] = r.data[channel * channels + other]!;
    });
  });
  const fromState = multiply(part, prior);
  const covariance = symmetrise(addScaled(multiplyByTransposed(fromState, part), noise));
  // It was positive definite when the filter passed here.
  const factor = cholesky(covariance.data, seen.length)!;
  const gain = transposed(solveFactored(factor, fromState));
  const weighted = solveFactored(factor, part);
  return {
    information: transposedTimes(part, weighted),
    evidence: transposedTimes(weighted, innovation),
    passOn: multiply(a, addScaled(identity(states), multiply(gain, part), { scale: -1 })),
  };
}
