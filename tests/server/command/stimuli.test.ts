import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { stimulusDescription } from '../../../protocol/index.ts';
import { runCommand } from './run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'helmholtz-stimuli-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const SCRIPT = join(folder, 'greys.yaml');
writeFileSync(
  SCRIPT,
  `
size: 2
pixelsPerDegree: 16
parameters: { contrast: 0.8 }
layers:
  - luminance: 0.5 + 0.5*contrast*sign(x)
  - { luminance: 0.5, where: hypot(x + 0.5, y) < 0.3, target: 1 }
  - { luminance: 0.5, where: hypot(x - 0.5, y) < 0.3, target: 2 }
`.replaceAll(/where: (hypot[^<]+< 0\.3)/g, 'where: "$1"'),
);

describe('helmholtz stimuli', () => {
  test('lists every stimulus with parameters, units, ranges and sources', async () => {
    const { exitCode, printed } = await runCommand(['stimuli', '--json']);
    expect(exitCode).toBe(0);
    const { stimuli } = JSON.parse(printed) as { stimuli: unknown[] };
    const parsed = stimuli.map((entry) => stimulusDescription.parse(entry));
    expect(parsed.length).toBeGreaterThan(70);
    const ponzo = parsed.find(({ name }) => name === 'ponzo-illusion');
    expect(ponzo).toMatchObject({ family: 'illusions', illusion: 'length', moves: false });
    expect(ponzo?.parameters[0]).toMatchObject({
      name: 'strength',
      unit: 'degree',
      min: -44,
      max: 44,
    });
    expect(ponzo?.sources[0]?.url).toMatch(/^https:\/\/doi\.org\//);
  });

  test('filters by family, and says which one is nearest', async () => {
    const { printed } = await runCommand(['stimuli', 'list', '--family', 'motion']);
    expect(printed.split('\n').every((line) => line === '' || line.startsWith('motion '))).toBe(
      true,
    );
    const wrong = await runCommand(['stimuli', 'list', '--family', 'motoin']);
    expect(wrong).toMatchObject({ exitCode: 1 });
    expect(wrong.complained).toBe(
      'helmholtz: family "motoin": no such family; did you mean "motion"?\n',
    );
  });

  test('draws a script and a stimulus into all kinds of files, and leaves nothing behind when it fails', async () => {
    for (const ending of ['png', 'npy', 'mat', 'json', 'gif']) {
      const out = join(folder, `greys.${ending}`);
      const { exitCode } = await runCommand(['stimuli', 'render', SCRIPT, '--out', out]);
      expect({ ending, exitCode }).toEqual({ ending, exitCode: 0 });
      expect(readFileSync(out).length).toBeGreaterThan(100);
    }
    const before = readdirSync(folder).sort();
    for (const argv of [
      ['stimuli', 'render', SCRIPT, '--out', join(folder, 'x.bmp')],
      ['stimuli', 'render', SCRIPT, '--out', join(folder, 'no/where/x.png')],
      ['stimuli', 'render', SCRIPT, '--set', 'contrst=1', '--out', join(folder, 'x.png')],
      ['stimuli', 'render', 'ternus', '--out', join(folder, 'x.png')],
      ['stimuli', 'render', 'disc', '--frame', '1', '--out', join(folder, 'x.png')],
      [
        'stimuli',
        'render',
        'disc',
        '--size',
        '8',
        '--ppd',
        '10',
        '--shape',
        '81',
        '--out',
        join(folder, 'x.png'),
      ],
    ]) {
      const { exitCode, complained } = await runCommand(argv);
      expect({ argv, exitCode }).toEqual({ argv, exitCode: 1 });
      expect(complained.trimEnd().split('\n')).toHaveLength(1);
    }
    expect(readdirSync(folder).sort()).toEqual(before);
    expect((await runCommand(['stimuli', 'render', SCRIPT])).exitCode).toBe(2);
    expect(
      (await runCommand(['stimuli', 'render', SCRIPT, '--out', 'x.png', '--ppd', '-1'])).exitCode,
    ).toBe(2);
  });

  test('sweeps, and writes what is what', async () => {
    const out = join(folder, 'swept');
    const { exitCode } = await runCommand([
      'stimuli',
      'sweep',
      SCRIPT,
      '--over',
      'contrast=0:0.8:3',
      '--out',
      out,
    ]);
    expect(exitCode).toBe(0);
    const { entries } = JSON.parse(readFileSync(join(out, 'sweep.json'), 'utf8')) as {
      entries: { swept: { contrast: number }; sha256: string }[];
    };
    expect(entries.map(({ swept }) => swept.contrast)).toEqual([0, 0.4, 0.8]);
    expect(new Set(entries.map(({ sha256 }) => sha256)).size).toBe(3);
    expect(readdirSync(out)).toContain('sheet.png');
  });

  test('measures stimuli, scripts and images, and says what an image cannot be asked', async () => {
    const measure = async (...argv: string[]): Promise<unknown> => {
      const { exitCode, printed } = await runCommand(['stimuli', 'measure', ...argv, '--json']);
      expect(exitCode).toBe(0);
      return JSON.parse(printed);
    };
    // Half of the script is at 0.1 and half at 0.9, with a disc of 0.5 in each.
    expect(await measure(SCRIPT)).toMatchObject({
      mean: expect.closeTo(0.5, 6),
      michelson: expect.closeTo(0.8, 6),
      targets: [
        { target: 1, mean: 0.5, standardDeviation: 0 },
        { target: 2, median: 0.5 },
      ],
    });
    const image = join(folder, 'red.png');
    await runCommand(
      `stimuli render chromatic-contrast --set hue=0 --set difference=60 --out ${image}`.split(' '),
    );
    expect(await measure(image)).toMatchObject({
      mean: expect.closeTo(0.5, 2),
      colour: { red: expect.closeTo(0.48, 1) },
      targets: [],
    });
    const { printed } = await runCommand(['stimuli', 'measure', 'disc']);
    expect(printed).toMatch(/^ +whole\n/);
    expect(printed).not.toContain('red');
    const wrong = await runCommand(['stimuli', 'measure', image, '--ppd', '8']);
    expect(wrong).toMatchObject({ exitCode: 1 });
    expect(wrong.complained).toContain('--ppd is for what is drawn');
    expect(await runCommand(['stimuli', 'measure', 'nothing.png'])).toMatchObject({ exitCode: 1 });
  });

  test('measures the illusion of a script on an agent: it has a sign, and is gone with the context', async () => {
    const magnitudeAt = async (contrast: number): Promise<number> => {
      const { exitCode, printed } = await runCommand([
        'perceive',
        '--agent',
        'rao-ballard',
        '--stimulus',
        SCRIPT,
        '--set-stimulus',
        `contrast=${contrast}`,
        '--json',
      ]);
      expect(exitCode).toBe(0);
      const { targets } = JSON.parse(printed) as { targets: { magnitude: number } };
      return targets.magnitude;
    };
    // Target 1 lies on the dark side: simultaneous contrast makes it lighter, and mirrored it works the other way.
    expect(await magnitudeAt(0.8)).toBeGreaterThan(0.5);
    expect(await magnitudeAt(-0.8)).toBeLessThan(-0.5);
    expect(Math.abs(await magnitudeAt(0))).toBeLessThan(1e-3);
  });

  test('says what does not go together', async () => {
    const both = await runCommand([
      'perceive',
      '--agent',
      'rao-ballard',
      '--stimulus',
      SCRIPT,
      '--picture',
      'gabor',
    ]);
    expect(both.exitCode).toBe(2);
    const lone = await runCommand([
      'perceive',
      '--agent',
      'rao-ballard',
      '--picture',
      'gabor',
      '--set-stimulus',
      'sigma=1',
    ]);
    expect(lone.exitCode).toBe(2);
  });
});
