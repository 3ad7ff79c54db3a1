/** Points of the trapezoidal rule, which converges geometrically for periodic functions. */
const POINTS = 400;

/**
 * Bessel function of the first kind and whole order n,
 *
 *   J_n(x) = 1/pi  integral from 0 to pi of cos(n t - x sin t) dt.
 *
 * Exact to rounding for |x| + n below about 300.
 */
export function besselJ(order: number, x: number): number {
  let sum = 0;
  for (let k = 0; k < POINTS; k++) {
    const t = (Math.PI * (k + 0.5)) / POINTS;
    sum += Math.cos(order * t - x * Math.sin(t));
  }
  return sum / POINTS;
}
