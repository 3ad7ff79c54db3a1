import { describe, expect, test } from '@jest/globals';
import {
  createNumbers,
  ENGINES,
  matrix,
  runOperation,
  SIZES,
  sum,
  worstError,
} from './run-operation.ts';

const ROWS = 3;

describe.each(ENGINES)('softmax of the %s engine', (_, engine, tolerance) => {
  const numbers = createNumbers(11);

  const softmax = (from: readonly number[], columns: number): number[] =>
    matrix(ROWS, columns, (r, c) => {
      const own = from[r * columns + c]!;
      return 1 / sum(columns, (k) => Math.exp(from[r * columns + k]! - own));
    });

  test.each(SIZES)('softmaxRows is e^x over the sum of its row, %i columns', (columns) => {
    const from = numbers(ROWS * columns).map((x) => 3 * x);
    const operation = { op: 'softmaxRows', out: 0, from: 1, rows: ROWS, columns } as const;
    const actual = runOperation(engine, operation, [from.map(() => 9), from]);
    expect(worstError(actual, softmax(from, columns))).toBeLessThan(tolerance);
  });

  test.each(SIZES)(
    'softmaxSlopeRows is the derivative of <weights, softmax>, %i columns',
    (columns) => {
      const logits = numbers(ROWS * columns);
      const weights = numbers(ROWS * columns);
      const step = 1e-5;
      const value = (r: number, c: number, change: number): number => {
        const moved = logits.map((x, at) => (at === r * columns + c ? x + change : x));
        const p = softmax(moved, columns);
        return sum(columns, (k) => weights[r * columns + k]! * p[r * columns + k]!);
      };
      const expected = matrix(
        ROWS,
        columns,
        (r, c) => (value(r, c, step) - value(r, c, -step)) / (2 * step),
      );
      const actual = runOperation(
        engine,
        { op: 'softmaxSlopeRows', out: 0, from: 1, softmax: 2, rows: ROWS, columns },
        [logits.map(() => 9), weights, softmax(logits, columns)],
      );
      expect(worstError(actual, expected)).toBeLessThan(Math.max(tolerance, 1e-8));
    },
  );

  test('softmaxRows neither overflows nor underflows to nothing, and passes NaN on', () => {
    const shape = { op: 'softmaxRows', out: 0, from: 1, rows: 1, columns: 5 } as const;
    const zeros = [0, 0, 0, 0, 0];
    const huge = runOperation(engine, shape, [zeros, [1e30, 1e30, -1e30, 0, 1e30]]);
    expect(worstError(huge, [1 / 3, 1 / 3, 0, 0, 1 / 3])).toBeLessThan(tolerance);
    const broken = runOperation(engine, shape, [zeros, [0, NaN, 1, 2, 3]]);
    expect(broken.every(Number.isNaN)).toBe(true);
  });

  test.each(SIZES)('scale multiplies by a constant, %i numbers', (length) => {
    const from = numbers(length);
    const operation = { op: 'scale', out: 0, from: 1, factor: -0.375, length } as const;
    const actual = runOperation(engine, operation, [from.map(() => 9), from]);
    expect(actual).toEqual(from.map((x) => -0.375 * x));
  });
});
