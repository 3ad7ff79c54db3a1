import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  createEngine,
  createRandom,
  createSumPerceiver,
  type Engine,
  learnCovariance,
} from '../../../../agents/index.ts';

const SIZE = 5;
/** Correlations that fall by the same factor with every step. */
const markov = (variance: number, rho: number): Float64Array =>
  Float64Array.from(
    { length: SIZE * SIZE },
    (_, entry) => variance * rho ** Math.abs(Math.floor(entry / SIZE) - (entry % SIZE)),
  );
const SUMS = [1, 0, 0, 0, 0, 0.5, -1, 2, 0.3, 0.7];

let engine: Engine;
beforeAll(async () => {
  ({ engine } = await createEngine('reference'));
});

describe('a sum of two sources', () => {
  test('is divided so that C_u (C_u + C_v)^-1 x is explained: multiplied back, it is C_u x', () => {
    const [explained, left] = [markov(2, 0.9), markov(0.7, 0.2)];
    const found = createSumPerceiver({ engine, size: SIZE, explained, left }).perceive(SUMS);
    // With y = (C_u + C_v)^-1 x: the explained part is C_u y and what is left is C_v y, so that C_v C_u^-1 relates them.
    for (const from of [0, SIZE]) {
      const u = found.explained.slice(from, from + SIZE);
      const v = found.left.slice(from, from + SIZE);
      for (let unit = 0; unit < SIZE; unit++) {
        expect(u[unit]! + v[unit]!).toBeCloseTo(SUMS[from + unit]!, 10);
        // The inverse of a Markov covariance is tridiagonal.
        const precise = (values: Float64Array, variance: number, rho: number): number => {
          const own = unit === 0 || unit === SIZE - 1 ? 1 : 1 + rho * rho;
          const beside = (values[unit - 1] ?? 0) + (values[unit + 1] ?? 0);
          return (own * values[unit]! - rho * beside) / (variance * (1 - rho * rho));
        };
        expect(precise(u, 2, 0.9)).toBeCloseTo(precise(v, 0.7, 0.2), 2);
      }
    }
  });

  test('is all left over where nothing varies that could explain it', () => {
    const { explained, left } = createSumPerceiver({
      ...{ engine, size: SIZE, explained: new Float64Array(SIZE * SIZE) },
      left: markov(1, 0.5),
    }).perceive(SUMS);
    expect([...left]).toEqual(SUMS);
    expect(Math.max(...explained)).toBe(0);
  });

  test('of other sizes is refused, and so is one where nothing is left over', () => {
    const explained = markov(1, 0.5);
    expect(() =>
      createSumPerceiver({ engine, size: SIZE, explained, left: new Float64Array(4) }),
    ).toThrow('sum of sources: expected covariances of 5 x 5 numbers; got 25 and 4');
    expect(() =>
      createSumPerceiver({ engine, size: SIZE, explained, left: new Float64Array(25) }),
    ).toThrow('positive definite');
  });
});

describe('a covariance', () => {
  test('is learned as the mean of products', () => {
    expect([...learnCovariance([1, 2, 3, -4], 2)]).toEqual([5, -5, -5, 10]);
  });

  test('comes near to that of the world', () => {
    const random = createRandom(1);
    const errors = Array.from({ length: 20_000 }, () => {
      const common = random.normal();
      return [common, 0.6 * common + 0.8 * random.normal()];
    }).flat();
    const [first, between, , second] = learnCovariance(errors, 2);
    expect(Math.abs(first! - 1)).toBeLessThan(0.04);
    expect(Math.abs(between! - 0.6)).toBeLessThan(0.04);
    expect(Math.abs(second! - 1)).toBeLessThan(0.04);
  });

  test('of half an observation is refused', () => {
    expect(() => learnCovariance([1, 2, 3], 2)).toThrow(
      'learnCovariance: expected observations of 2 numbers; got 3 numbers',
    );
  });
});
