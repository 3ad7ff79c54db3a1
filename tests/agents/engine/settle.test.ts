import { describe, expect, test } from '@jest/globals';
import type { Engine, Executable, SettleOptions } from '../../../agents/engine/engine.ts';
import type { Program } from '../../../agents/program/program.ts';
import { createNumbers, ENGINES } from './run-operation.ts';

const VALUES = 0;
const STIFFNESS = 2;
const RATE = 3;
const FREE = 4;

/** Gradient descent on the energy a v^2 / 2 of single numbers: v after t steps is v0 (1 - rate a)^t. */
const QUADRATIC: Program = {
  buffers: [
    { name: 'values', rows: 1, columns: 1 },
    { name: 'gradient', rows: 1, columns: 1 },
    { name: 'stiffness', rows: 1, columns: 1 },
    { name: 'rate', rows: 1, columns: 1 },
    { name: 'free', rows: 1, columns: 1 },
    { name: 'energy', rows: 1, columns: 1 },
  ],
  prepare: [],
  start: [],
  evaluate: [{ op: 'multiply', out: 1, left: 0, right: 2, length: 1 }],
  measure: [
    { op: 'halfDotRows', out: 5, left: 0, right: 1, rows: 1, columns: 1 },
    { op: 'traceSum', column: 0, from: 5, length: 1 },
    { op: 'traceNorm', column: 2, from: 1, free: 4, rows: 1, columns: 1 },
  ],
  update: [{ op: 'descend', values: 0, gradient: 1, rate: 3, free: 4, rows: 1, columns: 1 }],
  learn: [],
  traceLength: 3,
  energyColumns: 1,
  normColumn: 2,
};

/** A parabola of stiffness 1, started at 1. */
function start(engine: Engine, rate: number): Executable {
  const executable = engine.load(QUADRATIC);
  executable.write(VALUES, [1]);
  executable.write(STIFFNESS, [1]);
  executable.write(RATE, [rate]);
  executable.write(FREE, [1]);
  return executable;
}

const USUAL: SettleOptions = { steps: 10, tolerance: 0, traceEvery: 1, risesToDiverge: 3 };

describe.each(ENGINES)('settling with the %s engine', (_, engine, tolerance) => {
  test('takes the steps it is given and ends at the closed form', () => {
    const executable = start(engine, 0.25);
    const run = executable.settle(USUAL);
    expect(run.status).toBe('step-limit');
    expect(run.steps).toBe(10);
    expect(executable.read(VALUES)[0]).toBeCloseTo(0.75 ** 10, 6);
  });

  test('traces the energy and the norm of every step, the final one included', () => {
    const run = start(engine, 0.25).settle(USUAL);
    expect([...run.tracedSteps]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(run.trace.length).toBe(33);
    for (const step of run.tracedSteps) {
      const value = 0.75 ** step;
      expect(Math.abs(run.trace[step * 3]! - value ** 2 / 2)).toBeLessThan(tolerance);
      expect(run.trace[step * 3 + 1]).toBe(0);
      expect(Math.abs(run.trace[step * 3 + 2]! - value)).toBeLessThan(tolerance);
    }
  });

  test('stops as soon as the gradient norm is within the tolerance', () => {
    const executable = start(engine, 0.5);
    const run = executable.settle({ ...USUAL, steps: 1_000, tolerance: 2 ** -5 });
    expect(run.status).toBe('settled');
    expect(run.steps).toBe(5);
    expect([...run.tracedSteps]).toEqual([0, 1, 2, 3, 4, 5]);
    expect(executable.read(VALUES)[0]).toBe(2 ** -5);
  });

  test('says settled when the last step of all reaches the tolerance', () => {
    const run = start(engine, 0.5).settle({ ...USUAL, steps: 5, tolerance: 2 ** -5 });
    expect(run.status).toBe('settled');
    expect(run.steps).toBe(5);
  });

  test('looks at the tolerance only where it traces', () => {
    const run = start(engine, 0.5).settle({
      ...USUAL,
      steps: 1_000,
      tolerance: 2 ** -5,
      traceEvery: 4,
    });
    expect(run.steps).toBe(8);
    expect([...run.tracedSteps]).toEqual([0, 4, 8]);
  });

  test('adds the final state to the trace when it is not a multiple', () => {
    const run = start(engine, 0.25).settle({ ...USUAL, traceEvery: 4 });
    expect([...run.tracedSteps]).toEqual([0, 4, 8, 10]);
    expect(run.trace[11]).toBeCloseTo(0.75 ** 10, 6);
  });

  test('traces nothing but the final state when traceEvery is 0', () => {
    const executable = start(engine, 0.5);
    const run = executable.settle({ ...USUAL, tolerance: 0.25, traceEvery: 0 });
    expect(run.steps).toBe(10);
    expect([...run.tracedSteps]).toEqual([10]);
    expect(run.status).toBe('settled');
    expect(run.trace[2]).toBe(2 ** -10);
  });

  test('never stops early at tolerance 0, unless the gradient is exactly zero', () => {
    expect(start(engine, 0.5).settle({ ...USUAL, steps: 60 }).steps).toBe(60);
    const run = start(engine, 1).settle({ ...USUAL, steps: 60 });
    expect(run.status).toBe('settled');
    expect(run.steps).toBe(1);
  });

  test('evaluates and traces without moving when no step is allowed', () => {
    const executable = start(engine, 0.5);
    const run = executable.settle({ ...USUAL, steps: 0 });
    expect(run.status).toBe('step-limit');
    expect([...run.trace]).toEqual([0.5, 0, 1]);
    expect(executable.read(VALUES)[0]).toBe(1);
  });

  test('settles below the largest stable rate 2 / a and diverges above it', () => {
    const options = { ...USUAL, steps: 4_000, tolerance: 1e-4 };
    expect(start(engine, 1.99).settle(options).status).toBe('settled');
    const run = start(engine, 2.01).settle(options);
    expect(run.status).toBe('diverged');
    expect(run.steps).toBe(3);
  });

  test('waits for as many rises in a row as it is told', () => {
    const run = start(engine, 2.01).settle({ ...USUAL, steps: 100, risesToDiverge: 7 });
    expect(run.steps).toBe(7);
    const patient = start(engine, 2.01).settle({ ...USUAL, risesToDiverge: Infinity });
    expect(patient.status).toBe('step-limit');
  });

  test('diverges at once when the energy or the norm is not a number', () => {
    for (const broken of [NaN, Infinity]) {
      const executable = start(engine, 0.5);
      executable.write(VALUES, [broken]);
      const run = executable.settle(USUAL);
      expect(run.status).toBe('diverged');
      expect(run.steps).toBe(0);
    }
  });

  test('goes on from where it stopped and forgets earlier energies', () => {
    const executable = start(engine, 0.5);
    executable.settle({ ...USUAL, steps: 3 });
    const run = executable.settle({ ...USUAL, steps: 2 });
    expect([...run.tracedSteps]).toEqual([0, 1, 2]);
    expect(executable.read(VALUES)[0]).toBe(2 ** -5);
  });

  test('keeps a trace of any length whole', () => {
    const steps = 20_000;
    const run = start(engine, 1e-4).settle({ ...USUAL, steps });
    expect(run.steps).toBe(steps);
    expect(run.tracedSteps.every((step, row) => step === row)).toBe(true);
    expect(run.tracedSteps.length).toBe(steps + 1);
    const falls = run.tracedSteps.subarray(1).every((step) => {
      return run.trace[step * 3]! < run.trace[(step - 1) * 3]!;
    });
    expect(falls).toBe(true);
    expect(run.trace[steps * 3 + 2]).toBeCloseTo((1 - 1e-4) ** steps, 4);
  });

  test('leaves clamped values alone and does not count their gradient', () => {
    const executable = start(engine, 0.5);
    executable.write(FREE, [0]);
    const run = executable.settle({ ...USUAL, tolerance: 1e-3 });
    expect(run.status).toBe('settled');
    expect(run.steps).toBe(0);
    expect(executable.read(VALUES)[0]).toBe(1);
  });

  test('does not overwrite the row that run(measure) has filled', () => {
    const executable = start(engine, 0.5);
    executable.run('evaluate', 'measure');
    executable.settle(USUAL);
    expect([...executable.measured()]).toEqual([0.5, 0, 1]);
  });

  test('gives the same bits each time', () => {
    const runs = [1, 2].map(() => {
      const executable = chain(engine);
      const { trace } = executable.settle({ ...USUAL, steps: 40 });
      return [...trace, ...executable.read(0)];
    });
    expect(runs[0]).toEqual(runs[1]);
    expect(runs[0]!.every(Number.isFinite)).toBe(true);
  });
});

test('engines agree on a settled network of tanh units to 1e-5', () => {
  const [reference, wasm] = ENGINES.map(([, engine]) => {
    const executable = chain(engine);
    executable.settle({ ...USUAL, steps: 200 });
    return executable.read(0);
  });
  for (const [unit, value] of reference!.entries()) {
    expect(Math.abs(wasm![unit]! - value)).toBeLessThan(1e-5);
  }
});

/** Values v with energy |v - tanh(v) W|^2 / 2, following only the direct part of the gradient. */
function chain(engine: Engine): Executable {
  const [rows, units] = [5, 19];
  const length = rows * units;
  const executable = engine.load({
    ...QUADRATIC,
    buffers: [
      { name: 'values', rows, columns: units },
      { name: 'active', rows, columns: units },
      { name: 'weights', rows: units, columns: units },
      { name: 'prediction', rows, columns: units },
      { name: 'error', rows, columns: units },
      { name: 'rate', rows: 1, columns: 1 },
      { name: 'free', rows: 1, columns: units },
      { name: 'energy', rows, columns: 1 },
    ],
    evaluate: [
      { op: 'activate', out: 1, from: 0, length, activation: 'tanh' },
      {
        ...{ op: 'matmul', out: 3, left: 1, right: 2, accumulate: false },
        ...{ rows, inner: units, columns: units },
      },
      { op: 'subtract', out: 4, left: 0, right: 3, length },
    ],
    measure: [
      { op: 'halfDotRows', out: 7, left: 4, right: 4, rows, columns: units },
      { op: 'traceSum', column: 0, from: 7, length: rows },
      { op: 'traceNorm', column: 2, from: 4, free: 6, rows, columns: units },
    ],
    update: [{ op: 'descend', values: 0, gradient: 4, rate: 5, free: 6, rows, columns: units }],
  });
  const numbers = createNumbers(11);
  executable.write(0, numbers(length));
  executable.write(
    2,
    numbers(units * units).map((x) => x / 16),
  );
  executable.write(5, [0.1]);
  executable.write(
    6,
    numbers(units).map(() => 1),
  );
  return executable;
}
