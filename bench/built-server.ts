import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Starts the built server on a free port, with a probe that tells its memory. Whoever starts it kills the child.
 *
 * @throws {Error} if it ends before it listens.
 */
export async function startServer(
  runs = 'out/runs',
): Promise<{ child: ChildProcess; url: string }> {
  const root = join(import.meta.dirname, '..');
  const probe = join(root, 'bench', 'memory-probe.js');
  const child = spawn(
    process.execPath,
    ['--expose-gc', '--import', probe, join(root, 'dist', 'server', 'main.js')],
    { env: { ...process.env, PORT: '0', RUNS: runs }, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] },
  );
  let output = '';
  child.stdout?.on('data', (data: Buffer) => (output += data.toString()));
  for (;;) {
    const url = /http:\/\/[^/\s]+/.exec(output)?.[0];
    if (url !== undefined) return { child, url };
    if (child.exitCode !== null) throw new Error('the built server did not start: npm run build');
    await pause(20);
  }
}
