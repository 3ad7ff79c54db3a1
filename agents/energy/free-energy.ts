/**
 * Variational free energy in nats, with its parts. `total = complexity - accuracy = sum of levels`.
 *
 * Constants (1/2 ln 2 pi, -1/2 ln precision) are included, so that under a point posterior the total is exactly
 * -ln p(observation, values). Cauchy priors are improper and enter without a constant.
 */
export interface FreeEnergy {
  readonly total: number;
  /** Log likelihood of the sensations given the values, ln p(x_0 | x_1). */
  readonly accuracy: number;
  /** Cost of the values above the senses, -ln p(x_1, ..., x_L). */
  readonly complexity: number;
  /** Contribution of each level: its prediction errors and its prior. Sensory level first. */
  readonly levels: readonly number[];
}
