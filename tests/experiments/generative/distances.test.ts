import { describe, expect, test } from '@jest/globals';
import { createRandom } from '../../../agents/index.ts';
import {
  crossEntropyBits,
  divergenceBits,
  entropyBits,
  type Gaussian,
  gaussianDivergence,
  gaussianMeanDiscrepancy,
  meanDiscrepancy,
  momentsOf,
  perplexity,
  squaredFrechetDistance,
} from '../../../experiments/index.ts';

const line = (mean: number, deviation: number): Gaussian => ({
  mean: [mean],
  covariance: [[deviation ** 2]],
});

/** Rotated by an angle, with variances along its axes. */
function ellipse(mean: readonly number[], variances: readonly [number, number], angle: number) {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const [a, b] = variances;
  return {
    mean,
    covariance: [
      [a * c * c + b * s * s, (a - b) * c * s],
      [(a - b) * c * s, a * s * s + b * c * c],
    ],
  };
}

function draws(gaussian: Gaussian, count: number, seed: number): number[][] {
  const random = createRandom(seed, 'draws');
  const deviation = Math.sqrt(gaussian.covariance[0]![0]!);
  return Array.from({ length: count }, () => [gaussian.mean[0]! + deviation * random.normal()]);
}

describe('the divergence of Gaussians', () => {
  test('N(0, 1) and N(1, 2^2): .443147 nats, the other way 1.306853', () => {
    expect(gaussianDivergence(line(0, 1), line(1, 2))).toBeCloseTo(0.443147, 6);
    expect(gaussianDivergence(line(1, 2), line(0, 1))).toBeCloseTo(1.306853, 6);
  });

  test('is the integral of p ln p / q', () => {
    const [p, q] = [line(0.3, 0.7), line(-0.4, 1.1)];
    const log = (x: number, { mean, covariance }: Gaussian): number =>
      -0.5 * Math.log(2 * Math.PI * covariance[0]![0]!) -
      (x - mean[0]!) ** 2 / (2 * covariance[0]![0]!);
    let sum = 0;
    for (let x = -8; x < 8; x += 1e-3) {
      sum += Math.exp(log(x, p)) * (log(x, p) - log(x, q)) * 1e-3;
    }
    expect(gaussianDivergence(p, q)).toBeCloseTo(sum, 9);
  });

  test('adds up over independent axes, however they are turned', () => {
    const turned = gaussianDivergence(
      ellipse([0, 0], [1, 4], 0.6),
      ellipse([Math.cos(0.6), Math.sin(0.6)], [2.25, 1], 0.6),
    );
    const apart =
      gaussianDivergence(line(0, 1), line(1, 1.5)) + gaussianDivergence(line(0, 2), line(0, 1));
    expect(turned).toBeCloseTo(apart, 12);
  });

  test('is none of a Gaussian and itself, and refuses what is no covariance', () => {
    const p = ellipse([1, 2], [3, 0.1], 1);
    expect(gaussianDivergence(p, p)).toBeCloseTo(0, 12);
    expect(() =>
      gaussianDivergence(p, {
        mean: [0, 0],
        covariance: [
          [1, 2],
          [2, 1],
        ],
      }),
    ).toThrow('gaussian: expected a positive definite covariance');
  });
});

describe('the Frechet distance of Gaussians', () => {
  test('N(0, 1) and N(1, 2^2): 2 squared', () => {
    expect(squaredFrechetDistance(line(0, 1), line(1, 2))).toBeCloseTo(2, 12);
  });

  test('is that of the deviations along common axes, however they are turned', () => {
    const p = ellipse([0, 0], [1, 9], 0.3);
    const q = ellipse([2, -1], [4, 0.25], 0.3);
    expect(squaredFrechetDistance(p, q)).toBeCloseTo(5 + (1 - 2) ** 2 + (3 - 0.5) ** 2, 10);
    expect(squaredFrechetDistance(q, p)).toBeCloseTo(squaredFrechetDistance(p, q), 10);
  });

  test('of covariances that do not commute is tr(A) + tr(B) - 2 sqrt(tr(A B) + 2 sqrt(|A B|))', () => {
    // The trace of the root of a 2 x 2 matrix M with positive eigenvalues is sqrt(tr M + 2 sqrt |M|).
    const p = ellipse([0, 0], [1, 9], 0.3);
    const q = ellipse([0, 0], [4, 0.25], 1.2);
    const product = p.covariance.reduce(
      (sum, row, a) => sum + row.reduce((inner, v, b) => inner + v * q.covariance[b]![a]!, 0),
      0,
    );
    const expected = 10 + 4.25 - 2 * Math.sqrt(product + 2 * Math.sqrt(9 * 1));
    expect(squaredFrechetDistance(p, q)).toBeCloseTo(expected, 10);
  });

  test('allows points without any spread', () => {
    const flat: Gaussian = {
      mean: [3, 0],
      covariance: [
        [0, 0],
        [0, 0],
      ],
    };
    expect(squaredFrechetDistance(flat, ellipse([0, 0], [1, 2], 0.4))).toBeCloseTo(12, 12);
  });

  test('of samples comes close to that of where they are from', () => {
    const p = momentsOf(draws(line(0, 1), 20_000, 1));
    const q = momentsOf(draws(line(1, 2), 20_000, 2));
    expect(Math.abs(squaredFrechetDistance(p, q) - 2)).toBeLessThan(0.15);
  });
});

describe('the maximum mean discrepancy', () => {
  test.each([
    [0.5, 0.047124],
    [1, 0.177268],
    [2, 0.561858],
  ])('of N(0, 1) and N(%d, 1) under a kernel of width 1 is %d', (distance, expected) => {
    const found = gaussianMeanDiscrepancy(line(0, 1), line(distance, 1), 1);
    expect(found).toBeCloseTo(expected, 6);
    expect(found).toBeCloseTo((2 / Math.sqrt(3)) * (1 - Math.exp((-distance * distance) / 6)), 12);
  });

  test('in closed form is the integral over both densities, at other widths and in two dimensions', () => {
    const [p, q] = [line(0.2, 0.6), line(-0.5, 1.3)];
    const kernel = (a: Gaussian, b: Gaussian): number => {
      const density = (x: number, { mean, covariance }: Gaussian): number =>
        Math.exp(-((x - mean[0]!) ** 2) / (2 * covariance[0]![0]!)) /
        Math.sqrt(2 * Math.PI * covariance[0]![0]!);
      let sum = 0;
      for (let x = -8; x < 8; x += 0.05) {
        for (let y = -8; y < 8; y += 0.05) {
          sum += density(x, a) * density(y, b) * Math.exp(-((x - y) ** 2) / (2 * 0.49)) * 0.0025;
        }
      }
      return sum;
    };
    const expected = kernel(p, p) + kernel(q, q) - 2 * kernel(p, q);
    expect(gaussianMeanDiscrepancy(p, q, 0.7)).toBeCloseTo(expected, 8);
    // Independent axes: expected kernels multiply; one axis that does not differ scales the whole.
    const plane = (x: Gaussian): Gaussian => ({
      mean: [x.mean[0]!, 0],
      covariance: [
        [x.covariance[0]![0]!, 0],
        [0, 1],
      ],
    });
    const factor = 1 / Math.sqrt(1 + 2 / 0.49);
    expect(gaussianMeanDiscrepancy(plane(p), plane(q), 0.7)).toBeCloseTo(expected * factor, 8);
  });

  test('is estimated without bias: the mean over samples is the closed form', () => {
    const expected = gaussianMeanDiscrepancy(line(0, 1), line(1, 1), 1);
    const repeats = 300;
    const found = Array.from({ length: repeats }, (_, seed) =>
      meanDiscrepancy(draws(line(0, 1), 10, seed), draws(line(1, 1), 10, 1000 + seed), 1),
    );
    const mean = found.reduce((sum, value) => sum + value, 0) / repeats;
    const spread = Math.sqrt(
      found.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (repeats - 1),
    );
    expect(Math.abs(mean - expected)).toBeLessThan((4 * spread) / Math.sqrt(repeats));
    // The estimate that keeps pairs of a point with itself is larger by some 2 (1 - E k) / n: that would be seen.
    expect((4 * spread) / Math.sqrt(repeats)).toBeLessThan((2 * (1 - 1 / Math.sqrt(3))) / 10);
  });

  test('needs two points in each sample', () => {
    expect(() => meanDiscrepancy([[0]], [[0], [1]], 1)).toThrow('at least 2 in each sample');
  });
});

describe('cross-entropy', () => {
  test('is the entropy plus the divergence; perplexity of 27 symbols that are alike is 27', () => {
    const p = [0.5, 0.25, 0.25, 0];
    const q = [0.25, 0.25, 0.25, 0.25];
    expect(entropyBits(p)).toBeCloseTo(1.5, 12);
    expect(crossEntropyBits(p, q)).toBeCloseTo(2, 12);
    expect(divergenceBits(p, q)).toBeCloseTo(0.5, 12);
    expect(crossEntropyBits(q, p)).toBe(Infinity);
    const uniform = Array.from({ length: 27 }, () => 1 / 27);
    expect(perplexity(uniform, uniform)).toBeCloseTo(27, 9);
  });
});
