import { describe, expect, test } from '@jest/globals';
import { PHASES } from '../../../agents/engine/check-program.ts';
import type { SettleOptions } from '../../../agents/engine/engine.ts';
import { ACTIVATION_CODES, OPERATION_CODES } from '../../../agents/engine/wasm/encode-program.ts';
import { HelmholtzError } from '../../../agents/errors.ts';
import { ACTIVATION_NAMES } from '../../../agents/maths/activations.ts';
import type { Operation, Program } from '../../../agents/program/program.ts';
import { EMPTY, ENGINES } from './run-operation.ts';

const PROGRAM: Program = {
  ...EMPTY,
  buffers: [
    { name: 'values', rows: 2, columns: 3 },
    { name: 'table', rows: 1, columns: 2, indices: Int32Array.of(2, 0) },
    { name: 'picked', rows: 2, columns: 2 },
  ],
  learn: [
    { op: 'gather', out: 2, from: 0, index: 1, rows: 2, outColumns: 2, fromColumns: 3 },
    { op: 'fill', out: 0, value: 9, length: 6 },
  ],
};

const SETTLE: SettleOptions = { steps: 1, tolerance: 0, traceEvery: 1, risesToDiverge: 1 };

describe.each(ENGINES)('an executable of the %s engine', (_, engine) => {
  test('starts with every number at zero', () => {
    expect([...engine.load(PROGRAM).read(0)]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test('reads what was written and runs phases in the order given', () => {
    const executable = engine.load({
      ...PROGRAM,
      prepare: [{ op: 'fill', out: 2, value: 1, length: 4 }],
      update: [{ op: 'add', out: 2, left: 2, right: 2, length: 4 }],
    });
    executable.write(0, [1, 2, 3, 4, 5, 6]);
    executable.run('learn');
    expect([...executable.read(2)]).toEqual([3, 1, 6, 4]);
    expect([...executable.read(0)]).toEqual([9, 9, 9, 9, 9, 9]);
    executable.run('prepare', 'update', 'update');
    expect([...executable.read(2)]).toEqual([4, 4, 4, 4]);
    executable.run('update', 'prepare');
    expect([...executable.read(2)]).toEqual([1, 1, 1, 1]);
  });

  test('copies with read and does not with view', () => {
    const executable = engine.load(PROGRAM);
    const copy = executable.read(0);
    executable.run('learn');
    expect([...copy]).toEqual([0, 0, 0, 0, 0, 0]);
    const view = executable.view(0);
    expect([...view]).toEqual([9, 9, 9, 9, 9, 9]);
    expect(view.buffer).toBe(executable.view(0).buffer);
  });

  test('keeps the numbers of programs apart', () => {
    const [first, second] = [engine.load(PROGRAM), engine.load(PROGRAM)];
    first.run('learn');
    expect([...second.read(0)]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test('names the buffer and both lengths when a length is wrong', () => {
    const executable = engine.load(PROGRAM);
    const write = (): void => executable.write(0, [1, 2]);
    expect(write).toThrow(RangeError);
    expect(write).toThrow('buffer values: expected 6 numbers; got 2');
  });

  test('refuses to read a buffer of indices or one that is not there', () => {
    const executable = engine.load(PROGRAM);
    expect(() => executable.read(1)).toThrow('buffer table: expected a float buffer; got indices');
    expect(() => executable.view(3)).toThrow('buffer 3: expected an id below 3');
  });

  test('refuses counts and tolerances that make no sense', () => {
    const executable = engine.load(PROGRAM);
    const settle = (options: Partial<SettleOptions>) => () =>
      executable.settle({ ...SETTLE, ...options });
    expect(settle({ steps: -1 })).toThrow('settle.steps: expected a count');
    expect(settle({ steps: 0.5 })).toThrow('settle.steps: expected a count');
    expect(settle({ traceEvery: -2 })).toThrow('settle.traceEvery: expected a count');
    expect(settle({ tolerance: NaN })).toThrow('settle.tolerance: expected a number');
    expect(settle({ risesToDiverge: 0 })).toThrow('settle.risesToDiverge: expected a count');
  });

  test('says so when it is used after disposal, and can be disposed of twice', () => {
    const executable = engine.load(PROGRAM);
    executable.dispose();
    executable.dispose();
    const uses = [
      () => executable.read(0),
      () => executable.view(0),
      () => executable.write(0, [0, 0, 0, 0, 0, 0]),
      () => executable.run('learn'),
      () => executable.measured(),
      () => executable.settle(SETTLE),
    ];
    for (const use of uses) expect(use).toThrow('disposed');
  });

  test('does not hold on to the memory of those that were disposed of', () => {
    for (let count = 0; count < 300; count += 1) engine.load(PROGRAM).dispose();
    expect(engine.load(PROGRAM).read(0).length).toBe(6);
  });

  test.each<[string, Operation, string]>([
    [
      'is longer than its buffer',
      { op: 'fill', out: 0, value: 1, length: 7 },
      'update[0] fill: expected at most the 6 numbers of values; got 7',
    ],
    [
      'names no buffer',
      { op: 'copy', out: 0, from: 8, length: 1 },
      'update[0] copy: expected a buffer below 3; got 8',
    ],
    [
      'computes with indices',
      { op: 'copy', out: 0, from: 1, length: 1 },
      'update[0] copy: expected a float buffer; got table',
    ],
    [
      'indexes with numbers',
      { op: 'gather', out: 2, from: 0, index: 0, rows: 1, outColumns: 2, fromColumns: 3 },
      'update[0] gather: expected an index buffer; got values',
    ],
    [
      'points past a row',
      { op: 'gather', out: 2, from: 0, index: 1, rows: 2, outColumns: 2, fromColumns: 2 },
      'update[0] gather: expected entries of table in [0, 2); got 2',
    ],
    [
      'traces past a row',
      { op: 'traceSum', column: 2, from: 0, length: 6 },
      'update[0] traceSum: expected a trace column in [0, 2); got 2',
    ],
  ])('is not made of an operation that %s', (_what, operation, message) => {
    const load = () => engine.load({ ...PROGRAM, update: [operation] });
    expect(load).toThrow(HelmholtzError);
    expect(load).toThrow(message);
  });
});

describe('the encoding of programs', () => {
  test('has a code of its own for each operation, none of them that of the end', () => {
    const codes = Object.values(OPERATION_CODES);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes).not.toContain(0);
  });

  test('numbers the activation functions in the order of their table', () => {
    expect(ACTIVATION_NAMES.map((name) => ACTIVATION_CODES[name])).toEqual([
      ...ACTIVATION_NAMES.keys(),
    ]);
  });

  test('knows every phase of a program', () => {
    const phases = Object.entries(EMPTY).filter(([name, part]) => {
      return Array.isArray(part) && name !== 'buffers';
    });
    expect(phases.map(([name]) => name)).toEqual([...PHASES]);
  });
});
