import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { PNG } from 'pngjs';
import { listParadigms, type VerifiedResult } from '../../../experiments/index.ts';
import { replicationsPage } from '../../../server/commands/replications-page.ts';
import { differenceOf } from '../../docs/documents.ts';
import { twoGroups } from '../../experiments/running/two-groups.ts';
import { filesOf } from '../../support/files-of.ts';
import { isBuilt } from './killed-run.ts';
import { runCommand } from './run-command.ts';

const helmholtz = fileURLToPath(new URL('../../../bin/helmholtz', import.meta.url));

let place: string;
let file: string;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'helmholtz-run-'));
  file = join(place, 'two-groups.yaml');
  await writeFile(file, twoGroups({ participants: 2, trials: 12 }));
});
afterEach(async () => {
  await rm(place, { recursive: true });
});

describe('helmholtz run', () => {
  test('runs a file, prints what it shows, and writes tables, figures and report', async () => {
    const out = join(place, 'out');
    const { exitCode, printed, complained } = await runCommand([
      'run',
      file,
      '--out',
      out,
      '--participants',
      '3',
    ]);
    expect({ exitCode, complained }).toEqual({ exitCode: 0, complained: '' });
    expect(printed).toMatch(/^PSE +factor 1 +noisy minus calm/m);
    expect((await readdir(out)).sort()).toEqual([
      ...['data-dictionary.json', 'figures', 'journal', 'participants.csv', 'report.html'],
      ...['run.json', 'summary.json', 'trials.csv', 'trials.parquet'],
    ]);
    expect(
      (await readFile(join(out, 'participants.csv'), 'utf8')).trimEnd().split('\n'),
    ).toHaveLength(7);
    const report = await readFile(join(out, 'report.html'), 'utf8');
    expect(report).toContain('All participants are simulated: 3 calm, 3 noisy.');
    expect(report).not.toMatch(/<script|src=|@import|url\(/);
    expect(report.match(/<svg /g)).toHaveLength(2);
    const figures = await readdir(join(out, 'figures'));
    expect(figures.map((name) => extname(name)).sort()).toEqual(['.png', '.png', '.svg', '.svg']);
    for (const figure of figures) {
      const bytes = await readFile(join(out, 'figures', figure));
      if (figure.endsWith('.png')) expect(PNG.sync.read(bytes).width).toBeGreaterThan(100);
      else expect(bytes.toString()).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    }
  });

  test('runs the experiment of the guide, which has under forty lines, and prints what the guide shows', async () => {
    const guide = await readFile(
      new URL('../../../docs/guides/run-an-experiment.md', import.meta.url),
      'utf8',
    );
    const [, text = '', shown = ''] =
      /```yaml\n(# slow.*?)```.*?```text\n(.*?)```/s.exec(guide) ?? [];
    expect(text.trimEnd().split('\n').length).toBeLessThan(40);
    const own = join(place, 'slow-at-low-contrast.yaml');
    await writeFile(own, text);
    const { printed } = await runCommand(['run', own, '--out', join(place, 'slow')]);
    expect(differenceOf(shown, printed.replaceAll(`${place}/`, ''))).toBeNull();
  }, 300_000);

  test('runs the agents of the guide, and prints what the guide shows', async () => {
    const guide = await readFile(
      new URL('../../../docs/guides/run-an-experiment.md', import.meta.url),
      'utf8',
    );
    const files = ['nulling.yaml', 'greys-to-null.yaml'];
    for (const name of files) {
      const [, text = ''] = new RegExp('```yaml\\n(# ' + name + '.*?)```', 's').exec(guide) ?? [];
      await writeFile(join(place, name), text);
    }
    const [, shown = ''] = /run nulling.yaml --out nulled.*?```text\n(.*?)```/s.exec(guide) ?? [];
    const argv = ['run', join(place, files[0]!), '--out', join(place, 'nulled')];
    const { printed } = await runCommand(argv);
    expect(differenceOf(shown, printed.replaceAll(`${place}/`, ''))).toBeNull();
  }, 300_000);

  (isBuilt ? test : test.skip)(
    'lets agents take part as groups, with the same bytes from one worker and from two',
    async () => {
      const agents = join(place, 'agents.yaml');
      await writeFile(
        agents,
        `observer: agent
task: matching
belief: { kind: reconstruction, target: 1 }
groups: { all: { agent: single-cause, participants: 9, parameters: { sensoryNoise: 0.3 } } }
timeline:
  - factors: { level: [0.1, 0.4] }
    trial: { show: { stimulus: sbc.yaml, set: { grey: level } } }
`.replaceAll('level', 'light'),
      );
      await writeFile(
        join(place, 'sbc.yaml'),
        'size: 1\npixelsPerDegree: 8\nparameters: { grey: 0.5 }\nlayers: [{ luminance: grey, target: 1 }]\n',
      );
      const outs = await Promise.all(
        ['1', '2'].map(async (workers) => {
          const out = join(place, `workers-${workers}`);
          const { stdout } = await promisify(execFile)(process.execPath, [
            ...[helmholtz, 'run', agents, '--agents', 'single-cause,linear-decoder'],
            ...['--out', out, '--workers', workers],
          ]);
          expect(stdout).toMatch(/^mean estimate +light 0.1 +linear-decoder minus single-cause/m);
          return filesOf(out);
        }),
      );
      expect(outs[0]).toEqual(outs[1]);
      const report = await readFile(join(place, 'workers-1', 'report.html'), 'utf8');
      expect(report).toContain('9 single-cause, 9 linear-decoder');
    },
  );

  test('at Ctrl+C says how to go on, and goes on', async () => {
    const out = join(place, 'out');
    const stopped = await runCommand(['run', file, '--out', out], { interrupted: true });
    expect(stopped).toMatchObject({
      exitCode: 1,
      complained: 'helmholtz: interrupted; finished trials are kept: go on with --resume\n',
    });
    expect(await runCommand(['run', file, '--out', out])).toMatchObject({ exitCode: 1 });
    expect(await runCommand(['run', file, '--out', out, '--resume'])).toMatchObject({
      exitCode: 0,
    });
  });

  test.each([
    [
      ['run', 'cue-combinaton', '--out', 'x'],
      1,
      'helmholtz: experiment "cue-combinaton": no such experiment; did you mean "cue-combination"?',
    ],
    [['run', 'none.yaml', '--out', 'x'], 1, 'helmholtz: none.yaml: no such file or folder'],
    [['run', 'cue-combination'], 2, "helmholtz: required option '--out <folder>' not specified"],
    [
      ['run', 'cue-combination', '--out', 'x', '--participants', '0'],
      2,
      "option '--participants <number>' argument '0' is invalid. Expected a whole number of at least 1.",
    ],
    [
      ['run', 'cue-combination', '--out', 'x', '--agents', 'glyphs'],
      1,
      'helmholtz: --agents: expected an experiment file; got a paradigm, which says itself who takes part',
    ],
    [
      ['run', 'cue-combination', '--out', 'x', '--agents', 'glyphs,'],
      2,
      'Expected names with commas between them.',
    ],
  ])('%j is refused in one line', async (argv, exitCode, message) => {
    const outcome = await runCommand(argv);
    expect(outcome.exitCode).toBe(exitCode);
    expect(outcome.complained).toContain(message);
    expect(outcome.complained.trimEnd().split('\n')).toHaveLength(1);
    expect(outcome.printed).toBe('');
  });

  test('with --quick on a file is refused: a file says itself how large it is', async () => {
    const { exitCode, complained } = await runCommand([
      'run',
      file,
      '--quick',
      '--out',
      join(place, 'out'),
    ]);
    expect({ exitCode, complained }).toEqual({
      exitCode: 1,
      complained:
        'helmholtz: --quick: expected a paradigm; got a file, which says itself how large it is: --participants makes it smaller\n',
    });
  });
});

describe('helmholtz experiments', () => {
  test('lists the paradigms with label, source and last verified result', async () => {
    const { exitCode, printed } = await runCommand(['experiments']);
    expect(exitCode).toBe(0);
    for (const { name, label } of await listParadigms()) {
      expect(printed).toMatch(
        new RegExp(`^${name} +${label} +(magnitude|shape|sign|not reproduced): `, 'm'),
      );
    }
  });

  test('docs/replications.md is what the verified results say', async () => {
    const docs = new URL('../../../docs/', import.meta.url);
    const results = JSON.parse(
      await readFile(new URL('replications.json', docs), 'utf8'),
    ) as VerifiedResult[];
    const page = await readFile(new URL('replications.md', docs), 'utf8');
    expect(page).toBe(`${replicationsPage(await listParadigms(), results).trimEnd()}\n`);
  });
});
