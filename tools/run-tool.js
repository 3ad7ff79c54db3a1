import { spawn } from 'node:child_process';

const keptLines = 30;

/**
 * Runs a program of ours to its end, without a terminal, and keeps what it says for when it fails.
 *
 * @param {string} command
 * @param {readonly string[]} commandArguments
 * @param {{ cwd: string, shell?: boolean }} options
 * @returns {Promise<void>}
 * @throws {Error} with the first lines of its output, if it does not end with 0.
 */
export function runTool(command, commandArguments, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, commandArguments, {
      ...options,
      env: { ...process.env, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    /** @type {Buffer[]} */
    const output = [];
    child.stdout.on('data', (/** @type {Buffer} */ chunk) => output.push(chunk));
    child.stderr.on('data', (/** @type {Buffer} */ chunk) => output.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`ended with ${signal ?? String(code)}\n${firstLines(output)}`));
    });
  });
}

/** @param {readonly Buffer[]} output */
function firstLines(output) {
  const lines = Buffer.concat(output).toString().trimEnd().split('\n');
  return lines.slice(0, keptLines).join('\n');
}
