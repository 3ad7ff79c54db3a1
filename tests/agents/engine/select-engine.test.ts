import { describe, expect, test } from '@jest/globals';
import { ENGINE_NAMES } from '../../../agents/engine/engine.ts';
import { createEngine } from '../../../agents/engine/select-engine.ts';
import { HelmholtzError } from '../../../agents/errors.ts';

describe('choosing an engine', () => {
  test.each(ENGINE_NAMES)('makes the %s engine when asked for it', async (name) => {
    const { engine, reason } = await createEngine(name);
    expect(engine.name).toBe(name);
    expect(reason).toContain(name);
  });

  test('takes WebAssembly when left to choose, and says why', async () => {
    const { engine, reason } = await createEngine('auto');
    expect(engine.name).toBe('wasm');
    expect(engine.precision).toBe('float32');
    expect(reason).toBe('fastest engine available here: SIMD WebAssembly, float32');
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
