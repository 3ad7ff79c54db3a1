import { HelmholtzError } from '../../errors.ts';

/**
 * How noise is added step by step: x_t = sqrt(1 - beta_t) x_t-1 + sqrt(beta_t) noise, so that x_t given the datum is
 * N(sqrt(kept_t) x_0, (1 - kept_t) I). Index t - 1 holds step t.
 */
export interface NoiseSchedule {
  readonly steps: number;
  /** beta_t */
  readonly added: Float64Array;
  /** kept_t, the product of 1 - beta up to t. */
  readonly kept: Float64Array;
}

/** First and last beta of a thousand steps. */
const FIRST = 1e-4;
const LAST = 0.02;
const REFERENCE = 1000;

/**
 * The linear schedule of a thousand steps; with fewer or more, betas are scaled so that about as much noise is added in all.
 *
 * @throws {HelmholtzError} `parameter-out-of-range` for fewer than 21 steps, with which a step would add more than there is.
 * @see Ho, Jain & Abbeel (2020), `REFERENCES.ho2020`
 */
export function linearSchedule(steps: number): NoiseSchedule {
  const scale = REFERENCE / steps;
  if (!Number.isInteger(steps) || !(LAST * scale < 1)) {
    throw new HelmholtzError(
      'parameter-out-of-range',
      `diffusion.steps: expected a whole number above ${LAST * REFERENCE}; got ${steps}`,
    );
  }
  const added = Float64Array.from(
    { length: steps },
    (_, index) => scale * (FIRST + ((LAST - FIRST) * index) / (steps - 1)),
  );
  let product = 1;
  return { steps, added, kept: added.map((beta) => (product *= 1 - beta)) };
}
