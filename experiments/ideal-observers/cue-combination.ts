/** What one cue says of a quantity, with Gaussian noise. */
export interface Cue {
  readonly value: number;
  /** Standard deviation of its noise, > 0. */
  readonly deviation: number;
}

/** The exact posterior of a quantity. */
export interface CombinedCues {
  readonly mean: number;
  readonly deviation: number;
  /** Weight of each cue in the mean, in their order; with a prior they sum to less than 1. */
  readonly weights: readonly number[];
}

/**
 * Combines independent Gaussian cues, and a Gaussian prior where there is one. Precisions add, and each cue weighs as
 * much as its share of them:
 *
 *   w_i = s_i^-2 / sum_j s_j^-2,  s^2 = 1 / sum_j s_j^-2
 *
 * @see Ernst & Banks (2002), `REFERENCES.ernstBanks2002`
 */
export function combineCues(
  cues: readonly Cue[],
  prior?: { readonly mean: number; readonly deviation: number },
): CombinedCues {
  const precisions = cues.map(({ deviation }) => deviation ** -2);
  const priorPrecision = prior === undefined ? 0 : prior.deviation ** -2;
  const total = precisions.reduce((sum, precision) => sum + precision, priorPrecision);
  const weights = precisions.map((precision) => precision / total);
  const mean = cues.reduce(
    (sum, { value }, at) => sum + weights[at]! * value,
    prior === undefined ? 0 : (priorPrecision / total) * prior.mean,
  );
  return { mean, deviation: 1 / Math.sqrt(total), weights };
}
