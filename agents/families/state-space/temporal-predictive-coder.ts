import { HelmholtzError } from '../../errors.ts';
import { cholesky } from '../../maths/cholesky.ts';
import {
  addScaled,
  type DenseMatrix,
  diagonalOf,
  inverseSymmetric,
  logDeterminant,
  multiply,
  multiplyByTransposed,
  sandwich,
  solve,
  identity,
  symmetrise,
  transposedTimes,
  zeros,
} from '../../maths/dense.ts';
import {
  blockDiagonal,
  checkedHierarchy,
  errorJacobian,
  type HierarchyMatrices,
  type LevelMatrices,
  observationJacobian,
  type TemporalHierarchy,
} from './temporal-hierarchy.ts';

/** How a temporal predictive coder infers and learns. */
export interface TemporalCodingOptions {
  /** Most settle steps per observation. Default 200. */
  readonly settleSteps?: number;
  /** Step size of settling, 1/steps. Default: 1 / largest curvature, which is stable for linear levels. */
  readonly inferenceRate?: number;
  /** Settling ends when no derivative of F is larger. Default 1e-10. */
  readonly tolerance?: number;
  /**
   * What the errors of a level's own prediction are weighed by:
   * - `fixed`: the process covariance Q, as in Millidge et al. (2024);
   * - `learned`: a covariance learned from the errors themselves, Sigma += rate (e e' + Cov[e] - Sigma), where Cov[e] is
   *   the Laplace posterior's. Without that second term the values explain their own error away and Sigma shrinks to
   *   nothing: `learned-from-means` leaves it out, and is there to show that;
   * - `tracked`: A Cov A' + Q with the Laplace posterior's covariance, which makes a linear level a Kalman filter.
   */
  readonly priorCovariance?: 'fixed' | 'learned' | 'learned-from-means' | 'tracked';
  /** Rate of learning the prior covariance, 1/steps. Default .02. */
  readonly covarianceRate?: number;
  /** Which weights learn, dW = rate x (weighted error) f(x)'. None by default. */
  readonly learn?: readonly ('dynamics' | 'observation')[];
  /** Step size of learning weights. Default .01. */
  readonly learningRate?: number;
}

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

/** Precisions and what follows from them. */
interface Weighing {
  readonly precision: DenseMatrix;
  readonly sensory: DenseMatrix;
  readonly curvature: DenseMatrix;
  readonly posterior: DenseMatrix | null;
  readonly rate: number;
  readonly spread: Float64Array;
  /** ln |Sigma| + ln |R| + n ln 2 pi */
  readonly constants: number;
}

const DEFAULTS = {
  settleSteps: 200,
  tolerance: 1e-10,
  covarianceRate: 0.02,
  learningRate: 0.01,
} as const;

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
  readonly #options: Required<Omit<TemporalCodingOptions, 'inferenceRate'>> & {
    readonly inferenceRate: number | null;
  };
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
    this.#options = {
      ...DEFAULTS,
      priorCovariance: 'fixed',
      learn: [],
      ...options,
      inferenceRate: options.inferenceRate ?? null,
    };
    checkOptions(this.#options, this.#matrices);
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
    const matrices = this.#matrices;
    const { channels, size } = matrices;
    const earlier = Float64Array.from(this.#values);
    const expected = this.#expected();
    const observed = observation.slice(offset, offset + channels);
    this.#predict(expected);
    const weighing = this.#weighing(observed);
    const { precision, sensory } = weighing;
    const predicted = this.#observationExpected();
    const settled = this.#settle({ expected, observed, weighing });
    const curvature = this.#isLinear ? weighing.curvature : this.#curvature(precision, sensory);
    const posterior = this.#isLinear ? weighing.posterior : inverseSymmetric(curvature);
    if (posterior === null || !this.#values.every(Number.isFinite)) {
      throw new HelmholtzError(
        'diverged',
        `temporal predictive coding: settling diverged at step ${this.#step + 1}; expected an inferenceRate below ${(2 / largestRowSum(curvature)).toPrecision(3)} 1/steps; got ${settled.rate.toPrecision(3)}`,
      );
    }
    const errors = this.#errors(expected);
    const sensoryErrors = this.#sensoryErrors(observed);
    const freeEnergy =
      (squared(precision, errors) + squared(sensory, sensoryErrors) + weighing.constants) / 2;
    this.#learnCovariances(errors, posterior);
    this.#learnWeights({ errors, sensoryErrors, precision, sensory, earlier });
    this.#posterior = posterior;
    this.#step++;
    return {
      values: this.#values.slice(0, size),
      variances: diagonalOf(posterior),
      predictedObservation: predicted,
      predictedCovariance: weighing.spread.slice(),
      sensoryErrors,
      predictionErrors: errors,
      settleSteps: settled.steps,
      gradientNorm: settled.gradientNorm,
      freeEnergy,
    };
  }

  /** What is expected of the next observation, and how surely. */
  predictNext(): { readonly mean: Float64Array; readonly covariance: Float64Array } {
    const kept = Float64Array.from(this.#values);
    this.#predict(this.#expected());
    const mean = this.#observationExpected();
    const covariance = this.#observationSpread(this.#covariancesInForce());
    this.#values.set(kept);
    return { mean, covariance };
  }

  /** Of each level, what it expects of itself: A f(x before), or the initial mean. */
  #expected(): Float64Array {
    const { levels, size } = this.#matrices;
    const expected = new Float64Array(size);
    for (const { start, size: own, a, activation, initialMean } of levels) {
      if (this.#step === 0) {
        expected.set(initialMean, start);
        continue;
      }
      for (let row = 0; row < own; row++) {
        let sum = 0;
        for (let k = 0; k < own; k++) {
          sum += a.data[row * own + k]! * activation.value(this.#values[start + k]!);
        }
        expected[start + row] = sum;
      }
    }
    return expected;
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

  /** Sets every level to its prediction, from the top down. At the first step nothing drives. */
  #predict(expected: Float64Array): void {
    const { levels } = this.#matrices;
    for (let index = levels.length - 1; index >= 0; index--) {
      const { start, size } = levels[index]!;
      for (let row = 0; row < size; row++) {
        this.#values[start + row] = expected[start + row]! + this.#drive(index, row);
      }
    }
  }

  /** D f(x of the level above), one entry. */
  #drive(index: number, row: number): number {
    const { levels } = this.#matrices;
    const { fromAbove } = levels[index]!;
    const above = levels[index + 1];
    if (fromAbove === null || above === undefined || this.#step === 0) return 0;
    let sum = 0;
    for (let k = 0; k < above.size; k++) {
      sum +=
        fromAbove.data[row * above.size + k]! *
        above.activation.value(this.#values[above.start + k]!);
    }
    return sum;
  }

  #errors(expected: Float64Array): Float64Array {
    const { levels, size } = this.#matrices;
    const errors = new Float64Array(size);
    levels.forEach(({ start, size: own }, index) => {
      for (let row = 0; row < own; row++) {
        errors[start + row] =
          this.#values[start + row]! - expected[start + row]! - this.#drive(index, row);
      }
    });
    return errors;
  }

  /** C f(x_1) */
  #observationExpected(): Float64Array {
    const { channels, c, levels } = this.#matrices;
    const { size, activation } = levels[0]!;
    return Float64Array.from({ length: channels }, (_, channel) => {
      let sum = 0;
      for (let k = 0; k < size; k++) {
        sum += c.data[channel * size + k]! * activation.value(this.#values[k]!);
      }
      return sum;
    });
  }

  #sensoryErrors(observed: Float64Array): Float64Array {
    const expected = this.#observationExpected();
    return observed.map((value, k) => (Number.isNaN(value) ? 0 : value - expected[k]!));
  }

  #slopes(): Float64Array {
    const slopes = new Float64Array(this.#matrices.size);
    for (const { start, size, activation } of this.#matrices.levels) {
      for (let k = 0; k < size; k++) {
        slopes[start + k] = activation.slope(this.#values[start + k]!);
      }
    }
    return slopes;
  }

  #jacobians(): { readonly hidden: DenseMatrix; readonly sensory: DenseMatrix } {
    const slopes = this.#slopes();
    return {
      hidden:
        this.#step === 0 ? identity(this.#matrices.size) : errorJacobian(this.#matrices, slopes),
      sensory: observationJacobian(this.#matrices, slopes),
    };
  }

  /** Gauss-Newton curvature of F, which for linear levels is its Hessian. */
  #curvature(precision: DenseMatrix, sensoryPrecisions: DenseMatrix): DenseMatrix {
    const { hidden, sensory } = this.#jacobians();
    return symmetrise(
      addScaled(
        transposedTimes(hidden, multiply(precision, hidden)),
        transposedTimes(sensory, multiply(sensoryPrecisions, sensory)),
      ),
    );
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
    let rate = inferenceRate ?? stableRate;
    let { hidden, sensory: toObservation } = this.#jacobians();
    for (let step = 0; ; step++) {
      if (!this.#isLinear && step > 0) {
        ({ hidden, sensory: toObservation } = this.#jacobians());
        if (inferenceRate === null && step % 10 === 0) {
          rate = 1 / largestRowSum(this.#curvature(precision, sensory));
        }
      }
      const errors = asColumn(this.#errors(expected));
      const sensoryErrors = asColumn(this.#sensoryErrors(observed));
      const gradient = addScaled(
        transposedTimes(hidden, multiply(precision, errors)),
        transposedTimes(toObservation, multiply(sensory, sensoryErrors)),
        { scale: -1 },
      ).data;
      const gradientNorm = gradient.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      if (gradientNorm <= tolerance || step === settleSteps || !Number.isFinite(gradientNorm)) {
        return { steps: step, gradientNorm, rate };
      }
      for (let k = 0; k < gradient.length; k++) this.#values[k]! -= rate * gradient[k]!;
    }
  }

  /** Precisions at this step, and what follows from them at the prediction. */
  #weighing(observed: Float64Array): Weighing {
    const isWhole = observed.every((value) => !Number.isNaN(value));
    if (this.#kept !== null && isWhole) return this.#kept;
    const covariances = this.#covariancesInForce();
    const precision = blockDiagonal(this.#matrices, (_, index) =>
      inverseSymmetric(covariances[index]!)!,
    );
    const { precision: sensory, logDeterminant: noise } = sensoryPrecision(
      this.#matrices.r,
      observed,
    );
    const curvature = this.#curvature(precision, sensory);
    const seen = observed.filter((value) => !Number.isNaN(value)).length;
    const constants = covariances.reduce(
      (sum, covariance) => sum + logDeterminantOf(covariance),
      noise + (this.#matrices.size + seen) * Math.log(2 * Math.PI),
    );
    const weighing: Weighing = {
      precision,
      sensory,
      curvature,
      posterior: inverseSymmetric(curvature),
      rate: 1 / largestRowSum(curvature),
      spread: this.#observationSpread(covariances),
      constants,
    };
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

  /** Covariance of the expected observation: errors of the levels spread downwards, x = J^-1 e, and reach the senses. */
  #observationSpread(covariances: readonly DenseMatrix[]): Float64Array {
    const matrices = this.#matrices;
    const { hidden, sensory } = this.#jacobians();
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

  #learnCovariances(errors: Float64Array, posterior: DenseMatrix): void {
    const { priorCovariance, covarianceRate } = this.#options;
    if (priorCovariance === 'fixed' || priorCovariance === 'tracked' || this.#step === 0) return;
    const { hidden } = this.#jacobians();
    const uncertainty = sandwich(hidden, posterior);
    this.#matrices.levels.forEach(({ start, size }, index) => {
      const present = this.#covariances[index]!;
      this.#covariances[index] = {
        ...present,
        data: present.data.map((value, entry) => {
          const row = start + Math.floor(entry / size);
          const other = start + (entry % size);
          const own =
            priorCovariance === 'learned' ? uncertainty.data[row * uncertainty.rows + other]! : 0;
          return value + covarianceRate * (errors[row]! * errors[other]! + own - value);
        }),
      };
    });
  }

  #learnWeights({
    errors,
    sensoryErrors,
    precision,
    sensory,
    earlier,
  }: {
    readonly errors: Float64Array;
    readonly sensoryErrors: Float64Array;
    readonly precision: DenseMatrix;
    readonly sensory: DenseMatrix;
    readonly earlier: Float64Array;
  }): void {
    const { learn, learningRate } = this.#options;
    const { levels, c } = this.#matrices;
    if (learn.includes('dynamics') && this.#step > 0) {
      const weighted = multiply(precision, asColumn(errors)).data;
      for (const { start, size, a, activation } of levels) {
        for (let row = 0; row < size; row++) {
          for (let k = 0; k < size; k++) {
            a.data[row * size + k]! +=
              learningRate * weighted[start + row]! * activation.value(earlier[start + k]!);
          }
        }
      }
    }
    if (learn.includes('observation')) {
      const weighted = multiply(sensory, asColumn(sensoryErrors)).data;
      const { size, activation } = levels[0]!;
      weighted.forEach((error, channel) => {
        for (let k = 0; k < size; k++) {
          c.data[channel * size + k]! += learningRate * error * activation.value(this.#values[k]!);
        }
      });
    }
  }
}

function asColumn(data: Float64Array): DenseMatrix {
  return { rows: data.length, columns: 1, data };
}

function squared(precision: DenseMatrix, errors: Float64Array): number {
  const weighted = multiply(precision, asColumn(errors)).data;
  return errors.reduce((sum, error, k) => sum + error * weighted[k]!, 0);
}

function logDeterminantOf(covariance: DenseMatrix): number {
  if (covariance.rows === 0) return 0;
  const factor = cholesky(covariance.data, covariance.rows);
  return factor === null ? Infinity : logDeterminant(factor);
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
function largestRowSum({ rows, data }: DenseMatrix): number {
  let largest = 0;
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let k = 0; k < rows; k++) sum += Math.abs(data[row * rows + k]!);
    largest = Math.max(largest, sum);
  }
  return largest;
}

function checkOptions(
  options: {
    readonly settleSteps: number;
    readonly inferenceRate: number | null;
    readonly priorCovariance: string;
    readonly covarianceRate: number;
    readonly learningRate: number;
  },
  { levels }: HierarchyMatrices,
): void {
  const { settleSteps, inferenceRate, priorCovariance, covarianceRate, learningRate } = options;
  const refuse = (name: string, expected: string, got: number | string): never => {
    throw new HelmholtzError(
      'parameter-out-of-range',
      `temporal-predictive-coding.${name}: expected ${expected}; got ${got}`,
    );
  };
  if (!Number.isInteger(settleSteps) || settleSteps < 0) {
    refuse('settleSteps', 'whole number of at least 0', settleSteps);
  }
  if (inferenceRate !== null && !(inferenceRate > 0)) {
    refuse('inferenceRate', 'number above 0 1/steps', inferenceRate);
  }
  if (!(covarianceRate > 0 && covarianceRate <= 1)) {
    refuse('covarianceRate', 'number in (0, 1] 1/steps', covarianceRate);
  }
  if (!(learningRate > 0)) refuse('learningRate', 'number above 0', learningRate);
  if (priorCovariance === 'tracked' && levels.length > 1) {
    refuse(
      'priorCovariance',
      'fixed or learned in a hierarchy, since levels weigh their errors one by one and a tracked covariance couples them',
      priorCovariance,
    );
  }
}
