import { HelmholtzError } from '../../agents/index.ts';
import type { DriftDiffusion } from './drift-diffusion.ts';
import { diffusionMoments } from './drift-diffusion.ts';

/** What EZ-diffusion takes: three statistics of choices between two. */
export interface ResponseStatistics {
  /** Share of correct responses. */
  readonly correct: number;
  /** Variance of the reaction times of correct responses, s^2. */
  readonly variance: number;
  /** Mean of them, s. */
  readonly mean: number;
  /** Number of trials, for the correction of a perfect or chance score; no correction without it. */
  readonly trials?: number;
}

/** Usual noise, which fixes the unit of drift and separation. */
export const USUAL_NOISE = 0.1;

/**
 * Drift, separation and non-decision time from accuracy, variance and mean of reaction times:
 *
 *   L = ln(P / (1 - P)),  v = sign(P - 1/2) s (L (L P^2 - L P + P - 1/2) / VRT)^(1/4),  a = s^2 L / v,  Ter = MRT - mean
 *
 * A score of 0, 1/2 or 1, at which this is not defined, is moved by half a trial where the number of trials is known.
 *
 * @throws {HelmholtzError} `not-applicable` for a score at which it is not defined, or a variance that is not positive.
 * @see Wagenmakers, van der Maas & Grasman (2007), `REFERENCES.wagenmakers2007`
 */
export function fitEzDiffusion(
  statistics: ResponseStatistics,
  noise = USUAL_NOISE,
): DriftDiffusion {
  const { variance, mean } = statistics;
  const correct = edgeCorrected(statistics);
  if (!(correct > 0 && correct < 1) || correct === 0.5) {
    throw new HelmholtzError(
      'not-applicable',
      `ez-diffusion: expected a share of correct responses other than 0, 1/2 and 1; got ${correct}`,
    );
  }
  if (!(variance > 0)) {
    throw new HelmholtzError(
      'not-applicable',
      `ez-diffusion: expected variance of reaction times > 0; got ${variance}`,
    );
  }
  const odds = Math.log(correct / (1 - correct));
  const fourth = (odds * (odds * correct ** 2 - odds * correct + correct - 0.5)) / variance;
  const drift = Math.sign(correct - 0.5) * noise * fourth ** 0.25;
  const separation = (noise ** 2 * odds) / drift;
  const { meanDecisionTime } = diffusionMoments({ drift, separation, noise });
  return { drift, separation, nonDecision: mean - meanDecisionTime, noise };
}

function edgeCorrected({ correct, trials }: ResponseStatistics): number {
  if (trials === undefined) return correct;
  const half = 1 / (2 * trials);
  if (correct === 0.5) return 0.5 + half;
  return Math.min(1 - half, Math.max(half, correct));
}
