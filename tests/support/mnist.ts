import { fileURLToPath } from 'node:url';

/** Ten thousand digits of MNIST that lie beside the repository; read by tests, never part of it. */
export const MNIST = fileURLToPath(new URL('../../../shared/data/mnist10k', import.meta.url));
