import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TimedResult } from '../../../experiments/index.ts';
import { runCommand } from './run-command.ts';

const helmholtz = fileURLToPath(new URL('../../../bin/helmholtz', import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'helmholtz-compare-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** As a person runs it, in a process of its own. */
async function compared(workers: number, out: string): Promise<readonly TimedResult[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...[helmholtz, 'compare', '--data', 'ring', '--models', 'gan,truth', '--seeds', '2'],
    ...['--seed', '5', '--steps', '40', '--workers', String(workers), '--out', out, '--json'],
  ]);
  return (JSON.parse(stdout) as { readonly results: readonly TimedResult[] }).results;
}

test('families are trained and judged alike: the same numbers with one thread and with two', async () => {
  const [one, two] = [
    await compared(1, join(folder, 'one')),
    await compared(2, join(folder, 'two')),
  ];
  const withoutDurations = (results: readonly TimedResult[]): object[] =>
    results.map((result) => ({ ...result, learning: null, sampling: null }));
  expect(withoutDurations(two)).toEqual(withoutDurations(one));
  expect(one.map(({ model, seed }) => `${model} ${seed}`)).toEqual([
    ...['truth 5', 'truth 6', 'gan 5', 'gan 6'],
  ]);
  for (const { model, modes, highQuality, spread, precision, score } of one) {
    if (model === 'truth') {
      expect(modes).toBe(8);
      // .98889 within four standard errors of a thousand points.
      expect(Math.abs(highQuality - 0.98889)).toBeLessThan(4 * 0.0033);
      expect(Math.abs(spread - 1)).toBeLessThan(0.1);
      expect(precision).toBeGreaterThan(0.9);
      // Minus the entropy, -2.9067 nats, within four standard errors (1 / sqrt(200)).
      expect(Math.abs(score!.nats - 2.9067)).toBeLessThan(4 * 0.071);
    } else {
      // Hardly trained.
      expect(highQuality).toBeLessThan(0.3);
      expect(score).toBeNull();
    }
  }
  expect((await readdir(join(folder, 'one'), { recursive: true })).sort()).toEqual([
    ...[
      'durations.csv',
      'figures',
      'figures/modes.png',
      'figures/modes.svg',
      'figures/quality.png',
    ],
    ...['figures/quality.svg', 'results.csv', 'summary.json', 'trainings'],
    ...['gan-5', 'gan-6', 'truth-5', 'truth-6'].map((name) => `trainings/${name}.json`),
  ]);
  const table = await readFile(join(folder, 'one', 'results.csv'), 'utf8');
  expect(table.trim().split('\n')).toHaveLength(5);
}, 120_000);

test('what was interrupted goes on to the same bytes, and does nothing twice', async () => {
  const [whole, broken] = [join(folder, 'one'), join(folder, 'broken')];
  const command = [
    ...[helmholtz, 'compare', '--data', 'ring', '--models', 'gan,truth', '--seeds', '2'],
    ...['--seed', '5', '--steps', '40', '--out', broken],
  ];
  const child = spawn(process.execPath, command, { stdio: 'ignore' });
  const first = join(broken, 'trainings', 'truth-5.json');
  for (;;) {
    if (existsSync(first)) break;
    if (child.exitCode !== null) throw new Error('ended before it had trained anything');
    await setTimeout(10);
  }
  child.kill('SIGINT');
  await once(child, 'exit');
  const before = await stat(first);
  expect(await readdir(join(broken, 'trainings'))).not.toContain('gan-6.json');
  await promisify(execFile)(process.execPath, [...command, '--resume']);
  expect((await stat(first)).mtimeMs).toBe(before.mtimeMs);
  for (const name of ['results.csv', 'summary.json', 'figures/modes.svg']) {
    expect(await readFile(join(broken, name))).toEqual(await readFile(join(whole, name)));
  }
  const other = await runCommand([
    ...command.slice(1, -6),
    '--steps',
    '50',
    '--seed',
    '5',
    '--out',
    broken,
    '--resume',
  ]);
  expect(other.exitCode).toBe(1);
  expect(other.complained).toMatch(
    /truth-5\.json: expected a training of .*"steps":50.*; got .*"steps":40/,
  );
  const kept = await readFile(first, 'utf8');
  await writeFile(first, kept.replace(/ *"allocation".*\n/, ''));
  const older = await runCommand([...command.slice(1), '--resume']);
  expect(older).toMatchObject({ exitCode: 1, printed: '' });
  expect(older.complained).toMatch(/truth-5\.json: expected allocation among the results/);
}, 120_000);

test('an unknown model is refused with the nearest one', async () => {
  const { exitCode, complained } = await runCommand(['compare', '--models', 'gam']);
  expect(exitCode).toBe(1);
  expect(complained).toContain('gan');
});
