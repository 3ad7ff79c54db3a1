import { expect, test } from '@jest/globals';
import { pixelMoments } from '../../../experiments/index.ts';

test('pixels have the mean and the deviation of the pictures, each by itself', () => {
  const { mean, standardDeviation } = pixelMoments([
    [0, 1, 0.5],
    [1, 1, 0],
    [2, 1, 0.1],
  ]);
  expect(mean).toEqual([1, 1, expect.closeTo(0.2, 12)]);
  expect(standardDeviation).toEqual([1, 0, expect.closeTo(Math.sqrt(0.07), 12)]);
});

test('a single picture has no deviation', () => {
  expect(pixelMoments([[0.3, 0.4]])).toEqual({ mean: [0.3, 0.4], standardDeviation: [0, 0] });
});
