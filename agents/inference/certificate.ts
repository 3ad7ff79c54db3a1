/** Where settling stands and why; what a reader needs to trust (or not) the beliefs. */
export interface Certificate {
  readonly status: 'settling' | 'settled' | 'step-limit' | 'diverged';
  /** Inference steps taken since the beliefs were reset. */
  readonly steps: number;
  /** Largest absolute entry of dF/dvalues over the free value nodes (of the steepest subgradient at a kink). */
  readonly gradientNorm: number;
  /** The same for each level, sensory level first. */
  readonly levelNorms: readonly number[];
  /** Settled means that the gradient norm is at most this, or that the free energy has stopped changing. */
  readonly tolerance: number;
  /** Step size of settling. */
  readonly inferenceRate: number;
  /**
   * Estimate of the largest stable step size of explicit Euler, 2/lambda_max with lambda_max the largest eigenvalue of
   * the Hessian of F at the present values (power iteration); `null` before it is estimated.
   */
  readonly largestStableRate: number | null;
  /**
   * Condition number lambda_max / lambda_min of the Hessian of F over the nodes that may move (without those that a Laplace
   * prior holds at zero): the slowest direction settles so many times slower than the fastest. Infinity where some
   * direction is flat or leads down; `null` before it is computed, and where there are too many nodes.
   */
  readonly conditionNumber: number | null;
  /** One sentence: settled, step limit, or diverged with the level, the step and what to change. */
  readonly explanation: string;
}
