import { describe, expect, test } from '@jest/globals';
import { ENGINE_NAMES } from '../../../agents/engine/engine.ts';
import type { Workload } from '../../../agents/engine/measure-engine.ts';
import { createEngine } from '../../../agents/engine/select-engine.ts';
import { HelmholtzError } from '../../../agents/errors.ts';
import type { Program } from '../../../agents/program/program.ts';
import { EMPTY } from './run-operation.ts';

describe('choosing an engine', () => {
  test.each(ENGINE_NAMES)('makes the %s engine when asked for it', async (name) => {
    const { engine, reason } = await createEngine(name);
    expect(engine.name).toBe(name);
    expect(reason).toContain(name);
  });

  test('takes WebAssembly when left to choose with nothing to measure, and says why', async () => {
    const { engine, reason } = await createEngine('auto');
    expect(engine.name).toBe('wasm');
    expect(engine.precision).toBe('float32');
    expect(reason).toBe(
      'auto, with nothing to measure: SIMD WebAssembly, float32: the same bits on every machine',
    );
  });

  test('names the nearest engine when the name is mistyped', async () => {
    const mistyped = createEngine('wams');
    await expect(mistyped).rejects.toThrow(HelmholtzError);
    await expect(mistyped).rejects.toThrow(
      /^engine: expected one of .*; got "wams"; did you mean "wasm"\?$/,
    );
    await expect(mistyped).rejects.toMatchObject({ code: 'unknown-engine' });
  });
});

/** Settling that multiplies square matrices. */
function productProgram(size: number): Program {
  return {
    ...EMPTY,
    buffers: ['values', 'weights', 'gradient', 'rate', 'free'].map((name, id) => ({
      name,
      rows: id < 3 ? size : 1,
      columns: id === 3 ? 1 : size,
    })),
    evaluate: [
      {
        ...{ op: 'matmul', out: 2, left: 0, right: 1 },
        ...{ rows: size, inner: size, columns: size },
        accumulate: false,
      },
    ],
    update: [
      { op: 'descend', values: 0, gradient: 2, rate: 3, free: 4, rows: size, columns: size },
    ],
  };
}

describe('measuring engines', () => {
  const workload = (size: number, now: () => number): Workload => ({
    program: () => productProgram(size),
    batch: size,
    now,
  });

  test.each([2, 384])(
    'takes the one that was faster for matrices of %d, and names the times of all',
    async (size) => {
      const { engine, reason } = await createEngine(
        'auto',
        workload(size, () => performance.now()),
      );
      const [, list = ''] =
        /^auto: the fastest of those measured here, a settle step of \d+ observations: (.*)$/.exec(
          reason,
        ) ?? [];
      const times = list.split(', ').map((entry) => entry.split(' '));
      expect(times.map(([name]) => name).sort()).toEqual(['native', 'wasm']);
      const [fastest] = times.sort(([, a], [, b]) => Number(a) - Number(b));
      expect(engine.name).toBe(fastest![0]);
    },
  );

  test('takes the first that is measured when a clock cannot tell them apart', async () => {
    expect(
      (
        await createEngine(
          'auto',
          workload(2, () => 0),
        )
      ).engine.name,
    ).toBe('wasm');
  });
});
