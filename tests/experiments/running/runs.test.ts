import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parquetReadObjects } from 'hyparquet';
import {
  type ExperimentRequest,
  runExperiment,
  type RunOptions,
} from '../../../experiments/index.ts';
import { createRandom } from '../../../agents/index.ts';
import { filesOf } from '../../support/files-of.ts';
import { twoGroups } from './two-groups.ts';

let place: string;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'helmholtz-runs-'));
});
afterEach(async () => {
  await rm(place, { recursive: true });
});

const request: ExperimentRequest = { kind: 'file', path: 'two-groups.yaml', text: twoGroups() };

async function run(name: string, options: Partial<RunOptions> = {}): Promise<string> {
  const out = join(place, name);
  const base = { request, seed: 7, workers: 1, out, resume: false, version: 'test', commit: 'abc' };
  await runExperiment({ ...base, about: ['a test'], ...options });
  return out;
}

describe('a run', () => {
  test('has the same bytes with the same seed, and others with another', async () => {
    const [one, same, other] = [
      await run('one'),
      await run('same'),
      await run('other', { seed: 8 }),
    ];
    const files = await filesOf(one);
    expect(files.size).toBeGreaterThan(8);
    expect(await filesOf(same)).toEqual(files);
    expect((await filesOf(other)).get('trials.csv')).not.toBe(files.get('trials.csv'));
  });

  test('interrupted again and again and resumed, it ends with the bytes of an undisturbed one', async () => {
    const whole = await filesOf(await run('whole'));
    const random = createRandom(3, 'interruptions');
    const out = join(place, 'broken');
    for (let attempt = 0; ; attempt++) {
      let asked = 0;
      const limit = random.integer(4);
      try {
        await run('broken', { resume: attempt > 0, isInterrupted: () => asked++ >= limit });
        break;
      } catch (error) {
        expect(error).toMatchObject({ code: 'interrupted' });
        expect(attempt).toBeLessThan(200);
      }
      // What a killed process leaves: a line that is not whole.
      const [journal] = (await readdir(join(out, 'journal'))).sort().slice(-1);
      if (journal !== undefined && attempt % 3 === 0) {
        await writeFile(join(out, 'journal', journal), '0123abcd [1', { flag: 'a' });
      }
    }
    expect(await filesOf(out)).toEqual(whole);
  });

  test('says with which commit it began, and goes on with another', async () => {
    const commitOf = async (file: string): Promise<unknown> =>
      (JSON.parse(await readFile(join(place, 'commits', file), 'utf8')) as { commit?: string })
        .commit;
    await expect(
      run('commits', { commit: 'aaa', isInterrupted: () => true }),
    ).rejects.toMatchObject({ code: 'interrupted' });
    const out = await run('commits', { commit: 'bbb (modified)', resume: true });
    expect(await commitOf('run.json')).toBe('aaa');
    expect(await commitOf('summary.json')).toBe('aaa');
    const report = await readFile(join(out, 'report.html'), 'utf8');
    expect(report).toContain('<li>code of commit aaa</li>');
    expect(report).toContain('<li>finished with the code of commit bbb (modified)</li>');
    const unknown = await readFile(
      join(await run('unknown', { commit: null }), 'report.html'),
      'utf8',
    );
    expect(unknown).not.toContain('commit');
  });

  test('has one row per trial in its tables, and an entry for each column in the dictionary', async () => {
    const out = await run('tables');
    const lines = (await readFile(join(out, 'trials.csv'), 'utf8')).trimEnd().split('\n');
    const header = lines[0]!.split(',');
    expect(lines).toHaveLength(1 + 12 * (4 + 2 * 15));
    const bytes = await readFile(join(out, 'trials.parquet'));
    const file = new Uint8Array(bytes).buffer;
    const rows = (await parquetReadObjects({ file })) as readonly Readonly<
      Record<string, string | number | boolean | null>
    >[];
    expect(rows).toHaveLength(lines.length - 1);
    expect(Object.keys(rows[0]!)).toEqual(header);
    rows.forEach((row, at) => {
      const fields = lines[at + 1]!.split(',');
      header.forEach((name, column) => {
        const value = row[name] ?? null;
        const expected =
          value === null ? 'n/a' : value === true ? '1' : value === false ? '0' : String(value);
        expect(`${at} ${name} ${fields[column]!}`).toBe(`${at} ${name} ${expected}`);
      });
    });
    const dictionary = JSON.parse(await readFile(join(out, 'data-dictionary.json'), 'utf8')) as {
      readonly tables: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    };
    expect(Object.keys(dictionary.tables['trials.csv']!)).toEqual(header);
    const [participants] = (await readFile(join(out, 'participants.csv'), 'utf8')).split('\n');
    expect(Object.keys(dictionary.tables['participants.csv']!)).toEqual(participants!.split(','));
  });

  test('is not begun over another, nor in a folder with something else', async () => {
    await run('taken');
    await expect(run('taken')).rejects.toMatchObject({
      code: 'not-writable',
      message: expect.stringContaining(
        'it holds a run: go on with --resume, or name another --out',
      ),
    });
    await mkdir(join(place, 'strange'));
    await writeFile(join(place, 'strange', 'thesis.tex'), 'years of work');
    await expect(run('strange')).rejects.toMatchObject({
      message: expect.stringContaining('it holds thesis.tex'),
    });
    await expect(run('strange', { resume: true })).rejects.toMatchObject({
      message: expect.stringContaining('it holds thesis.tex'),
    });
  });

  test('is refused where nothing can be written', async () => {
    await writeFile(join(place, 'file'), '');
    await expect(run(join('file', 'out'))).rejects.toMatchObject({
      code: 'not-writable',
      message: expect.stringContaining(
        'cannot be written: expected a folder; a part of the path is a file',
      ),
    });
    // Read-only, whoever asks.
    await expect(run('out', { out: '/sys/helmholtz/out' })).rejects.toMatchObject({
      code: 'not-writable',
    });
  });

  test('resumed with a changed experiment, seed or version is refused, and its trials stay', async () => {
    const out = await run('changed');
    const before = await filesOf(out);
    const changed = { ...request, text: twoGroups({ lapse: 0.1 }) };
    await expect(run('changed', { resume: true, request: changed })).rejects.toMatchObject({
      code: 'bad-journal',
      message: expect.stringContaining(
        'run.json: expected the experiment as it was when the run began; it has changed: finished trials are kept',
      ),
    });
    await expect(run('changed', { resume: true, seed: 9 })).rejects.toMatchObject({
      message: expect.stringContaining('expected seed 7; got 9'),
    });
    await expect(run('changed', { resume: true, version: 'next' })).rejects.toMatchObject({
      message: expect.stringContaining('expected version "test"; got "next"'),
    });
    expect(await filesOf(out)).toEqual(before);
  });

  test('with a damaged journal is refused by line, and its trials stay', async () => {
    const out = await run('damaged');
    const path = join(out, 'journal', 'cohort-0001.jsonl');
    const whole = await readFile(path, 'utf8');
    await writeFile(path, whole.replace('"test"', '"tent"'));
    const before = await filesOf(out);
    await expect(run('damaged', { resume: true })).rejects.toMatchObject({
      code: 'bad-journal',
      message: expect.stringMatching(/cohort-0001\.jsonl:\d+: expected a trial with its checksum/),
    });
    expect(await filesOf(out)).toEqual(before);
    // A whole line of another place: right checksum, wrong trial.
    await writeFile(path, whole.split('\n').toSpliced(3, 1).join('\n'));
    await expect(run('damaged', { resume: true })).rejects.toMatchObject({
      code: 'bad-journal',
      message: expect.stringMatching(
        /expected trial \d+ of participant \d+; got \d+; it is of another design/,
      ),
    });
  });
});
