import type * as TensorFlow from '@tensorflow/tfjs-core';

/** TensorFlow.js, and which of its backends computes. */
export interface LoadedTensorFlow {
  readonly library: typeof TensorFlow;
  /** In words: what computes. */
  readonly backend: string;
  /** Whether that is a native library. */
  readonly isNative: boolean;
}

/** Packages with a native library, the fastest first. They are not installed unless someone asks for them. */
const NATIVE_PACKAGES = ['@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-node'] as const;

/**
 * Loads TensorFlow.js with the best backend there is: a graphics card through tfjs-node-gpu, else tfjs-node, else its
 * WebAssembly backend, whose files lie in its package.
 */
export async function loadTensorFlow(): Promise<LoadedTensorFlow> {
  for (const name of NATIVE_PACKAGES) {
    const library = await importOptional(name);
    if (library !== null) return { library, backend: name, isNative: true };
  }
  const core = await import('@tensorflow/tfjs-core');
  await import('@tensorflow/tfjs-backend-wasm');
  await core.setBackend('wasm');
  await core.ready();
  return { library: core, backend: 'its own WebAssembly backend', isNative: false };
}

/** An optional package, or `null` where it is not installed or does not work. */
async function importOptional(name: string): Promise<typeof TensorFlow | null> {
  try {
    return (await import(/* @vite-ignore */ name)) as typeof TensorFlow;
  } catch {
    return null;
  }
}
