import { describe, expect, test } from '@jest/globals';
import {
  createRandom,
  type GaussianMixture,
  linearSchedule,
  mixtureDenoiser,
  mixtureLogDensity,
  reverseGaussian,
  type ReverseNoise,
  ring,
  synthesiseDiffusion,
} from '../../../../agents/index.ts';
import { modeCoverage, QUALITY_CEILING } from '../../../../experiments/index.ts';

describe('the schedule of noise', () => {
  test('of a thousand steps is that of the paper, and leaves nothing of the datum', () => {
    const { added, kept } = linearSchedule(1000);
    expect(added[0]).toBeCloseTo(1e-4, 12);
    expect(added[999]).toBeCloseTo(0.02, 12);
    const logs = added.reduce((sum, beta) => sum + Math.log1p(-beta), 0);
    expect(Math.log(kept[999]!)).toBeCloseTo(logs, 10);
    expect(kept[999]).toBeLessThan(1e-4);
    expect(() => linearSchedule(20)).toThrow(
      'diffusion.steps: expected a whole number above 20; got 20',
    );
  });
});

describe('the exact denoiser', () => {
  const mixture: GaussianMixture = {
    weights: [0.2, 0.5, 0.3],
    means: [
      [1, 0],
      [-1, 0.5],
      [0, -1],
    ],
    deviation: 0.3,
  };
  test.each([0.9, 0.5, 0.05])(
    'is the score of the noisy density in other words, kept %d',
    (kept) => {
      const noisyMixture: GaussianMixture = {
        weights: mixture.weights,
        means: mixture.means.map((mean) => mean.map((value) => Math.sqrt(kept) * value)),
        deviation: Math.sqrt(kept * 0.09 + 1 - kept),
      };
      const point = [0.3, -0.4];
      const step = 1e-5;
      const expected = point.map((value, axis) => {
        const at = (shift: number): number =>
          mixtureLogDensity(
            noisyMixture,
            point.map((other, place) => (place === axis ? other + shift : other)),
          );
        const slope = (at(step) - at(-step)) / (2 * step);
        return (value + (1 - kept) * slope) / Math.sqrt(kept);
      });
      mixtureDenoiser(mixture)(point, kept).forEach((value, axis) => {
        expect(value).toBeCloseTo(expected[axis]!, 7);
      });
    },
  );
});

describe('diffusion told backward', () => {
  test.each([
    [0.5, 50],
    [0.5, 1000],
    [1.5, 200],
  ])(
    'with the right noise gives Gaussian data of deviation %d back in %d steps',
    (deviation, steps) => {
      const schedule = linearSchedule(steps);
      const made = reverseGaussian(schedule, { mean: 0.5, deviation }, deviation);
      expect(Math.abs(made.variance - deviation ** 2)).toBeLessThan(1e-6);
      // What is left of the first point, which is drawn about 0 whatever the data are.
      const left = 0.5 * Math.sqrt(schedule.kept.at(-1)!) * deviation ** 2;
      expect(Math.abs(made.mean - 0.5)).toBeLessThan(left + 1e-6);
    },
  );

  test.each([
    [50, 0.0078],
    [100, 0.0099],
    [200, 0.0121],
    [1000, 0.0163],
  ])(
    'with small noise spreads too little: data of deviation .02 in %d steps get %d',
    (steps, expected) => {
      const { variance } = reverseGaussian(
        linearSchedule(steps),
        { mean: 2, deviation: 0.02 },
        'small',
      );
      expect(Math.abs(Math.sqrt(variance) / expected - 1)).toBeLessThan(0.03);
    },
  );

  test('makes points whose mean and variance are those of the recursion', () => {
    const schedule = linearSchedule(50);
    const one: GaussianMixture = { weights: [1], means: [[2]], deviation: 0.4 };
    const denoise = mixtureDenoiser(one);
    for (const noise of ['small', 'large', 0.4] as const) {
      const random = createRandom(1, 'reverse');
      const count = 500;
      const points = Array.from(
        { length: count },
        () => synthesiseDiffusion(schedule, denoise, { dimensions: 1, noise, random })[0]!,
      );
      const { mean, variance } = reverseGaussian(schedule, { mean: 2, deviation: 0.4 }, noise);
      const found = points.reduce((sum, value) => sum + value, 0) / count;
      const spread = points.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count;
      expect(Math.abs(found - mean)).toBeLessThan(4 * Math.sqrt(variance / count));
      expect(Math.abs(spread / variance - 1)).toBeLessThan(4 * Math.sqrt(2 / count));
    }
  });

  test('finds all modes of the ring; too many of its points are good ones, unless the noise is right', () => {
    const mixture = ring(8, 2, 0.02);
    const denoise = mixtureDenoiser(mixture);
    const schedule = linearSchedule(50);
    const judge = (noise: ReverseNoise) => {
      const random = createRandom(2, 'ring');
      const points = Array.from({ length: 500 }, () =>
        synthesiseDiffusion(schedule, denoise, { dimensions: 2, noise, random }),
      );
      const { covered, highQuality, spreads } = modeCoverage(points, mixture.means, 0.02);
      return { covered, highQuality, spread: spreads.reduce((sum, value) => sum + value, 0) / 8 };
    };
    const small = judge('small');
    expect(small.covered).toBe(8);
    expect(small.highQuality).toBeGreaterThan(0.995);
    expect(small.spread).toBeLessThan(0.009);
    const right = judge(0.02);
    expect(right.covered).toBe(8);
    const error = Math.sqrt((QUALITY_CEILING * (1 - QUALITY_CEILING)) / 500);
    expect(Math.abs(right.highQuality - QUALITY_CEILING)).toBeLessThan(4 * error);
    expect(Math.abs(right.spread / 0.02 - 1)).toBeLessThan(0.1);
  });
});
