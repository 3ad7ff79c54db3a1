import { HelmholtzError } from '../../errors.ts';
import type { HierarchyMatrices } from './temporal-hierarchy.ts';

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

/** The options with every default filled in. */
export type SettledCodingOptions = Required<Omit<TemporalCodingOptions, 'inferenceRate'>> & {
  /** `null` for 1 / largest curvature. */
  readonly inferenceRate: number | null;
};

const DEFAULTS: SettledCodingOptions = {
  settleSteps: 200,
  tolerance: 1e-10,
  covarianceRate: 0.02,
  learningRate: 0.01,
  priorCovariance: 'fixed',
  learn: [],
  inferenceRate: null,
};

/**
 * Fills the defaults in and refuses what cannot be.
 *
 * @throws {HelmholtzError} `parameter-out-of-range`, with the option that it is about.
 */
export function checkedCodingOptions(
  given: TemporalCodingOptions,
  { levels }: HierarchyMatrices,
): SettledCodingOptions {
  const options: SettledCodingOptions = {
    ...DEFAULTS,
    ...given,
    inferenceRate: given.inferenceRate ?? null,
  };
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
  return options;
}
