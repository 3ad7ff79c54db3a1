import { isMainThread } from 'node:worker_threads';
import type { TensorConstructor } from 'onnxruntime-node';
import type * as BindingModule from 'onnxruntime-node/dist/binding.js';
import { HelmholtzError } from '../../errors.ts';

/** The library wants a class for results. Ours are written where they belong, and what it makes is thrown away. */
const UnusedTensor = function (): void {
  // Nothing to keep.
} as unknown as TensorConstructor;
const LOG_WARNINGS = 2;

/** One compiled graph. */
export type Session = BindingModule.Binding.InferenceSession;

/** Makes sessions from models. */
export interface Runtime {
  /** Compiles a model for so many threads. */
  compile(model: Uint8Array, threads: number): Session;
}

/**
 * The ONNX runtime with the CPU library that its package brings along.
 *
 * Its public interface answers in a promise, after a turn of the event loop, though what lies below computes at once.
 * An engine must answer at once, so this uses what lies below.
 *
 * @throws {HelmholtzError} `engine-unavailable` if there is no such library for this machine.
 */
export async function loadRuntime(): Promise<Runtime> {
  const { binding } = await importBinding();
  binding.initOrtOnce(LOG_WARNINGS, UnusedTensor, isMainThread);
  return {
    compile: (model, threads) => {
      const session = new binding.InferenceSession();
      session.loadModel(ownBuffer(model), 0, model.byteLength, {
        intraOpNumThreads: threads,
        interOpNumThreads: 1,
        executionMode: 'sequential',
        graphOptimizationLevel: 'all',
        logSeverityLevel: 3,
      });
      return session;
    },
  };
}

async function importBinding(): Promise<typeof BindingModule> {
  try {
    return await import('onnxruntime-node/dist/binding.js');
  } catch (cause) {
    const machine = `${process.platform} ${process.arch}`;
    throw new HelmholtzError(
      'engine-unavailable',
      `engine native: expected the library of onnxruntime-node for ${machine}; got none. Use --engine wasm`,
      { cause },
    );
  }
}

function ownBuffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
