import type { Prior } from '../hierarchy.ts';
import { gaussianConstant } from './gaussian.ts';

/** A prior as one number per unit: precision (Gaussian), rate (Laplace) or weight (Cauchy). */
export function priorStrength(prior: Prior, units: number): Float64Array {
  switch (prior.kind) {
    case 'gaussian':
      return typeof prior.precision === 'number'
        ? new Float64Array(units).fill(prior.precision)
        : Float64Array.from(prior.precision);
    case 'laplace':
      return new Float64Array(units).fill(prior.rate);
    case 'cauchy':
      return new Float64Array(units).fill(prior.weight);
  }
}

/**
 * The part of a prior's cost that does not depend on the values, in nats: 1/2 (ln 2 pi - ln Pi) for a Gaussian,
 * -ln(rate / 2) for a Laplace prior, nothing for a Cauchy prior weight ln(1 + x^2), which is not a proper density for
 * weights up to 1/2. Units of strength zero (lesioned) are left out.
 */
export function priorConstant(prior: Prior, strength: ArrayLike<number>): number {
  switch (prior.kind) {
    case 'gaussian':
      return gaussianConstant(strength);
    case 'laplace':
      return Array.from(strength).reduce(
        (sum, rate) => (rate > 0 ? sum - Math.log(rate / 2) : sum),
        0,
      );
    case 'cauchy':
      return 0;
  }
}

/** Second derivative of a prior's cost at x; a Laplace prior has none away from its kink. */
export function priorCurvature(prior: Prior, strength: number, x: number): number {
  switch (prior.kind) {
    case 'gaussian':
      return strength;
    case 'laplace':
      return 0;
    case 'cauchy':
      return (strength * 2 * (1 - x * x)) / (1 + x * x) ** 2;
  }
}
