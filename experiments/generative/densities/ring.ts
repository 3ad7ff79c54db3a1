import { ring } from '../../../agents/index.ts';
import { cloudDensity, type ToyDensity } from './toy-density.ts';

/**
 * Eight clouds on a circle.
 *
 * @param deviation Of a cloud along an axis; small against the radius.
 * @see Srivastava et al. (2017), `REFERENCES.srivastava2017`
 */
export function ringDensity(radius = 2, deviation = 0.02): ToyDensity {
  return cloudDensity('ring', ring(8, radius, deviation));
}
