import { describe, expect, test } from '@jest/globals';
import {
  createNumbers,
  ENGINES,
  matrix,
  runOperation,
  runOperations,
  SIZES,
  sum,
  worstError,
} from './run-operation.ts';

const ROWS = 3;

describe.each(ENGINES)('priors and steps of the %s engine', (_, engine, tolerance) => {
  const numbers = createNumbers(3);
  const positive = (length: number): number[] => numbers(length).map((x) => Math.abs(x) / 2);
  const alternating = (length: number): number[] =>
    Array.from({ length }, (_none, c) => (c % 3 === 1 ? 0 : 1));

  test.each(SIZES)('cauchySlope adds the slope of weight ln(1 + x^2), %i columns', (columns) => {
    const before = numbers(ROWS * columns);
    const x = numbers(ROWS * columns);
    const weight = positive(columns);
    const actual = runOperation(
      engine,
      { op: 'cauchySlope', out: 0, from: 1, weight: 2, rows: ROWS, columns },
      [before, x, weight],
    );
    const cost = (at: number, c: number): number => weight[c]! * Math.log1p(at * at);
    const step = 1e-5;
    const expected = matrix(ROWS, columns, (r, c) => {
      const at = x[r * columns + c]!;
      const slope = (cost(at + step, c) - cost(at - step, c)) / (2 * step);
      return before[r * columns + c]! + slope;
    });
    // Central differences are good to about 1e-10.
    expect(worstError(actual, expected)).toBeLessThan(Math.max(tolerance, 1e-8));
  });

  test.each(SIZES)('laplaceSlope is the steepest slope, kinks included, %i columns', (columns) => {
    const gradient = numbers(ROWS * columns);
    const x = numbers(ROWS * columns).map((value, at) => (at % 3 === 0 ? 0 : value));
    const weight = positive(columns);
    const actual = runOperation(
      engine,
      { op: 'laplaceSlope', out: 0, from: 1, weight: 2, rows: ROWS, columns },
      [gradient, x, weight],
    );
    // The subdifferential is an interval; the steepest slope is its point closest to zero.
    const expected = matrix(ROWS, columns, (r, c) => {
      const at = r * columns + c;
      const low = gradient[at]! + weight[c]! * (x[at]! > 0 ? 1 : -1);
      const high = gradient[at]! + weight[c]! * (x[at]! < 0 ? -1 : 1);
      return Math.min(Math.max(0, low), high);
    });
    expect(worstError(actual, expected)).toBeLessThan(tolerance);
  });

  test.each(SIZES)('descend moves free values against the gradient, %i columns', (columns) => {
    const values = numbers(ROWS * columns);
    const gradient = numbers(ROWS * columns);
    const free = alternating(columns);
    const actual = runOperation(
      engine,
      { op: 'descend', values: 0, gradient: 1, rate: 2, free: 3, rows: ROWS, columns },
      [values, gradient, [0.125], free],
    );
    const expected = matrix(ROWS, columns, (r, c) => {
      const at = r * columns + c;
      return c % 3 === 1 ? values[at]! : values[at]! - gradient[at]! / 8;
    });
    expect(worstError(actual, expected)).toBeLessThan(tolerance);
    for (const [at, value] of values.entries()) {
      if ((at % columns) % 3 === 1) expect(actual[at]).toBe(value);
    }
  });

  test.each(SIZES)('shrink is the proximal step of a Laplace prior, %i columns', (columns) => {
    const values = numbers(ROWS * columns);
    const weight = positive(columns);
    const free = alternating(columns);
    const actual = runOperation(
      engine,
      { op: 'shrink', values: 0, weight: 1, rate: 2, free: 3, rows: ROWS, columns },
      [values, weight, [0.5], free],
    );
    const expected = matrix(ROWS, columns, (r, c) => {
      const value = values[r * columns + c]!;
      if (c % 3 === 1) return value;
      const threshold = weight[c]! / 2;
      if (value > threshold) return value - threshold;
      return value < -threshold ? value + threshold : 0;
    });
    expect(worstError(actual, expected)).toBeLessThan(tolerance);
  });

  test('priors and steps pass NaN on', () => {
    const ones = [1, 1, 1, 1, 1];
    const broken = [1, NaN, 1, 1, NaN];
    const shape = { rows: 1, columns: 5 };
    const isBroken = broken.map(Number.isNaN);
    const weighted = { out: 0, from: 1, weight: 2, ...shape };
    for (const op of ['cauchySlope', 'laplaceSlope'] as const) {
      const actual = runOperation(engine, { op, ...weighted }, [ones, broken, ones]);
      expect(actual.map(Number.isNaN)).toEqual(isBroken);
    }
    const shrunk = runOperation(
      engine,
      { op: 'shrink', values: 0, weight: 1, rate: 2, free: 1, ...shape },
      [broken, ones, [0.5]],
    );
    expect(shrunk.map(Number.isNaN)).toEqual(isBroken);
    const descended = runOperation(
      engine,
      { op: 'descend', values: 0, gradient: 1, rate: 2, free: 3, ...shape },
      [ones, broken, [0.5], ones],
    );
    expect(descended.map(Number.isNaN)).toEqual(isBroken);
  });
});

describe.each(ENGINES)('sums of the %s engine', (_, engine, tolerance) => {
  const numbers = createNumbers(4);

  test.each(SIZES)('halfDotRows, laplaceRows and cauchyRows cost %i columns each', (columns) => {
    const left = numbers(ROWS * columns);
    const right = numbers(ROWS * columns);
    const weight = numbers(columns).map(Math.abs);
    const shape = { rows: ROWS, columns };
    const rowSums = (entry: (at: number, c: number) => number): number[] =>
      matrix(ROWS, 1, (r) => sum(columns, (c) => entry(r * columns + c, c)));
    const dots = runOperation(engine, { op: 'halfDotRows', out: 0, left: 1, right: 2, ...shape }, [
      numbers(ROWS),
      left,
      right,
    ]);
    const halves = rowSums((at) => (left[at]! * right[at]!) / 2);
    expect(worstError(dots, halves)).toBeLessThan(tolerance);
    const weighted = { out: 0, from: 1, weight: 2, ...shape };
    const operands = [numbers(ROWS), left, weight];
    const magnitudes = runOperation(engine, { op: 'laplaceRows', ...weighted }, operands);
    const absolute = rowSums((at, c) => weight[c]! * Math.abs(left[at]!));
    expect(worstError(magnitudes, absolute)).toBeLessThan(tolerance);
    const costs = runOperation(engine, { op: 'cauchyRows', ...weighted }, operands);
    const logarithms = rowSums((at, c) => weight[c]! * Math.log(1 + left[at]! ** 2));
    expect(worstError(costs, logarithms)).toBeLessThan(tolerance);
  });

  test('cauchyRows is ln(1 + x^2) from the smallest to the largest x', () => {
    const x = Array.from({ length: 301 }, (_none, i) => Math.fround(10 ** ((i - 150) / 8)));
    const actual = runOperation(
      engine,
      { op: 'cauchyRows', out: 0, from: 1, weight: 2, rows: x.length, columns: 1 },
      [x.map(() => 0), x, [1]],
    );
    const relative = actual.map((cost, i) => cost / Math.log1p(x[i]! ** 2));
    expect(
      worstError(
        relative,
        x.map(() => 1),
      ),
    ).toBeLessThan(1e-7);
    const extremes = runOperation(
      engine,
      { op: 'cauchyRows', out: 0, from: 1, weight: 2, rows: 4, columns: 1 },
      [[1, 1, 1, 1], [0, Infinity, -Infinity, NaN], [1]],
    );
    expect(extremes).toEqual([0, Infinity, Infinity, NaN]);
  });

  test('halfDotRows keeps small terms beside a large one, as double precision does', () => {
    const large = 4096;
    const left = [large, ...Array.from({ length: 4096 }, () => 0.5)];
    const shape = { rows: 1, columns: left.length };
    const actual = runOperation(
      engine,
      { op: 'halfDotRows', out: 0, left: 1, right: 1, ...shape },
      [[0], left],
    );
    expect(actual).toEqual([(large ** 2 + 4096 / 4) / 2]);
  });

  test.each(SIZES)('sumRows and sumSquaresRows add up %i columns over the batch', (columns) => {
    for (const rows of [1, 2, 9]) {
      const from = numbers(rows * columns);
      const shape = { out: 0, from: 1, rows, columns };
      const operands = [numbers(columns), from];
      const sums = runOperation(engine, { op: 'sumRows', ...shape }, operands);
      const total = matrix(1, columns, (_r, c) => sum(rows, (r) => from[r * columns + c]!));
      expect(worstError(sums, total)).toBeLessThan(tolerance);
      const squares = runOperation(engine, { op: 'sumSquaresRows', ...shape }, operands);
      const squared = matrix(1, columns, (_r, c) => sum(rows, (r) => from[r * columns + c]! ** 2));
      expect(worstError(squares, squared)).toBeLessThan(tolerance);
    }
  });

  test.each(SIZES)('traceSum and traceNorm look at %i columns', (columns) => {
    const from = numbers(ROWS * columns);
    const free = Array.from({ length: columns }, (_none, c) => (c % 4 === 2 ? 0 : 1));
    const { traceRow } = runOperations(
      engine,
      [
        { op: 'traceSum', column: 0, from: 0, length: from.length },
        { op: 'traceNorm', column: 1, from: 0, free: 1, rows: ROWS, columns },
      ],
      [from, free],
    );
    const largest = Math.max(...from.map((x, at) => ((at % columns) % 4 === 2 ? 0 : Math.abs(x))));
    expect(traceRow[0]).toBeCloseTo(
      sum(from.length, (at) => from[at]!),
      10,
    );
    expect(traceRow[1]).toBe(largest);
  });

  test('traceNorm takes the largest of several levels and starts afresh each time', () => {
    const norm = { op: 'traceNorm', column: 1, rows: 1, columns: 1 } as const;
    const { traceRow } = runOperations(
      engine,
      [
        { ...norm, from: 0, free: 2 },
        { ...norm, from: 1, free: 2 },
        { ...norm, from: 0, free: 2 },
      ],
      [[-0.5], [-3], [1]],
    );
    expect([...traceRow]).toEqual([0, 3]);
  });

  test('traceNorm is NaN when a single entry is, wherever it stands', () => {
    for (const columns of SIZES) {
      for (const position of [0, Math.floor(columns / 2), columns - 1]) {
        const from = matrix(2, columns, () => 1);
        from[columns + position] = NaN;
        const { traceRow } = runOperations(
          engine,
          [{ op: 'traceNorm', column: 1, from: 0, free: 1, rows: 2, columns }],
          [from, matrix(1, columns, () => 1)],
        );
        expect(traceRow[1]).toBeNaN();
      }
    }
  });
});
