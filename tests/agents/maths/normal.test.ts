import { describe, expect, test } from '@jest/globals';
import { erf } from 'mathjs';
import { normalCumulative, normalDensity, normalQuantile } from '../../../agents/index.ts';

describe('the standard normal distribution', () => {
  test('is the error function of mathjs where that is exact', () => {
    for (let x = -5; x <= 5; x += 0.07) {
      expect(normalCumulative(x)).toBeCloseTo((1 + erf(x / Math.SQRT2)) / 2, 14);
    }
  });

  // Abramowitz & Stegun, table 26.2: -log10 Q(x).
  test.each([
    [5, 6.54265],
    [10, 23.11805],
    [20, 88.5601],
    [30, 197.30921],
  ])('has the tail of the tables at %f', (x, digits) => {
    expect(-Math.log10(normalCumulative(-x))).toBeCloseTo(digits, 5);
  });

  test('is continuous where the series ends', () => {
    for (const x of [-3, 3]) {
      const slope = (normalCumulative(x + 1e-7) - normalCumulative(x - 1e-7)) / 2e-7;
      expect(slope).toBeCloseTo(normalDensity(x), 6);
    }
  });

  test('has quantiles that lead back', () => {
    for (const p of [1e-300, 1e-20, 1e-5, 0.02, 0.3, 0.5, 0.7071, 0.975, 1 - 1e-9]) {
      expect(normalCumulative(normalQuantile(p)) / p).toBeCloseTo(1, 12);
    }
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 13);
    expect(normalQuantile(0)).toBe(-Infinity);
    expect(normalQuantile(1)).toBe(Infinity);
    expect(() => normalQuantile(1.2)).toThrow('expected probability in [0, 1]; got 1.2');
  });
});
