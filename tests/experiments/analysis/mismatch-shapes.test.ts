import { expect, test } from '@jest/globals';
import { mismatchShapes } from '../../../experiments/analysis/mismatch-shapes.ts';

const PROBABILITIES = [0.05, 0.15, 0.35, 0.5];

test('a mismatch of either shape is found to be of it, with its scale and nothing left', () => {
  const linear = PROBABILITIES.map((probability) => ({
    probability,
    mismatch: 3 * (1 - 2 * probability),
  }));
  const logarithmic = PROBABILITIES.map((probability) => ({
    probability,
    mismatch: -0.7 * Math.log(probability / (1 - probability)),
  }));
  const [asLinear, asLogarithmic] = [mismatchShapes(linear), mismatchShapes(logarithmic)];
  expect(asLinear[0]!.scale).toBeCloseTo(3, 12);
  expect(asLinear[0]!.error).toBeCloseTo(0, 12);
  expect(asLinear[1]!.error).toBeGreaterThan(0.1);
  expect(asLogarithmic[1]!.scale).toBeCloseTo(0.7, 12);
  expect(asLogarithmic[1]!.error).toBeCloseTo(0, 12);
  expect(asLogarithmic[0]!.error).toBeGreaterThan(0.1);
});
