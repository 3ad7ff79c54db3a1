import { HelmholtzError } from '../../errors.ts';
import { cholesky, type CholeskyFactor } from '../../maths/cholesky.ts';
import {
  addScaled,
  type DenseMatrix,
  identity,
  logDeterminant,
  multiply,
  multiplyByTransposed,
  solveFactored,
  symmetrise,
  transposed,
  zeros,
} from '../../maths/dense.ts';
import type { StateSpaceMatrices } from './linear-gaussian.ts';

/** What one step of the filter found; the arrays are the filter's own and change with its next step. */
export interface FilterStep {
  /** E[x_t | y_1..t-1]. */
  readonly predictedMean: Float64Array;
  /** Cov[x_t | y_1..t-1]. */
  readonly predictedCovariance: DenseMatrix;
  /** E[x_t | y_1..t]. */
  readonly mean: Float64Array;
  /** Cov[x_t | y_1..t]. */
  readonly covariance: DenseMatrix;
  /** y_t - C E[x_t | y_1..t-1]; NaN where unobserved. */
  readonly innovation: Float64Array;
  /** Diagonal of C P C' + R, in every channel, observed or not. */
  readonly innovationVariance: Float64Array;
  /** Normalised innovation squared v' S^-1 v over the observed channels: chi-square of as many degrees of freedom. */
  readonly normalisedInnovationSquared: number;
  /** How many channels were observed. */
  readonly observed: number;
  /** ln p(y_t | y_1..t-1), nats; 0 when nothing was observed. */
  readonly logLikelihood: number;
}

/** Gain and covariances of one step, kept while they repeat. */
interface Update {
  readonly gain: DenseMatrix;
  readonly factor: CholeskyFactor;
  readonly logConstant: number;
  readonly posterior: DenseMatrix;
}

/**
 * The Kalman filter, one observation at a time:
 *
 *   predict  m = A m + B u,  P = A P A' + Q
 *   update   S = C P C' + R,  K = P C' S^-1,  m += K (y - C m),  P = (I - K C) P (I - K C)' + K R K'
 *
 * The covariance is updated in Joseph's form, which stays symmetric and positive. Channels that are NaN are unobserved
 * and left out of the update. Once the covariance repeats to the bit, its arithmetic is not repeated, so that a
 * million steps of a small model take a second.
 *
 * @see Kalman (1960), `REFERENCES.kalman1960`
 */
export class KalmanFilter {
  readonly #model: StateSpaceMatrices;
  readonly #mean: Float64Array;
  readonly #covariance: DenseMatrix;
  readonly #predictedMean: Float64Array;
  readonly #predictedCovariance: DenseMatrix;
  readonly #earlier: DenseMatrix;
  readonly #scratch: DenseMatrix;
  readonly #innovation: Float64Array;
  readonly #innovationVariance: Float64Array;
  readonly #whitened: DenseMatrix;
  #kept: Update | null = null;
  #step = 0;

  constructor(model: StateSpaceMatrices) {
    const { states, channels } = model;
    this.#model = model;
    this.#mean = Float64Array.from(model.initialMean);
    this.#covariance = zeros(states, states);
    this.#covariance.data.set(model.initialCovariance.data);
    this.#predictedMean = new Float64Array(states);
    this.#predictedCovariance = zeros(states, states);
    this.#earlier = zeros(states, states);
    this.#scratch = zeros(states, states);
    this.#innovation = new Float64Array(channels);
    this.#innovationVariance = new Float64Array(channels);
    this.#whitened = zeros(channels, 1);
  }

  /**
   * Takes the next observation in.
   *
   * @param values Array from which `channels` numbers are read at `offset`.
   * @param input Known inputs u_t of this step.
   * @throws {HelmholtzError} `not-applicable` if the observation could not have this covariance: R must then be larger.
   */
  step(values: Float64Array, offset = 0, input?: ArrayLike<number>): FilterStep {
    const { channels } = this.#model;
    this.#predict(input);
    let observed = 0;
    for (let channel = 0; channel < channels; channel++) {
      if (!Number.isNaN(values[offset + channel]!)) observed++;
    }
    const [normalisedInnovationSquared, logLikelihood] =
      observed === channels
        ? this.#update(values, offset)
        : this.#updatePart(values, offset, observed);
    this.#step++;
    return {
      predictedMean: this.#predictedMean,
      predictedCovariance: this.#predictedCovariance,
      mean: this.#mean,
      covariance: this.#covariance,
      innovation: this.#innovation,
      innovationVariance: this.#innovationVariance,
      normalisedInnovationSquared,
      observed,
      logLikelihood,
    };
  }

  #predict(input?: ArrayLike<number>): void {
    const { states, inputs, a, b, q } = this.#model;
    const { data } = this.#predictedCovariance;
    if (this.#step === 0) {
      this.#predictedMean.set(this.#mean);
      data.set(this.#covariance.data);
    } else {
      for (let row = 0; row < states; row++) {
        let sum = 0;
        for (let k = 0; k < states; k++) sum += a.data[row * states + k]! * this.#mean[k]!;
        this.#predictedMean[row] = sum;
      }
      this.#earlier.data.set(data);
      multiply(a, this.#covariance, this.#scratch);
      multiplyByTransposed(this.#scratch, a, this.#predictedCovariance);
      for (let entry = 0; entry < data.length; entry++) data[entry]! += q.data[entry]!;
      symmetrise(this.#predictedCovariance);
      if (this.#kept !== null && data.some((value, entry) => value !== this.#earlier.data[entry])) {
        this.#kept = null;
      }
    }
    if (input !== undefined) {
      for (let row = 0; row < states; row++) {
        for (let k = 0; k < inputs; k++) {
          this.#predictedMean[row]! += b.data[row * inputs + k]! * input[k]!;
        }
      }
    }
  }

  #update(values: Float64Array, offset: number): readonly [number, number] {
    const { states, channels, c, r } = this.#model;
    this.#kept ??= this.#updateFor(c, r);
    const { gain, factor, logConstant, posterior } = this.#kept;
    this.#innovate(values, offset);
    const normalised = this.#squared(factor, this.#innovation);
    for (let row = 0; row < states; row++) {
      let sum = this.#predictedMean[row]!;
      for (let k = 0; k < channels; k++) {
        sum += gain.data[row * channels + k]! * this.#innovation[k]!;
      }
      this.#mean[row] = sum;
    }
    this.#covariance.data.set(posterior.data);
    return [normalised, logConstant - normalised / 2];
  }

  /** The update by the channels that were observed. */
  #updatePart(values: Float64Array, offset: number, observed: number): readonly [number, number] {
    const { states, channels, c, r } = this.#model;
    this.#kept = null;
    this.#innovate(values, offset);
    if (observed === 0) {
      this.#spread();
      this.#mean.set(this.#predictedMean);
      this.#covariance.data.set(this.#predictedCovariance.data);
      return [0, 0];
    }
    const seen = Array.from({ length: channels }, (_, channel) => channel).filter(
      (channel) => !Number.isNaN(this.#innovation[channel]!),
    );
    const partOfC = zeros(observed, states);
    const partOfR = zeros(observed, observed);
    seen.forEach((channel, row) => {
      partOfC.data.set(c.data.subarray(channel * states, (channel + 1) * states), row * states);
      seen.forEach((other, entry) => {
        partOfR.data[row * observed + entry] = r.data[channel * channels + other]!;
      });
    });
    const { gain, factor, logConstant, posterior } = this.#updateFor(partOfC, partOfR);
    const innovation = Float64Array.from(seen, (channel) => this.#innovation[channel]!);
    const normalised = this.#squared(factor, innovation);
    const step = multiply(gain, { rows: observed, columns: 1, data: innovation });
    this.#mean.forEach((_, row) => {
      this.#mean[row] = this.#predictedMean[row]! + step.data[row]!;
    });
    this.#covariance.data.set(posterior.data);
    return [normalised, logConstant - normalised / 2];
  }

  #innovate(values: Float64Array, offset: number): void {
    const { states, channels, c } = this.#model;
    for (let channel = 0; channel < channels; channel++) {
      let expected = 0;
      for (let k = 0; k < states; k++) {
        expected += c.data[channel * states + k]! * this.#predictedMean[k]!;
      }
      this.#innovation[channel] = values[offset + channel]! - expected;
    }
  }

  /** v' S^-1 v */
  #squared(factor: CholeskyFactor, innovation: Float64Array): number {
    const { size, lower } = factor;
    const { data } = this.#whitened;
    let squared = 0;
    for (let row = 0; row < size; row++) {
      let sum = innovation[row]!;
      for (let k = 0; k < row; k++) sum -= lower[row * size + k]! * data[k]!;
      const value = sum / lower[row * size + row]!;
      data[row] = value;
      squared += value * value;
    }
    return squared;
  }

  #updateFor(c: DenseMatrix, r: DenseMatrix): Update {
    const prior = this.#predictedCovariance;
    this.#spread();
    const fromState = multiply(c, prior);
    const covariance = symmetrise(addScaled(multiplyByTransposed(fromState, c), r));
    const factor = cholesky(covariance.data, covariance.rows);
    if (factor === null) {
      throw new HelmholtzError(
        'not-applicable',
        `state-space: expected a positive definite covariance of the innovation; got a singular one at step ${this.#step + 1}; make observationCovariance or initialCovariance larger`,
      );
    }
    const gain = transposed(solveFactored(factor, fromState));
    const keep = addScaled(identity(prior.rows), multiply(gain, c), { scale: -1 });
    const posterior = symmetrise(
      addScaled(
        multiplyByTransposed(multiply(keep, prior), keep),
        multiplyByTransposed(multiply(gain, r), gain),
      ),
    );
    const logConstant = -(covariance.rows * Math.log(2 * Math.PI) + logDeterminant(factor)) / 2;
    return { gain, factor, logConstant, posterior };
  }

  /** Variance of the innovation of every channel. */
  #spread(): void {
    const { states, channels, c, r } = this.#model;
    const { data } = this.#predictedCovariance;
    for (let channel = 0; channel < channels; channel++) {
      let sum = r.data[channel * channels + channel]!;
      for (let row = 0; row < states; row++) {
        for (let k = 0; k < states; k++) {
          sum +=
            c.data[channel * states + row]! *
            data[row * states + k]! *
            c.data[channel * states + k]!;
        }
      }
      this.#innovationVariance[channel] = sum;
    }
  }
}
