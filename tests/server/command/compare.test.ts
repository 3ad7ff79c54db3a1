import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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
    ...['figures', 'figures/modes.png', 'figures/modes.svg', 'figures/quality.png'],
    ...['figures/quality.svg', 'results.csv', 'summary.json'],
  ]);
  const table = await readFile(join(folder, 'one', 'results.csv'), 'utf8');
  expect(table.trim().split('\n')).toHaveLength(5);
}, 120_000);

test('an unknown model is refused with the nearest one', async () => {
  const { exitCode, complained } = await runCommand(['compare', '--models', 'gam']);
  expect(exitCode).toBe(1);
  expect(complained).toContain('gan');
});
