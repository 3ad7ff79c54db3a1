import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * Runs jest in ESM mode: `node tools/jest.js [--replications] [jest options]`. Replications run in bare Node.
 *
 * When HELMHOLTZ_JEST_JSON names a file, jest's own results are also written there.
 */
const root = join(import.meta.dirname, '..');
const given = process.argv.slice(2);
const replications = given.includes('--replications');
const resultsFile = process.env['HELMHOLTZ_JEST_JSON'];

const { status, error } = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
    ...(replications ? ['--config', 'jest.replications.config.js'] : []),
    ...(resultsFile === undefined ? [] : ['--json', `--outputFile=${resultsFile}`]),
    ...given.filter((argument) => argument !== '--replications'),
  ],
  { cwd: root, stdio: 'inherit' },
);
if (error !== undefined) throw error;
process.exitCode = status ?? 1;
