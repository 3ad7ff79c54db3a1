import { describe, expect, test } from '@jest/globals';
import {
  type CuedLogPrecision,
  learnCuedPrecision,
  timeToBelieve,
  validityEffect,
} from '../../../agents/families/cued-precision.ts';
import { createRandom } from '../../../agents/index.ts';

const WORLD = { targetVariance: 0.25, otherVariance: 1 };
const CRITERION = 0.25;

const learned = (
  validity: number,
  {
    seed = 1,
    rate = 0.004,
    isCueSeen = true,
  }: { seed?: number; rate?: number; isCueSeen?: boolean } = {},
): CuedLogPrecision =>
  learnCuedPrecision(
    { ...WORLD, validity },
    { random: createRandom(seed, 'cues', validity), trials: 6000, rate, isCueSeen },
  );

/** The fixed point of the rule. */
const expected = (validity: number): CuedLogPrecision => {
  const cued = -Math.log(validity * 0.25 + (1 - validity) * 1);
  const uncued = -Math.log((1 - validity) * 0.25 + validity * 1);
  return [
    [cued, uncued],
    [uncued, cued],
  ];
};

test('the time to believe is that of the settling belief, step by step', () => {
  for (const logPrecision of [-0.5, 0, 1.3]) {
    const precision = Math.exp(logPrecision);
    let belief = 0;
    let time = 0;
    while (belief < CRITERION) {
      belief += 1e-5 * (precision * (1 - belief) - belief);
      time += 1e-5;
    }
    expect(Math.abs(timeToBelieve(logPrecision, CRITERION) - time)).toBeLessThan(1e-4);
  }
  // At rest the belief is Pi / (Pi + 1): half, for equal precisions.
  expect(timeToBelieve(0, 0.49)).toBeLessThan(Infinity);
  expect(timeToBelieve(0, 0.5)).toBe(Infinity);
});

describe('precision driven by a cue', () => {
  test.each([0.2, 0.5, 0.65, 0.8, 0.95])(
    'becomes the inverse of the mean variance where validity is %d, within 15 %%',
    (validity) => {
      learned(validity).forEach((row, cue) =>
        row.forEach((value, side) => {
          expect(Math.abs(value - expected(validity)[cue]![side]!)).toBeLessThan(0.15);
        }),
      );
    },
  );

  test('makes a valid cue faster, the more so the more it is valid; it is worth nothing at 50 %, and less than nothing below', () => {
    const validities = [0.2, 0.35, 0.5, 0.65, 0.8, 0.95];
    const seeds = [1, 2, 3, 4];
    const effects = validities.map(
      (validity) =>
        seeds.reduce(
          (sum, seed) => sum + validityEffect(learned(validity, { seed }), CRITERION).effect,
          0,
        ) / seeds.length,
    );
    validities.forEach((validity, k) => {
      const { effect } = validityEffect(expected(validity), CRITERION);
      expect(Math.abs(effects[k]! - effect)).toBeLessThan(0.02);
      if (k > 0) expect(effects[k]).toBeGreaterThan(effects[k - 1]!);
    });
    expect(effects[1]).toBeLessThan(0);
    expect(effects[3]).toBeGreaterThan(0);
  });

  test('benefit and cost have the sign of Posner: valid before neutral before invalid, and the cost is the larger one', () => {
    const { valid, neutral, invalid } = validityEffect(learned(0.8), CRITERION);
    expect(valid).toBeLessThan(neutral);
    expect(neutral).toBeLessThan(invalid);
    expect(invalid - neutral).toBeGreaterThan(neutral - valid);
  });

  test('ablations: without learning, or without seeing the cue, there is no effect', () => {
    expect(validityEffect(learned(0.8, { rate: 0 }), CRITERION).effect).toBe(0);
    const blind = learned(0.8, { isCueSeen: false });
    expect(Math.abs(validityEffect(blind, CRITERION).effect)).toBe(0);
  });

  test('refuses a validity that is no probability and a variance that is none', () => {
    const options = { random: createRandom(1), trials: 1, rate: 0.1 };
    expect(() => learnCuedPrecision({ ...WORLD, validity: 1.2 }, options)).toThrow(
      'cued-precision.validity: expected number in [0, 1]; got 1.2',
    );
    expect(() =>
      learnCuedPrecision({ validity: 0.8, targetVariance: 0, otherVariance: 1 }, options),
    ).toThrow('cued-precision.targetVariance: expected number above 0; got 0');
  });
});
