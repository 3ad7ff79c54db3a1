import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Engine } from '../../../agents/engine/engine.ts';
import {
  createNumbers,
  ENGINES,
  matrix,
  runOperation,
  SIZES,
  sum,
  worstError,
} from './run-operation.ts';

interface Sizes {
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
}

/** The largest error of a product, relative to the sum of the magnitudes of its terms. */
function productError(
  engine: Engine,
  { rows, inner, columns }: Sizes,
  accumulate: boolean,
  rightTransposed = false,
): number {
  const numbers = createNumbers(rows * 10_007 + inner * 101 + columns);
  const before = numbers(rows * columns);
  const left = numbers(rows * inner);
  const right = numbers(inner * columns);
  const actual = runOperation(
    engine,
    { op: 'matmul', out: 0, left: 1, right: 2, rows, inner, columns, accumulate, rightTransposed },
    [
      accumulate ? before : before.map(() => NaN),
      left,
      rightTransposed ? matrix(columns, inner, (c, k) => right[k * columns + c]!) : right,
    ],
  );
  const start = accumulate ? before : before.map(() => 0);
  const exact = (r: number, c: number): number =>
    start[r * columns + c]! + sum(inner, (k) => left[r * inner + k]! * right[k * columns + c]!);
  const scale = (r: number, c: number): number =>
    1 + sum(inner, (k) => Math.abs(left[r * inner + k]! * right[k * columns + c]!));
  const relative = matrix(rows, columns, (r, c) => {
    return (actual[r * columns + c]! - exact(r, c)) / scale(r, c);
  });
  return worstError(
    relative,
    relative.map(() => 0),
  );
}

describe.each(ENGINES)('matmul of the %s engine', (name, engine, tolerance) => {
  // Our own kernels have a case for each remainder; the libraries of others compile each size anew.
  const isOurs = name === 'reference' || name === 'wasm';
  const inners = isOurs ? [1, 3, 4, 5, 8, 17, 65] : [1, 8, 65];
  const widths = isOurs ? [1, 3, 4, 7, 8, 17, 65] : [1, 7];

  test.each(SIZES)('is the sum of products for %i rows and every awkward size', (rows) => {
    for (const inner of inners) {
      for (const columns of widths) {
        const accumulate = (inner + columns) % 2 === 0;
        const sizes = { rows, inner, columns };
        expect(productError(engine, sizes, accumulate)).toBeLessThan(tolerance);
        expect(productError(engine, sizes, !accumulate, true)).toBeLessThan(tolerance);
      }
    }
  });

  test('is the sum of products when the inner size spans several panels', () => {
    for (const accumulate of [false, true]) {
      for (const inner of [255, 256, 257, 600]) {
        expect(productError(engine, { rows: 6, inner, columns: 13 }, accumulate)).toBeLessThan(
          tolerance,
        );
        expect(productError(engine, { rows: 1, inner, columns: 13 }, accumulate)).toBeLessThan(
          tolerance,
        );
      }
    }
  });

  test('is the sum of products for any sizes', () => {
    const size = fc.integer({ min: 1, max: 40 });
    const property = fc.property(size, size, size, fc.boolean(), (rows, inner, columns, add) => {
      expect(productError(engine, { rows, inner, columns }, add)).toBeLessThan(tolerance);
    });
    fc.assert(property, { numRuns: isOurs ? 60 : 12, seed: 7 });
  });

  test('gives each row of a batch what that row gives alone, up to rounding', () => {
    const [rows, inner, columns] = [9, 70, 11];
    const numbers = createNumbers(5);
    const left = numbers(rows * inner);
    const right = numbers(inner * columns);
    const product = { op: 'matmul', out: 0, left: 1, right: 2, inner, columns } as const;
    const together = runOperation(engine, { ...product, rows, accumulate: false }, [
      numbers(rows * columns),
      left,
      right,
    ]);
    for (let r = 0; r < rows; r += 1) {
      const alone = runOperation(engine, { ...product, rows: 1, accumulate: false }, [
        numbers(columns),
        left.slice(r * inner, (r + 1) * inner),
        right,
      ]);
      const same = together.slice(r * columns, (r + 1) * columns);
      expect(worstError(alone, same)).toBeLessThan(tolerance);
    }
  });

  test('passes NaN and infinity on to exactly the entries that depend on them', () => {
    for (const rows of [1, 2, 6]) {
      const [inner, columns] = [9, 6];
      const left = matrix(rows, inner, () => 1);
      const right = matrix(inner, columns, () => 1);
      right[4 * columns + 5] = NaN;
      right[8 * columns + 1] = -Infinity;
      const actual = runOperation(
        engine,
        { op: 'matmul', out: 0, left: 1, right: 2, rows, inner, columns, accumulate: false },
        [matrix(rows, columns, () => 0), left, right],
      );
      expect(actual).toEqual(matrix(rows, columns, (_r, c) => [9, -Infinity, 9, 9, 9, NaN][c]!));
    }
  });
});

describe.each(ENGINES)('transpose of the %s engine', (_, engine) => {
  test.each(SIZES)('exchanges rows and columns of %i rows', (rows) => {
    const numbers = createNumbers(rows);
    for (const columns of SIZES) {
      const from = numbers(rows * columns);
      const actual = runOperation(engine, { op: 'transpose', out: 0, from: 1, rows, columns }, [
        numbers(rows * columns),
        from,
      ]);
      expect(actual).toEqual(matrix(columns, rows, (c, r) => from[r * columns + c]!));
    }
  });
});
