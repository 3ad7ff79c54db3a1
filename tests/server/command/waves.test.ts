import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { PNG } from 'pngjs';
import { haemodynamicResponse } from '../../../experiments/analysis/haemodynamic-response.ts';
import { runCommand } from './run-command.ts';

let place: string;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'helmholtz-waves-'));
});
afterEach(async () => {
  await rm(place, { recursive: true });
});

describe('helmholtz waves', () => {
  test('writes errors of each level and the response of blood to their sum', async () => {
    const out = join(place, 'out');
    const { exitCode, complained, printed } = await runCommand([
      ...['waves', '--agent', 'rao-ballard', '--picture', 'simultaneous-contrast'],
      ...['--crop', '20,20', '--steps', '40', '--seconds-per-step', '0.5', '--out', out],
    ]);
    expect({ exitCode, complained }).toEqual({ exitCode: 0, complained: '' });
    expect(printed).toContain('conventions');
    expect((await readdir(out)).sort()).toEqual(['waves.csv', 'waves.png', 'waves.svg']);
    const [head, ...lines] = (await readFile(join(out, 'waves.csv'), 'utf8')).trim().split('\n');
    const names = head!.split(',');
    expect([names[0], names[1], names.at(-1)]).toEqual(['step', 'seconds', 'blood']);
    expect(lines).toHaveLength(41);
    const rows = lines.map((line) => line.split(',').map(Number));
    expect(rows.map((row) => row[1])).toEqual(rows.map((_, step) => step / 2));
    const activity = rows.map((row) => row.slice(2, -1).reduce((sum, error) => sum + error, 0));
    // Errors of what is looked at fall while the agent settles.
    expect(activity.at(-1)!).toBeLessThan(activity[0]!);
    const expected = activity.reduce(
      (sum, value, step) => sum + value * haemodynamicResponse((40 - step) / 2) * 0.5,
      0,
    );
    expect(rows.at(-1)!.at(-1)! / expected).toBeCloseTo(1, 9);
    expect(PNG.sync.read(await readFile(join(out, 'waves.png'))).width).toBe(1280);
  });

  test.each([
    [[], "helmholtz: required option '--agent <name>' not specified"],
    [
      ['--agent', 'single-cause', '--out', 'x'],
      'helmholtz: expected --picture <name> or --stimulus <name>',
    ],
    [
      ['--agent', 'single-cause', '--out', 'x', '--picture', 'bar', '--seconds-per-step', '0'],
      'Expected a number of seconds above 0.',
    ],
  ])('%j is refused in one line', async (argv, message) => {
    const { exitCode, complained } = await runCommand(['waves', ...argv]);
    expect(exitCode).toBe(2);
    expect(complained).toContain(message);
    expect(complained.trimEnd().split('\n')).toHaveLength(1);
  });
});
