import { describe, expect, test } from '@jest/globals';
import { createRandom, digamma } from '../../../agents/index.ts';
import { durationStatistics, gammaShape } from '../../../experiments/analysis/dominance.ts';

describe('durations of percepts', () => {
  test.each([0.5, 1, 4, 60])('the shape %f is found from the moments that it gives', (shape) => {
    // E[x] = k and E[ln x] = digamma(k) of a gamma distribution of scale 1.
    expect(gammaShape(shape, digamma(shape)) / shape).toBeCloseTo(1, 8);
  });

  test('sums of k exponential durations vary by k^-1/2, and are skewed by twice that', () => {
    const random = createRandom(1, 'gamma');
    const durations = Array.from({ length: 40_000 }, () =>
      Array.from({ length: 4 }, () => -Math.log(1 - random.uniform())).reduce(
        (sum, one) => sum + one,
        0,
      ),
    );
    const {
      mean,
      variation,
      skewOverVariation,
      gammaShape: shape,
      serial,
    } = durationStatistics(durations);
    expect(Math.abs(mean - 4)).toBeLessThan(0.04);
    expect(Math.abs(variation - 0.5)).toBeLessThan(0.01);
    expect(Math.abs(skewOverVariation - 2)).toBeLessThan(0.1);
    expect(Math.abs(shape - 4)).toBeLessThan(0.1);
    expect(Math.abs(serial)).toBeLessThan(0.02);
  });

  test('durations that alternate between two values are perfectly anticorrelated', () => {
    const alternating = Array.from({ length: 2001 }, (_, at) => (at % 2 === 0 ? 1 : 2));
    expect(durationStatistics(alternating).serial).toBeCloseTo(-1, 3);
    expect(durationStatistics([1, 2]).gammaShape).toBeNaN();
  });
});
