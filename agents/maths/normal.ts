/** Below this distance from the mean the power series is used, above it the continued fraction. */
const SERIES_END = 3;
const SERIES_TERMS = 120;
const FRACTION_TERMS = 120;

/** Density of the standard normal distribution at x. */
export function normalDensity(x: number): number {
  return Math.exp(-(x * x) / 2) / Math.sqrt(2 * Math.PI);
}

/**
 * Cumulative distribution of the standard normal, Phi(x), to a relative error of about 1e-14 in both tails.
 *
 *   Phi(x) = 1/2 + phi(x) (x + x^3/3 + x^5/(3 5) + ...)    near the mean
 *   Phi(-x) = phi(x) / (x + 1/(x + 2/(x + 3/(x + ...))))   in the tails
 */
export function normalCumulative(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  const size = Math.abs(x);
  if (size < SERIES_END) {
    let term = x;
    let sum = x;
    for (let k = 1; k < SERIES_TERMS; k++) {
      term *= (x * x) / (2 * k + 1);
      const next = sum + term;
      if (next === sum) break;
      sum = next;
    }
    return 0.5 + normalDensity(x) * sum;
  }
  if (size > 39) return x < 0 ? 0 : 1;
  let fraction = size;
  for (let k = FRACTION_TERMS; k >= 1; k--) fraction = size + k / fraction;
  const tail = normalDensity(size) / fraction;
  return x < 0 ? tail : 1 - tail;
}

/**
 * Quantile of the standard normal: the z with Phi(z) = p, -Infinity at 0 and Infinity at 1. Found by Halley's method from
 * a start that is right to a percent.
 *
 * @throws {RangeError} unless p is in [0, 1].
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) {
    throw new RangeError(`normalQuantile: expected probability in [0, 1]; got ${p}`);
  }
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity;
  if (p > 0.5) {
    // 1 - p is exact here.
    return -normalQuantile(1 - p);
  }
  const root = Math.sqrt(-2 * Math.log(p));
  // Abramowitz & Stegun 26.2.23, error below 4.5e-4.
  let z =
    (2.515517 + root * (0.802853 + root * 0.010328)) /
      (1 + root * (1.432788 + root * (0.189269 + root * 0.001308))) -
    root;
  for (let round = 0; round < 4; round++) {
    const newton = (normalCumulative(z) - p) / normalDensity(z);
    z -= newton / (1 + (z * newton) / 2);
  }
  return z;
}
