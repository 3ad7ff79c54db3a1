import { describe, expect, test } from '@jest/globals';
import { createRandom, logGamma } from '../../../agents/index.ts';
import { comparePairs } from '../../../experiments/analysis/paired-tests.ts';
import { criticalT, twoSidedT } from '../../../experiments/analysis/student-t.ts';

describe("Student's t", () => {
  test('with one degree of freedom is the Cauchy distribution', () => {
    for (const t of [0.1, 1, 3, 12.7]) {
      expect(twoSidedT(t, 1)).toBeCloseTo(1 - (2 * Math.atan(t)) / Math.PI, 12);
    }
  });

  test('with two degrees of freedom has the tail 1 - t / sqrt(2 + t^2)', () => {
    for (const t of [0.2, 1, 4.3, 40]) {
      expect(twoSidedT(t, 2)).toBeCloseTo(1 - t / Math.sqrt(2 + t * t), 12);
    }
  });

  test.each([
    [1, 12.706],
    [2, 4.303],
    [5, 2.571],
    [10, 2.228],
    [30, 2.042],
    [120, 1.98],
    [100_000, 1.96],
  ])('has the 95 %% point of the printed tables at %d degrees of freedom', (freedom, expected) => {
    expect(criticalT(0.05, freedom)).toBeCloseTo(expected, 3);
  });

  test('ln Gamma is the logarithm of factorials, and of the root of pi at a half', () => {
    let factorial = 0;
    for (let n = 1; n < 60; n++) {
      factorial += Math.log(n);
      expect(Math.abs(logGamma(n + 1) - factorial)).toBeLessThan(1e-11 * (1 + factorial));
    }
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 12);
  });
});

describe('two series in pairs', () => {
  const random = () => createRandom(1, 'pairs');

  test('give the t-test of Student (1908) on the sleep of ten patients: t = -4.0621, p = .002833', () => {
    // Cushny & Peebles' hours of additional sleep, as printed by Student.
    const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
    const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    const { difference, interval, tTest, signTest, permutationTest } = comparePairs(
      first,
      second,
      random(),
    );
    expect(difference).toBeCloseTo(-1.58, 12);
    expect(tTest!.t).toBeCloseTo(-4.0621, 4);
    expect(tTest!.p).toBeCloseTo(0.002833, 6);
    expect(interval[0]).toBeCloseTo(-2.4598858, 6);
    expect(interval[1]).toBeCloseTo(-0.7001142, 6);
    // Nine differences are negative and one is zero: 2 / 2^9, for the signs and for the exchanges alike.
    expect(signTest).toMatchObject({ first: 0, second: 9 });
    expect(signTest.p).toBeCloseTo(2 / 512, 12);
    expect(permutationTest).toEqual({ isExact: true, p: 2 / 512 });
  });

  test('random exchanges agree with the exact test where both can be done', () => {
    const source = createRandom(5, 'scores');
    const twenty = Array.from({ length: 20 }, () => source.normal() + 0.3);
    const zero = twenty.map(() => 0);
    const { permutationTest, tTest } = comparePairs(twenty, zero, random());
    expect(permutationTest.isExact).toBe(false);
    // All 2^20 exchanges.
    const observed = Math.abs(twenty.reduce((sum, value) => sum + value, 0));
    let extreme = 0;
    const sums = new Float64Array(2 ** 20);
    twenty.forEach((value, bit) => {
      for (let draw = 0; draw < sums.length; draw++)
        sums[draw]! += (draw >> bit) & 1 ? -value : value;
    });
    for (const sum of sums) if (Math.abs(sum) >= observed - 1e-9) extreme++;
    const exact = extreme / sums.length;
    expect(Math.abs(permutationTest.p - exact)).toBeLessThan(4 * Math.sqrt(exact / 10_000) + 1e-4);
    expect(Math.abs(tTest!.p - exact)).toBeLessThan(0.05);
  });

  test('that do not differ are found not to differ in about 95 of 100 cases', () => {
    const source = createRandom(8, 'null');
    let covered = 0;
    let rejected = 0;
    const rounds = 200;
    for (let round = 0; round < rounds; round++) {
      const one = Array.from({ length: 9 }, () => source.normal());
      const other = Array.from({ length: 9 }, () => source.normal());
      const { interval, permutationTest } = comparePairs(one, other, random());
      if (interval[0] <= 0 && interval[1] >= 0) covered++;
      if (permutationTest.p <= 0.05) rejected++;
    }
    // Three standard deviations of a binomial number.
    const slack = 3 * Math.sqrt(0.05 * 0.95 * rounds);
    expect(Math.abs(covered - 0.95 * rounds)).toBeLessThan(slack);
    expect(rejected).toBeLessThan(0.05 * rounds + slack);
  });

  test('that are equal have no t, and p = 1', () => {
    const { tTest, signTest, permutationTest, interval } = comparePairs([1, 2], [1, 2], random());
    expect(tTest).toBeNull();
    expect([signTest.p, permutationTest.p]).toEqual([1, 1]);
    expect(interval).toEqual([0, 0]);
  });

  test('need to be of one length, and more than one', () => {
    expect(() => comparePairs([1], [2], random())).toThrow(/two or more pairs; got 1 and 1/);
    expect(() => comparePairs([1, 2, 3], [2, 3], random())).toThrow(/got 3 and 2/);
  });
});
