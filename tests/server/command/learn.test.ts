import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { LearnRecord } from '../../../experiments/index.ts';
import { runCommand } from './run-command.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'helmholtz-learn-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function learned(out: string, ...argv: readonly string[]): Promise<LearnRecord> {
  const { exitCode, printed } = await runCommand([
    ...['learn', ...argv, '--out', join(folder, out), '--json'],
  ]);
  expect(exitCode).toBe(0);
  return JSON.parse(printed) as LearnRecord;
}

describe('helmholtz learn', () => {
  test('says of an autoencoder how many of its causes are active, in the record as in the table', async () => {
    const out = join(folder, 'vae');
    const { printed } = await runCommand(['learn', 'vae', '--steps', '60', '--out', out]);
    const record = JSON.parse(await readFile(join(out, 'vae-ring.json'), 'utf8')) as LearnRecord;
    const { active, causes, variances } = record.activeUnits!;
    expect(causes).toBe(2);
    expect(variances.filter((variance) => variance > 0.01)).toHaveLength(active);
    expect(printed).toContain(
      `active causes ${active} of 2 (variance over the data of what is expected of each: ${variances.map((variance) => variance.toFixed(2)).join(', ')})\n`,
    );
  });

  test('says of a conditional family whether the class that is asked for is the one that comes', async () => {
    const { askedClass, activeUnits } = await learned('gan', 'conditional-gan', '--steps', '20');
    expect(activeUnits).toBeUndefined();
    // Hardly trained.
    expect(askedClass).toMatchObject({ chance: 0.125, points: 400 });
    expect(askedClass!.within).toBeLessThan(0.3);
    const { askedClass: ofMoons } = await learned(
      ...(['moons', 'conditional-gan', '--steps', '20', '--data', 'two-moons'] as const),
    );
    expect(ofMoons).toBeUndefined();
  });

  test('trains a predictive-coding hierarchy, and goes on with it after an interruption to the same bits', async () => {
    const argv = ['pc', '--data', 'two-moons', '--steps', '60', '--seed', '4'] as const;
    const whole = await learned('whole', ...argv);
    expect(whole).toMatchObject({ model: 'pc', backend: 'engine of this project, wasm' });
    const out = ['--out', join(folder, 'parts')];
    const { exitCode, complained } = await runCommand(['learn', ...argv, ...out], {
      interrupted: true,
    });
    expect(exitCode).not.toBe(0);
    expect(complained).toContain('interrupted after step 20 of 60; go on with --resume');
    expect(await readdir(join(folder, 'parts'))).toEqual(['pc-two-moons.checkpoint']);
    const resumed = await learned('parts', ...argv, '--resume');
    expect(resumed.sha256).toBe(whole.sha256);
  });

  test('refuses a family that there is not', async () => {
    const { exitCode, complained } = await runCommand(['learn', 'conditional-vae']);
    expect(exitCode).toBe(2);
    expect(complained).toContain('conditional-gan');
  });
});
