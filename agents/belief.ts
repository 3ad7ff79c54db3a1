import type { Certificate } from './inference/certificate.ts';
import type { FreeEnergy } from './energy/free-energy.ts';

/** What an agent believes at one settle step. Every array has one entry per value node of the level. */
export interface BeliefSnapshot {
  /** Inference steps since the observation was presented. */
  readonly step: number;
  /** Sensory level first. */
  readonly levels: readonly LevelBelief[];
  readonly freeEnergy: FreeEnergy;
  /** Euclidean norm of each level's weighted prediction errors. */
  readonly errorNorms: readonly number[];
  readonly certificate: Certificate;
  /** Posterior probability of each class; empty for agents without classes. */
  readonly posterior: readonly number[];
}

/** Beliefs about one level. Where windows overlap, errors and predictions of the same unit are averaged. */
export interface LevelBelief {
  /** Value nodes: the posterior mean. */
  readonly values: Float64Array;
  /** Top-down expectation; the prior mean at the top level. */
  readonly prediction: Float64Array;
  /** Values - prediction. */
  readonly predictionErrors: Float64Array;
  /** Precision x prediction error. */
  readonly weightedErrors: Float64Array;
  /** Precision in force: as learned, times gain, zero where occluded or lesioned. */
  readonly precision: Float64Array;
}

/** Posterior variances by the Laplace approximation: the diagonal of the inverse Hessian of F. */
export interface PosteriorVariance {
  /**
   * Variance of every value node, sensory level first. A clamped node has variance 0; a node that nothing constrains
   * has variance Infinity.
   */
  readonly levels: readonly Float64Array[];
  /** Variance of the prediction of every sensory unit that the uncertainty of the levels above implies. */
  readonly prediction: Float64Array;
  /**
   * `exact`: the whole Hessian was inverted. `diagonal`: 1/H_ii, which is never above the exact variance. `sampled`: variance
   * between samples, by an agent whose inference is its own.
   */
  readonly method: 'exact' | 'diagonal' | 'sampled';
  /** Median relative error against exact solves on a sample of nodes: 0 if exact, `null` if it was not measured. */
  readonly relativeError: number | null;
}
