import { readFileSync } from 'node:fs';

/**
 * The compiled kernels, read from the file that `npm run build:kernels` writes. The only place that reads a file: a
 * browser makes the module from a response instead.
 *
 * @throws {Error} if the kernels have not been built.
 */
export function readKernels(): WebAssembly.Module {
  const file = new URL('./kernels.wasm', import.meta.url);
  try {
    return new WebAssembly.Module(readFileSync(file));
  } catch (cause) {
    throw new Error(`${file.pathname}: expected compiled kernels; run npm run build:kernels`, {
      cause,
    });
  }
}
