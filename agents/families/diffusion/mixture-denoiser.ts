import { type GaussianMixture, mixtureResponsibilities } from '../mixture/gaussian-mixture.ts';

/** What a noisy point says of the datum behind it: E[x_0 | x_t], by coordinate. */
export type Denoiser = (noisy: readonly number[], kept: number) => number[];

/**
 * The exact denoiser of a mixture of round Gaussians: a noisy point belongs to modes by its responsibilities, and within a
 * mode the datum is regressed on it,
 *
 *   E[x_0 | x_t, mode] = mu + kept^1/2 sd^2 (x_t - kept^1/2 mu) / (kept sd^2 + 1 - kept)
 *
 * It is the score of the noisy density in other words: E[x_0 | x_t] = (x_t + (1 - kept) grad ln p(x_t)) / kept^1/2.
 */
export function mixtureDenoiser({ weights, means, deviation }: GaussianMixture): Denoiser {
  return (noisy, kept) => {
    const root = Math.sqrt(kept);
    const variance = kept * deviation ** 2 + 1 - kept;
    const shares = mixtureResponsibilities(
      {
        weights,
        means: means.map((mean) => mean.map((value) => root * value)),
        deviation: Math.sqrt(variance),
      },
      noisy,
    );
    const gain = (root * deviation ** 2) / variance;
    return noisy.map((value, axis) =>
      shares.reduce(
        (sum, share, mode) =>
          sum + share * (means[mode]![axis]! + gain * (value - root * means[mode]![axis]!)),
        0,
      ),
    );
  };
}
