import './check-node.js';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { buildStale, isBuilt } from './build.js';
import { withLock } from './lock.js';
import { announced, say } from './progress.js';
import { runTool } from './run-tool.js';

/**
 * Makes a checkout ready to run: packages installed, everything built. What is ready already is
 * left alone, so that it costs a fraction of a second to ask.
 *
 *   node tools/setup.js [--install-only]
 */

const root = join(import.meta.dirname, '..');

/**
 * @param {{ build?: boolean }} [options]
 * @returns {Promise<boolean>} whether the project is ready; why not has been said.
 */
export async function setUp({ build = true } = {}) {
  try {
    // Several processes may ask at once, and wait for each other only where there is something to do.
    if (isInstalled() && (!build || isBuilt())) return true;
    await withLock(
      join(root, '.setup.lock'),
      async () => {
        if (!isInstalled()) await announced('installing the packages', install);
        if (build) await buildStale();
      },
      () => {
        say('another process is setting the project up; waiting for it');
      },
    );
    return true;
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return false;
  }
}

/** npm writes its hidden lock file last: what it is older than was not installed, or not to the end. */
function isInstalled() {
  const installed = statSync(join(root, 'node_modules', '.package-lock.json'), {
    throwIfNoEntry: false,
  });
  const wanted = statSync(join(root, 'package-lock.json'));
  return installed !== undefined && installed.mtimeMs >= wanted.mtimeMs;
}

/** The tools that build the project are development dependencies, needed whatever NODE_ENV is. */
async function install() {
  const npmArguments = ['ci', '--include=dev', '--no-audit', '--no-fund'];
  const runningNpm = process.env['npm_execpath'];
  if (runningNpm?.endsWith('npm-cli.js')) {
    await runTool(process.execPath, [runningNpm, ...npmArguments], { cwd: root });
  } else {
    await runTool('npm', npmArguments, { cwd: root, shell: process.platform === 'win32' });
  }
}

if (process.argv[1] === import.meta.filename) {
  const isReady = await setUp({ build: !process.argv.includes('--install-only') });
  process.exitCode = isReady ? 0 : 1;
}
