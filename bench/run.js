import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runnerImport } from 'vite';

/**
 * Runs a benchmark: `node bench/run.js [NAME] [arguments]`, by default `speed`. Vite compiles it; what it measures is the built server.
 */
const [, , first = ''] = process.argv;
const name = /^[a-z]/.test(first) ? first : 'speed';
const file = join(import.meta.dirname, `${name}.ts`);
if (/^[a-z-]+$/.test(name) && existsSync(file)) {
  // Only errors: catalogues are found by importing what lies in a folder, which Vite warns of.
  await runnerImport(file, { logLevel: 'error' });
} else {
  console.error(`bench: expected the name of a file in bench/; got "${name}"`);
  process.exitCode = 2;
}
