/** Ends of the slider of the inference rate, in powers of two. */
export interface RateScale {
  readonly lowest: number;
  readonly highest: number;
  /** Slider position of the largest stable rate; `null` before it is known. */
  readonly stable: number | null;
}

/**
 * A slider on a logarithmic scale that reaches twice beyond the largest stable rate, so that running away can be
 * seen; before that rate is known, it surrounds the present one.
 */
export function rateScale(largestStableRate: number | null, present: number): RateScale {
  const stable =
    largestStableRate !== null && largestStableRate > 0 && largestStableRate < 1e6
      ? Math.log2(largestStableRate)
      : null;
  const middle = stable ?? Math.log2(present) + 2;
  return {
    lowest: Math.min(middle - 7, Math.floor(Math.log2(present))),
    highest: Math.max(middle + 1, Math.ceil(Math.log2(present) - 1e-9)),
    stable,
  };
}

/** Where on the slider a position lies, 0..1. */
export function shareOf({ lowest, highest }: RateScale, position: number): number {
  return Math.min(1, Math.max(0, (position - lowest) / (highest - lowest)));
}
