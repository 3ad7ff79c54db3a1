import { describe, expect, test } from '@jest/globals';
import { ACTIVATION_NAMES, ACTIVATIONS } from '../../../agents/maths/activations.ts';
import {
  createNumbers,
  ENGINES,
  matrix,
  runOperation,
  SIZES,
  sum,
  worstError,
} from './run-operation.ts';

describe.each(ENGINES)('the elementwise operations of the %s engine', (_, engine, tolerance) => {
  const numbers = createNumbers(1);

  test.each(SIZES)('copy and fill write %i numbers and no more', (length) => {
    const from = numbers(length);
    const copied = runOperation(engine, { op: 'copy', out: 0, from: 1, length }, [
      numbers(length),
      from,
    ]);
    expect(copied).toEqual(from);
    const filled = runOperation(engine, { op: 'fill', out: 0, value: -0.375, length }, [
      numbers(length),
    ]);
    expect(filled).toEqual(from.map(() => -0.375));
  });

  test.each(SIZES)('multiply, subtract and add combine %i numbers one by one', (length) => {
    const left = numbers(length);
    const right = numbers(length);
    const operands = { out: 0, left: 1, right: 2, length };
    const expected = {
      multiply: left.map((x, i) => x * right[i]!),
      subtract: left.map((x, i) => x - right[i]!),
      add: left.map((x, i) => x + right[i]!),
    };
    for (const op of ['multiply', 'subtract', 'add'] as const) {
      const actual = runOperation(engine, { op, ...operands }, [numbers(length), left, right]);
      expect(worstError(actual, expected[op])).toBeLessThan(tolerance);
      const inPlace = { op, out: 0, left: 0, right: 1, length };
      expect(runOperation(engine, inPlace, [left, right])).toEqual(actual);
    }
  });

  test.each(SIZES)(
    'addRow, multiplyRow and scaleByRow use a row of %i for every row',
    (columns) => {
      for (const rows of [1, 2, 5]) {
        const from = numbers(rows * columns);
        const row = numbers(columns);
        const size = { rows, columns };
        const product = matrix(rows, columns, (r, c) => from[r * columns + c]! * row[c]!);
        const total = matrix(rows, columns, (r, c) => from[r * columns + c]! + row[c]!);
        const added = runOperation(engine, { op: 'addRow', out: 0, row: 1, ...size }, [from, row]);
        expect(worstError(added, total)).toBeLessThan(tolerance);
        const multiplied = runOperation(engine, { op: 'multiplyRow', out: 0, row: 1, ...size }, [
          from,
          row,
        ]);
        expect(worstError(multiplied, product)).toBeLessThan(tolerance);
        const scaled = runOperation(
          engine,
          { op: 'scaleByRow', out: 0, from: 1, row: 2, ...size },
          [numbers(rows * columns), from, row],
        );
        expect(worstError(scaled, product)).toBeLessThan(tolerance);
      }
    },
  );

  test.each(ACTIVATION_NAMES)('activate and derivative apply %s and its slope', (activation) => {
    const { value, slope } = ACTIVATIONS[activation];
    for (const length of SIZES) {
      const from = numbers(length);
      const argument = { out: 0, from: 1, length, activation };
      const values = runOperation(engine, { op: 'activate', ...argument }, [numbers(length), from]);
      expect(worstError(values, from.map(value))).toBeLessThan(tolerance);
      const slopes = runOperation(engine, { op: 'derivative', ...argument }, [
        numbers(length),
        from,
      ]);
      expect(worstError(slopes, from.map(slope))).toBeLessThan(tolerance);
    }
  });

  test('every activation but the slope of a piecewise linear one passes NaN on', () => {
    for (const activation of ACTIVATION_NAMES) {
      const from = [0.5, NaN, 0.5, 0.5, NaN];
      const argument = { out: 0, from: 1, length: 5, activation };
      const values = runOperation(engine, { op: 'activate', ...argument }, [from, from]);
      expect(values.map(Number.isNaN)).toEqual(from.map(Number.isNaN));
      if (!['tanh', 'sigmoid', 'silu', 'square'].includes(activation)) continue;
      const slopes = runOperation(engine, { op: 'derivative', ...argument }, [from, from]);
      expect(slopes.map(Number.isNaN)).toEqual(from.map(Number.isNaN));
    }
  });
});

describe.each(ENGINES)('the index operations of the %s engine', (_, engine, tolerance) => {
  const numbers = createNumbers(2);
  const pick = (count: number, below: number): Int32Array =>
    Int32Array.from(numbers(count), (x) => Math.floor(((x + 2) / 4) * below));

  test.each(SIZES)('gather and scatterAdd move %i columns, repeats included', (columns) => {
    const rows = 3;
    const index = pick(columns, 7);
    const wide = numbers(rows * 7);
    const gathered = runOperation(
      engine,
      { op: 'gather', out: 0, from: 1, index: 2, rows, outColumns: columns, fromColumns: 7 },
      [numbers(rows * columns), wide, index],
    );
    expect(gathered).toEqual(matrix(rows, columns, (r, j) => wide[r * 7 + index[j]!]!));
    const from = numbers(rows * columns);
    const scattered = runOperation(
      engine,
      { op: 'scatterAdd', out: 0, from: 1, index: 2, rows, outColumns: 7, fromColumns: columns },
      [wide, from, index],
    );
    const expected = matrix(
      rows,
      7,
      (r, c) =>
        wide[r * 7 + c]! + sum(columns, (j) => (index[j] === c ? from[r * columns + j]! : 0)),
    );
    expect(worstError(scattered, expected)).toBeLessThan(tolerance);
  });
});
