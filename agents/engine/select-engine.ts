import { availableParallelism } from 'node:os';
import { HelmholtzError } from '../errors.ts';
import { suggestion } from '../nearest-name.ts';
import { ENGINE_NAMES, type Engine, type EngineName } from './engine.ts';
import { measureEngine, type Workload } from './measure-engine.ts';
import { loadRuntime } from './native/runtime.ts';
import { createReferenceEngine } from './reference/reference-engine.ts';
import { loadTensorFlow } from './tfjs/load-tensorflow.ts';
import { readKernels } from './wasm/read-kernels.ts';
import { createWasmEngine } from './wasm/wasm-engine.ts';

/** What can be asked for: an engine by name, or the fastest one for what it is to do. */
export const ENGINE_CHOICES = ['auto', ...ENGINE_NAMES] as const;

/** The engine of whoever does not choose: the only fast one that gives the same bits on every machine. */
export const DEFAULT_ENGINE = 'wasm' satisfies EngineName;

/** An engine and, in a sentence, why it is this one. */
export interface SelectedEngine {
  readonly engine: Engine;
  readonly reason: string;
}

/** One for all that ask in this thread: kernels are compiled once, and get faster with use. */
let wasmEngine: Engine | undefined;

const MAKERS: Readonly<Record<EngineName, () => Promise<SelectedEngine>>> = {
  reference: async () => {
    await Promise.resolve();
    return { engine: createReferenceEngine(), reason: 'plain TypeScript, float64' };
  },
  wasm: async () => {
    await Promise.resolve();
    return {
      engine: (wasmEngine ??= createWasmEngine(readKernels())),
      reason: 'SIMD WebAssembly, float32: the same bits on every machine',
    };
  },
  native: async () => {
    const threads = availableParallelism();
    // With what it needs, only where it is asked for: every process and thread would wait for it.
    const { createNativeEngine } = await import('./native/native-engine.ts');
    return {
      engine: createNativeEngine(await loadRuntime(), threads),
      reason: `ONNX runtime, float32, ${threads} thread${threads === 1 ? '' : 's'}`,
    };
  },
  tfjs: async () => {
    const { library, backend } = await loadTensorFlow();
    const { createTfjsEngine } = await import('./tfjs/tfjs-engine.ts');
    return { engine: createTfjsEngine(library), reason: `TensorFlow.js, float32, ${backend}` };
  },
};

/**
 * Makes the engine of a name. `auto` measures a few settle steps of the workload on each engine that may be the fastest,
 * and takes the one that is; without a workload there is nothing to measure, and it takes the default.
 *
 * @throws {HelmholtzError} `unknown-engine`, naming the nearest name there is; `engine-unavailable` if this machine lacks
 *   what the engine needs.
 */
export async function createEngine(name: string, workload?: Workload): Promise<SelectedEngine> {
  if (name === 'auto') {
    if (workload !== undefined) return fastestEngine(workload);
    const { engine, reason } = await MAKERS[DEFAULT_ENGINE]();
    return { engine, reason: `auto, with nothing to measure: ${reason}` };
  }
  const known = ENGINE_NAMES.find((candidate) => candidate === name);
  if (known === undefined) {
    throw new HelmholtzError(
      'unknown-engine',
      `engine: expected one of ${ENGINE_CHOICES.join(', ')}; got "${name}"${suggestion(name, ENGINE_CHOICES)}`,
    );
  }
  const { engine, reason } = await MAKERS[known]();
  return { engine, reason: `${known}: ${reason}` };
}

/** The engine whose settle step takes the least time, and the times. */
async function fastestEngine(workload: Workload): Promise<SelectedEngine> {
  const measured: { readonly selected: SelectedEngine; readonly milliseconds: number }[] = [];
  const left: string[] = [];
  for (const make of await candidates(left)) {
    const selected = await make();
    try {
      measured.push({ selected, milliseconds: measureEngine(selected.engine, workload) });
    } catch (error) {
      if (!(error instanceof HelmholtzError)) throw error;
      left.push(error.message);
    }
  }
  const [best] = measured.sort((a, b) => a.milliseconds - b.milliseconds);
  if (best === undefined) throw new HelmholtzError('engine-unavailable', left.join('; '));
  const { batch } = workload;
  const times = measured
    .map(({ selected, milliseconds }) => `${selected.engine.name} ${shown(milliseconds)} ms`)
    .join(', ');
  const without = left.length === 0 ? '' : ` (${left.join('; ')})`;
  return {
    engine: best.selected.engine,
    reason: `auto: the fastest of those measured here, a settle step of ${batch} observation${batch === 1 ? '' : 's'}: ${times}${without}`,
  };
}

const shown = (milliseconds: number): string => milliseconds.toPrecision(2);

/**
 * Engines that may be the fastest: those of this project, and TensorFlow.js where it has a native library. Its own
 * WebAssembly backend takes many times as long as ours.
 */
async function candidates(left: string[]): Promise<readonly (() => Promise<SelectedEngine>)[]> {
  const found = [MAKERS.wasm];
  try {
    await loadRuntime();
    found.push(MAKERS.native);
  } catch (error) {
    if (!(error instanceof HelmholtzError)) throw error;
    left.push(error.message);
  }
  const { isNative } = await loadTensorFlow();
  if (isNative) found.push(MAKERS.tfjs);
  return found;
}
