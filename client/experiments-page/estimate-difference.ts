/** A number with its 95 % interval, as it comes from the server. */
export interface Estimate {
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

/**
 * The difference of two independent estimates (second minus first) with a 95 % interval made of theirs, which need not be
 * symmetric:
 *
 *   lower = d - sqrt((b - b_lower)^2 + (a_upper - a)^2),   upper = d + sqrt((b_upper - b)^2 + (a - a_lower)^2)
 *
 * @see Zou & Donner (2008), Statistics in Medicine 27, 1693
 */
export function estimateDifference(first: Estimate, second: Estimate): Estimate {
  const { value: a, lower: aLower, upper: aUpper } = first;
  const { value: b, lower: bLower, upper: bUpper } = second;
  if (a === null || b === null) return { value: null, lower: null, upper: null };
  const value = b - a;
  if (aLower === null || aUpper === null || bLower === null || bUpper === null) {
    return { value, lower: null, upper: null };
  }
  return {
    value,
    lower: value - Math.hypot(b - bLower, aUpper - a),
    upper: value + Math.hypot(bUpper - b, a - aLower),
  };
}
