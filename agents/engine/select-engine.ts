import { availableParallelism } from 'node:os';
import { HelmholtzError } from '../errors.ts';
import { suggestion } from '../nearest-name.ts';
import type { Engine, EngineName } from './engine.ts';
import { ENGINE_NAMES } from './engine.ts';
import { createNativeEngine } from './native/native-engine.ts';
import { loadRuntime } from './native/runtime.ts';
import { createReferenceEngine } from './reference/reference-engine.ts';
import { loadTensorFlow } from './tfjs/load-tensorflow.ts';
import { createTfjsEngine } from './tfjs/tfjs-engine.ts';
import { readKernels } from './wasm/read-kernels.ts';
import { createWasmEngine } from './wasm/wasm-engine.ts';

/** What can be asked for: an engine by name, or the best one. */
export const ENGINE_CHOICES = ['auto', ...ENGINE_NAMES] as const;

/** An engine and, in a sentence, why it is this one. */
export interface SelectedEngine {
  readonly engine: Engine;
  readonly reason: string;
}

const MAKERS: Readonly<Record<EngineName, () => Engine | Promise<Engine>>> = {
  reference: createReferenceEngine,
  wasm: () => createWasmEngine(readKernels()),
  native: async () => createNativeEngine(await loadRuntime(), availableParallelism()),
  tfjs: async () => createTfjsEngine((await loadTensorFlow()).library),
};

/**
 * Makes the engine of a name; `auto` takes the fastest.
 *
 * @throws {HelmholtzError} `unknown-engine`, naming the nearest name there is; `engine-unavailable` if this machine lacks
 *   what the engine needs.
 */
export async function createEngine(name: string): Promise<SelectedEngine> {
  if (name === 'auto') {
    return {
      engine: await MAKERS.wasm(),
      reason: 'fastest engine available here: SIMD WebAssembly, float32',
    };
  }
  const known = ENGINE_NAMES.find((candidate) => candidate === name);
  if (known === undefined) {
    throw new HelmholtzError(
      'unknown-engine',
      `engine: expected one of ${ENGINE_CHOICES.join(', ')}; got "${name}"${suggestion(name, ENGINE_CHOICES)}`,
    );
  }
  return { engine: await MAKERS[known](), reason: `asked for: ${known}` };
}
