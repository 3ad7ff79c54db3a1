import { grid } from '../../../agents/index.ts';
import { cloudDensity, type ToyDensity } from './toy-density.ts';

/**
 * Twenty-five clouds on a square lattice.
 *
 * @param deviation Of a cloud along an axis; small against the spacing.
 * @see Srivastava et al. (2017), `REFERENCES.srivastava2017`
 */
export function gridDensity(spacing = 2, deviation = 0.05): ToyDensity {
  return cloudDensity('grid', grid(5, spacing, deviation));
}
