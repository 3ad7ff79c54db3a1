import type { Agent } from '../../agents/index.ts';

/** What error units do while an agent settles, level by level. */
export interface ErrorWaves {
  /** For each level, sensory first: sum over units of |Pi e| at every settle step, the state before the first included. */
  readonly levels: readonly (readonly number[])[];
}

/**
 * Waves like those of evoked potentials: the sum of the sizes of precision-weighted prediction errors of each level in the
 * course of settling,
 *
 *   wave_l(t) = sum_i |Pi_i e_i(t)|
 *
 * A level that nothing predicts and whose prior is no Gaussian has no error units: its wave is 0.
 *
 * By convention the sensory level stands for early components (N1, P1), levels above for later ones (mismatch, P3b). Time
 * is in settle steps: milliseconds need one constant per model that is declared once. The agent goes on from where it is:
 * observe first.
 */
export function errorWaves(agent: Agent, steps: number): ErrorWaves {
  const levels: number[][] = [];
  for (let step = 0; step <= steps; step++) {
    if (step > 0) agent.step(1);
    agent.belief().levels.forEach(({ weightedErrors }, level) => {
      (levels[level] ??= []).push(weightedErrors.reduce((sum, error) => sum + Math.abs(error), 0));
    });
  }
  return { levels };
}
