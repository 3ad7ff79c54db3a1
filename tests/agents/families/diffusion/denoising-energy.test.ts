import { expect, test } from '@jest/globals';
import { createRandom } from '../../../../agents/index.ts';
import { denoisingEnergies } from '../../../../agents/families/diffusion/denoising-energy.ts';
import {
  type FlowDenoiser,
  noiseLevels,
} from '../../../../agents/families/diffusion/probability-flow.ts';

/** Exact denoisers of Gaussians with these means and one variance, two rows for each. */
function gaussianDenoisers(means: readonly (readonly number[])[], variance: number): FlowDenoiser {
  const size = means[0]!.length;
  return {
    size,
    datum: (noisy, deviation) =>
      noisy.map((value, at) => {
        const mean = means[Math.floor(at / (2 * size))]![at % size]!;
        return mean + (variance / (variance + deviation ** 2)) * (value - mean);
      }),
    withSlopes: () => {
      throw new Error('not asked for here');
    },
  };
}

test('differences of denoising energies are differences of ln p where the denoiser is exact', () => {
  const means = [
    [0, 0],
    [1, -0.5],
    [-0.3, 2],
  ];
  const variance = 0.3;
  const datum = Float64Array.of(0.4, 0.2);
  const energies = denoisingEnergies(gaussianDenoisers(means, variance), datum, {
    ...{ hypotheses: 3, levels: noiseLevels(400, [1e-3, 1e3]) },
    random: createRandom(1, 'energies'),
  });
  const surprise = (mean: readonly number[]): number =>
    mean.reduce((sum, value, axis) => sum + (datum[axis]! - value) ** 2 / (2 * variance), 0);
  for (const hypothesis of [1, 2]) {
    expect(energies[hypothesis]! - energies[0]!).toBeCloseTo(
      surprise(means[hypothesis]!) - surprise(means[0]!),
      4,
    );
  }
});

test('the energy itself bounds -ln p with the constants of the bound', () => {
  // ln p >= -energy - size/2 (ln 2 pi least^2 + 1), and equal for a Gaussian in the mean over noise.
  const [variance, least] = [0.3, 1e-2];
  const datum = Float64Array.of(0.4);
  const random = createRandom(2, 'energies');
  const repeats = 300;
  const found = Array.from(
    { length: repeats },
    () =>
      denoisingEnergies(gaussianDenoisers([[0]], variance), datum, {
        ...{ hypotheses: 1, levels: noiseLevels(200, [least, 1e3]), random },
      })[0]!,
  );
  const mean = found.reduce((sum, energy) => sum + energy / repeats, 0);
  const spread = Math.sqrt(found.reduce((sum, energy) => sum + (energy - mean) ** 2 / repeats, 0));
  const bound = mean + 0.5 * (Math.log(2 * Math.PI * least ** 2) + 1);
  const exact = 0.5 * (Math.log(2 * Math.PI * variance) + datum[0]! ** 2 / variance);
  expect(Math.abs(bound - exact)).toBeLessThan((4 * spread) / Math.sqrt(repeats) + 2e-3);
});
