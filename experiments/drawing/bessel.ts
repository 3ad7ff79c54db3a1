/**
 * Bessel function of the first kind and whole order n, for x >= 0, exact to about 1e-14.
 *
 *   J_n(x) = 1/pi  integral from 0 to pi of cos(n t - x sin t) dt
 *
 * by the trapezoidal rule, which converges geometrically for periodic functions once there are more than (n + x) / 2
 * points; from x > 25 + n^2 / 2 on by the expansion for large x of Hankel (Abramowitz and Stegun, 9.2.5).
 */
export function besselJ(order: number, x: number): number {
  return x > 25 + order ** 2 / 2 ? forLarge(order, x) : byIntegral(order, x);
}

function byIntegral(order: number, x: number): number {
  const points = Math.ceil((order + x) / 2 + 5 * Math.cbrt(x) + 12);
  let sum = 0;
  for (let k = 0; k < points; k++) {
    const t = (Math.PI * (k + 0.5)) / points;
    sum += Math.cos(order * t - x * Math.sin(t));
  }
  return sum / points;
}

function forLarge(order: number, x: number): number {
  const squared = 4 * order ** 2;
  let [even, odd, term] = [1, 0, 1];
  for (let k = 1; k < 40; k++) {
    const next = (term * (squared - (2 * k - 1) ** 2)) / (8 * k * x);
    // Terms shrink at first and grow later on.
    if (Math.abs(next) >= Math.abs(term)) break;
    term = next;
    const signed = Math.floor(k / 2) % 2 === 0 ? term : -term;
    if (k % 2 === 1) odd += signed;
    else even += signed;
    if (Math.abs(term) < 1e-17) break;
  }
  const angle = x - (order * Math.PI) / 2 - Math.PI / 4;
  return Math.sqrt(2 / (Math.PI * x)) * (even * Math.cos(angle) - odd * Math.sin(angle));
}

/** Distance of the samples between which {@link besselBetween} interpolates. */
const STEP = 0.01;

/**
 * The Bessel function for many arguments from 0 to `most`. Where that is quicker, it is interpolated by cubics between
 * samples 0.01 apart, with the slope (J_{n-1} - J_{n+1}) / 2: wrong by less than 0.01^4 / 384 = 3e-11.
 */
export function besselBetween(order: number, most: number, count: number): (x: number) => number {
  const samples = Math.ceil(most / STEP) + 2;
  if (3 * samples > count) return (x) => besselJ(order, x);
  const values = Float64Array.from({ length: samples }, (_, k) => besselJ(order, k * STEP));
  const slopes = Float64Array.from({ length: samples }, (_, k) => {
    const x = k * STEP;
    // J_{-1} = -J_1.
    const before = order === 0 ? -besselJ(1, x) : besselJ(order - 1, x);
    return (STEP * (before - besselJ(order + 1, x))) / 2;
  });
  return (x) => {
    const k = Math.min(samples - 2, Math.floor(x / STEP));
    const t = x / STEP - k;
    const [from, to] = [values[k]!, values[k + 1]!];
    const [start, end] = [slopes[k]!, slopes[k + 1]!];
    const bend = 3 * (to - from) - 2 * start - end;
    const twist = 2 * (from - to) + start + end;
    return from + t * (start + t * (bend + t * twist));
  };
}
