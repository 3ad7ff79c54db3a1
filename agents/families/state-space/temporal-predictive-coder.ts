import { HelmholtzError } from '../../errors.ts';
import {
  addScaled,
  type DenseMatrix,
  diagonalOf,
  inverseSymmetric,
  multiply,
  sandwich,
  transposedTimes,
} from '../../maths/dense.ts';
import {
  checkedCodingOptions,
  type SettledCodingOptions,
  type TemporalCodingOptions,
} from './temporal-coding-options.ts';
import {
  type CoderState,
  expectedObservation,
  jacobians,
  levelErrors,
  ownExpectations,
  sensoryErrors,
  setToPrediction,
} from './temporal-expectations.ts';
import {
  checkedHierarchy,
  type HierarchyMatrices,
  type LevelMatrices,
  type TemporalHierarchy,
} from './temporal-hierarchy.ts';
import { asColumn, learnCovariances, learnWeights } from './temporal-learning.ts';
import {
  curvatureOf,
  largestRowSum,
  observationSpread,
  weigh,
  type Weighing,
} from './temporal-weighing.ts';

/** What was believed and expected at one step. */
export interface CodedStep {
  /** Values of all hidden levels, lowest first. */
  readonly values: Float64Array;
  /** Diagonal of the Laplace posterior's covariance. */
  readonly variances: Float64Array;
  /** What was expected of the observation before it came. */
  readonly predictedObservation: Float64Array;
  /** Covariance of that expectation, `channels x channels`. */
  readonly predictedCovariance: Float64Array;
  /** Observation - its prediction once settled; 0 where unobserved. */
  readonly sensoryErrors: Float64Array;
  /** Values - what each level expected of itself and was driven to, once settled. */
  readonly predictionErrors: Float64Array;
  readonly settleSteps: number;
  /** Largest derivative of F at the end of settling. */
  readonly gradientNorm: number;
  /** Free energy of this step, 1/2 sum (e' Pi e - ln |Pi| + ln 2 pi), nats. */
  readonly freeEnergy: number;
}

/**
 * Temporal predictive coding: at each step the hidden values settle on the minimum of
 *
 *   F = 1/2 (y - C f(x_1))' R^-1 (y - C f(x_1)) + sum_l 1/2 e_l' Sigma_l^-1 e_l,
 *   e_l = x_l - A_l f(x_l before) - D_l f(x_l+1)
 *
 * by gradient descent from their prediction, and go into the next step as a point: unlike a Kalman filter, it carries no
 * variance along.
 *
 * @see Millidge et al. (2024), `REFERENCES.millidge2024`
 */
export class TemporalPredictiveCoder {
  readonly #matrices: HierarchyMatrices;
  readonly #options: SettledCodingOptions;
  readonly #values: Float64Array;
  readonly #covariances: DenseMatrix[];
  readonly #isLinear: boolean;
  #posterior: DenseMatrix | null = null;
  /** What does not change from one step to the next, where weights and covariances stay. */
  #kept: Weighing | null = null;
  #step = 0;

  /**
   * A coder that has seen nothing yet.
   *
   * @throws {HelmholtzError} `bad-shape` or `parameter-out-of-range`, with the option that it is about.
   */
  constructor(hierarchy: TemporalHierarchy, options: TemporalCodingOptions = {}) {
    this.#matrices = checkedHierarchy(hierarchy);
    this.#isLinear = this.#matrices.levels.every((level) => level.isLinear);
    this.#options = checkedCodingOptions(options, this.#matrices);
    this.#values = new Float64Array(this.#matrices.size);
    this.#covariances = this.#matrices.levels.map(({ q }) => q);
  }

  /** Weights as they are now: C, and A of each level. They are this coder's own, and learning changes them. */
  get weights(): { readonly observation: DenseMatrix; readonly dynamics: readonly DenseMatrix[] } {
    return {
      observation: this.#matrices.c,
      dynamics: this.#matrices.levels.map(({ a }) => a),
    };
  }

  /** What each level's own errors are weighed by, as it is now. */
  get priorCovariances(): readonly DenseMatrix[] {
    return this.#covariances;
  }

  /** Takes the next observation in: `channels` numbers from `offset` on; NaN is unobserved. */
  step(observation: Float64Array, offset = 0): CodedStep {
    const state = this.#state();
    const { channels, size } = this.#matrices;
    const earlier = Float64Array.from(this.#values);
    const expected = ownExpectations(state);
    const observed = observation.slice(offset, offset + channels);
    setToPrediction(state, expected);
    const weighing = this.#weighing(observed);
    const { precision, sensory } = weighing;
    const predicted = expectedObservation(state);
    const settled = this.#settle({ expected, observed, weighing });
    const curvature = this.#isLinear ? weighing.curvature : curvatureOf(state, precision, sensory);
    const posterior = this.#isLinear ? weighing.posterior : inverseSymmetric(curvature);
    if (posterior === null || !this.#values.every(Number.isFinite)) {
      throw new HelmholtzError(
        'diverged',
        `temporal predictive coding: settling diverged at step ${this.#step + 1}; expected an inferenceRate below ${(2 / largestRowSum(curvature)).toPrecision(3)} 1/steps; got ${settled.rate.toPrecision(3)}`,
      );
    }
    const errors = levelErrors(state, expected);
    const unexplained = sensoryErrors(state, observed);
    const freeEnergy =
      (squared(precision, errors) + squared(sensory, unexplained) + weighing.constants) / 2;
    const options = this.#options;
    learnCovariances(state, this.#covariances, { errors, posterior, options });
    learnWeights(
      state,
      { errors, sensoryErrors: unexplained, precision, sensory, earlier },
      options,
    );
    this.#posterior = posterior;
    this.#step++;
    return {
      values: this.#values.slice(0, size),
      variances: diagonalOf(posterior),
      predictedObservation: predicted,
      predictedCovariance: weighing.spread.slice(),
      sensoryErrors: unexplained,
      predictionErrors: errors,
      settleSteps: settled.steps,
      gradientNorm: settled.gradientNorm,
      freeEnergy,
    };
  }

  /** What is expected of the next observation, and how surely. */
  predictNext(): { readonly mean: Float64Array; readonly covariance: Float64Array } {
    const state = this.#state();
    const kept = Float64Array.from(this.#values);
    setToPrediction(state, ownExpectations(state));
    const mean = expectedObservation(state);
    const covariance = observationSpread(state, this.#covariancesInForce());
    this.#values.set(kept);
    return { mean, covariance };
  }

  #state(): CoderState {
    return { matrices: this.#matrices, values: this.#values, isFirst: this.#step === 0 };
  }

  #covariancesInForce(): readonly DenseMatrix[] {
    const { levels } = this.#matrices;
    if (this.#step === 0) return levels.map(({ initialCovariance }) => initialCovariance);
    if (this.#options.priorCovariance !== 'tracked') return this.#covariances;
    const [{ a, q, activation, size }] = levels as readonly [LevelMatrices];
    const forward = { ...a, data: Float64Array.from(a.data) };
    for (let row = 0; row < size; row++) {
      for (let k = 0; k < size; k++) {
        forward.data[row * size + k]! *= activation.slope(this.#values[k]!);
      }
    }
    return [addScaled(sandwich(forward, this.#posterior!), q)];
  }

  /** The precisions in force; kept where they stay the same. */
  #weighing(observed: Float64Array): Weighing {
    const isWhole = observed.every((value) => !Number.isNaN(value));
    if (this.#kept !== null && isWhole) return this.#kept;
    const weighing = weigh(this.#state(), this.#covariancesInForce(), observed);
    const { priorCovariance, learn } = this.#options;
    const isKept =
      this.#isLinear &&
      isWhole &&
      this.#step > 0 &&
      priorCovariance === 'fixed' &&
      learn.length === 0;
    if (isKept) this.#kept = weighing;
    return weighing;
  }

  #settle({
    expected,
    observed,
    weighing: { precision, sensory, rate: stableRate },
  }: {
    readonly expected: Float64Array;
    readonly observed: Float64Array;
    readonly weighing: Weighing;
  }): { readonly steps: number; readonly gradientNorm: number; readonly rate: number } {
    const { settleSteps, tolerance, inferenceRate } = this.#options;
    const state = this.#state();
    let rate = inferenceRate ?? stableRate;
    let { hidden, sensory: toObservation } = jacobians(state);
    for (let step = 0; ; step++) {
      if (!this.#isLinear && step > 0) {
        ({ hidden, sensory: toObservation } = jacobians(state));
        if (inferenceRate === null && step % 10 === 0) {
          rate = 1 / largestRowSum(curvatureOf(state, precision, sensory));
        }
      }
      const gradient = addScaled(
        transposedTimes(hidden, multiply(precision, asColumn(levelErrors(state, expected)))),
        transposedTimes(toObservation, multiply(sensory, asColumn(sensoryErrors(state, observed)))),
        { scale: -1 },
      ).data;
      const gradientNorm = gradient.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      if (gradientNorm <= tolerance || step === settleSteps || !Number.isFinite(gradientNorm)) {
        return { steps: step, gradientNorm, rate };
      }
      for (let k = 0; k < gradient.length; k++) this.#values[k]! -= rate * gradient[k]!;
    }
  }
}

function squared(precision: DenseMatrix, errors: Float64Array): number {
  const weighted = multiply(precision, asColumn(errors)).data;
  return errors.reduce((sum, error, k) => sum + error * weighted[k]!, 0);
}
