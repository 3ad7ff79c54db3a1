import type { Random } from '../../maths/random.ts';
import type { FlowDenoiser } from './probability-flow.ts';

/**
 * How badly a datum is denoised under each of some hypotheses, nats: the only part of the variational bound of -ln p(datum) that
 * depends on the hypothesis,
 *
 *   integral over ln s of  E |x - E[x | x + s noise]|^2 / s^2
 *
 * Differences between hypotheses are therefore differences of bounds, and of ln p itself where the denoiser is exact. The integral is
 * a sum over levels by the rule of trapezoids; at each level one noise is drawn, added and taken away, the same for all hypotheses, so
 * that what is linear in it cancels.
 *
 * @param denoiser In scaled units; row 2h and row 2h + 1 are denoised by hypothesis h.
 * @param datum In scaled units.
 * @param options.levels Deviations of the noise, evenly spaced on a logarithmic scale.
 * @returns One energy per hypothesis.
 * @see Kingma, Salimans, Poole & Ho (2021), `REFERENCES.kingma2021`; Li et al. (2023), `REFERENCES.liPrabhudesai2023`
 */
export function denoisingEnergies(
  { size, datum: denoise }: FlowDenoiser,
  datum: Float64Array,
  {
    hypotheses,
    levels,
    random,
  }: {
    readonly hypotheses: number;
    readonly levels: Float64Array;
    readonly random: Random;
  },
): Float64Array {
  const energies = new Float64Array(hypotheses);
  const noisy = new Float64Array(2 * hypotheses * size);
  levels.forEach((deviation, index) => {
    const before = levels[index - 1] ?? deviation;
    const after = levels[index + 1] ?? deviation;
    const step = Math.abs(Math.log(after / before)) / 2;
    const noise = datum.map(() => deviation * random.normal());
    for (let at = 0; at < noisy.length; at++) {
      const isAdded = Math.floor(at / size) % 2 === 0;
      noisy[at] = datum[at % size]! + (isAdded ? 1 : -1) * noise[at % size]!;
    }
    const expected = denoise(noisy, deviation);
    for (let at = 0; at < noisy.length; at++) {
      const error = datum[at % size]! - expected[at]!;
      // Half of it, since there are two noises per hypothesis.
      energies[Math.floor(at / (2 * size))]! += (0.5 * step * error * error) / deviation ** 2;
    }
  });
  return energies;
}
