import { describe, expect, test } from '@jest/globals';
import { largestEigenvalue } from '../../../agents/inference/largest-eigenvalue.ts';

/** The matrix with these eigenvectors and values. */
const from =
  (pairs: readonly (readonly [readonly number[], number])[]) =>
  (vector: ArrayLike<number>): Float64Array => {
    const result = new Float64Array(vector.length);
    for (const [axis, value] of pairs) {
      const norm = axis.reduce((sum, entry) => sum + entry * entry, 0);
      const along = axis.reduce((sum, entry, at) => sum + entry * vector[at]!, 0) / norm;
      axis.forEach((entry, at) => (result[at]! += value * along * entry));
    }
    return result;
  };

describe('largestEigenvalue', () => {
  test('of few values is exact, even where the start of a power iteration is orthogonal to its vector', () => {
    const start = [1, 2].map((at) => 1 + 0.5 * Math.sin(2.399963 * at));
    const across = [-start[1]!, start[0]!];
    const multiply = from([
      [start, 2],
      [across, 30],
    ]);
    expect(largestEigenvalue({ size: 2, multiply })).toBeCloseTo(30, 10);
  });

  test('of many values is found by power iteration', () => {
    const size = 40;
    const multiply = (vector: ArrayLike<number>): Float64Array =>
      Float64Array.from(vector, (entry, at) => (at === 7 ? 9 : 1 + at / size) * entry);
    expect(largestEigenvalue({ size, multiply })).toBeCloseTo(9, 4);
  });
});
