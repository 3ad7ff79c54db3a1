import type { Random } from '../../maths/random.ts';
import type { Denoiser } from './mixture-denoiser.ts';
import type { NoiseSchedule } from './noise-schedule.ts';

/**
 * How much noise a step backward adds.
 *
 * - `small`: the variance of x_t-1 given x_t and the datum, as if the datum were known.
 * - `large`: beta_t.
 * - a number: the right one for data that are locally Gaussian with this deviation along each axis; it adds to `small` what is
 *   not known of the datum.
 */
export type ReverseNoise = 'small' | 'large' | number;

/** One step backward: x_t-1 = fromDatum E[x_0 | x_t] + fromNoisy x_t + deviation noise. */
export interface ReverseStep {
  readonly fromDatum: number;
  readonly fromNoisy: number;
  readonly deviation: number;
}

/**
 * The step from t to t - 1.
 *
 * @param index t - 1.
 * @see Ho, Jain & Abbeel (2020), `REFERENCES.ho2020`; Bao et al. (2022), `REFERENCES.bao2022`
 */
export function reverseStep(
  { added, kept }: NoiseSchedule,
  index: number,
  noise: ReverseNoise,
): ReverseStep {
  const beta = added[index]!;
  const now = kept[index]!;
  const before = index === 0 ? 1 : kept[index - 1]!;
  const fromDatum = (Math.sqrt(before) * beta) / (1 - now);
  const fromNoisy = (Math.sqrt(1 - beta) * (1 - before)) / (1 - now);
  const small = (beta * (1 - before)) / (1 - now);
  if (noise === 'small') return { fromDatum, fromNoisy, deviation: Math.sqrt(small) };
  // The last step hands out what is expected, as the authors do.
  if (noise === 'large') {
    return { fromDatum, fromNoisy, deviation: index === 0 ? 0 : Math.sqrt(beta) };
  }
  // Variance of the datum once the noisy point is known.
  const open = (noise ** 2 * (1 - now)) / (now * noise ** 2 + 1 - now);
  return { fromDatum, fromNoisy, deviation: Math.sqrt(small + fromDatum ** 2 * open) };
}

/**
 * Synthesises a point by diffusion told backward: from noise, a step at a time, towards what the denoiser expects.
 */
export function synthesiseDiffusion(
  schedule: NoiseSchedule,
  denoise: Denoiser,
  {
    dimensions,
    noise,
    random,
  }: { readonly dimensions: number; readonly noise: ReverseNoise; readonly random: Random },
): number[] {
  let point = Array.from({ length: dimensions }, () => random.normal());
  for (let index = schedule.steps - 1; index >= 0; index--) {
    const { fromDatum, fromNoisy, deviation } = reverseStep(schedule, index, noise);
    const datum = denoise(point, schedule.kept[index]!);
    point = point.map(
      (value, axis) =>
        fromDatum * datum[axis]! +
        fromNoisy * value +
        (deviation === 0 ? 0 : deviation * random.normal()),
    );
  }
  return point;
}

/**
 * Mean and variance of what diffusion told backward makes of Gaussian data N(mean, deviation^2), exactly: every step is
 * linear, so that they follow by recursion.
 */
export function reverseGaussian(
  schedule: NoiseSchedule,
  { mean, deviation }: { readonly mean: number; readonly deviation: number },
  noise: ReverseNoise,
): { readonly mean: number; readonly variance: number } {
  let [expected, variance] = [0, 1];
  for (let index = schedule.steps - 1; index >= 0; index--) {
    const step = reverseStep(schedule, index, noise);
    const kept = schedule.kept[index]!;
    const gain = (Math.sqrt(kept) * deviation ** 2) / (kept * deviation ** 2 + 1 - kept);
    const slope = step.fromDatum * gain + step.fromNoisy;
    expected = slope * expected + step.fromDatum * (mean - gain * Math.sqrt(kept) * mean);
    variance = slope ** 2 * variance + step.deviation ** 2;
  }
  return { mean: expected, variance };
}
