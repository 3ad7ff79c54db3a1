import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openOutputFolder } from '../../../experiments/index.ts';

let place: string;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'helmholtz-output-'));
});
afterEach(async () => {
  await rm(place, { recursive: true });
});

const replaces = new Set(['a.txt', 'b.txt']);
const files = (text: string) => new Map([['a.txt', Buffer.from(text)]]);

describe('an output folder', () => {
  test('appears with all of its files at once, and the folders above it too', async () => {
    const target = join(place, 'deep', 'down', 'out');
    const folder = await openOutputFolder(target, { replaces });
    expect(await readdir(join(place, 'deep', 'down'))).not.toContain('out');
    await folder.commit(files('new'));
    expect(await readFile(join(target, 'a.txt'), 'utf8')).toBe('new');
    expect(await readdir(join(place, 'deep', 'down'))).toEqual(['out']);
  });

  test('leaves nothing behind when it is discarded, not even the folders above it', async () => {
    const folder = await openOutputFolder(join(place, 'deep', 'down', 'out'), { replaces });
    await folder.discard();
    expect(await readdir(place)).toEqual([]);
  });

  test('stays when it is discarded after it was committed', async () => {
    const folder = await openOutputFolder(join(place, 'out'), { replaces });
    await folder.commit(files('new'));
    await folder.discard();
    expect(await readdir(join(place, 'out'))).toEqual(['a.txt']);
  });

  test('takes the place of an empty folder and of older results', async () => {
    const target = join(place, 'out');
    await mkdir(target);
    await (await openOutputFolder(target, { replaces })).commit(files('first'));
    await writeFile(join(target, 'b.txt'), 'of the first');
    await (await openOutputFolder(target, { replaces })).commit(files('second'));
    expect(await readFile(join(target, 'a.txt'), 'utf8')).toBe('second');
    expect(await readdir(target)).toEqual(['a.txt']);
    expect(await readdir(place)).toEqual(['out']);
  });

  test('refuses to take the place of a folder with anything else in it', async () => {
    await writeFile(join(place, 'thesis.tex'), 'years of work');
    await expect(openOutputFolder(place, { replaces })).rejects.toMatchObject({
      code: 'not-writable',
      message: expect.stringContaining('it holds thesis.tex'),
    });
    expect(await readdir(place)).toEqual(['thesis.tex']);
  });

  test('is refused at once where a file is in the way', async () => {
    await writeFile(join(place, 'file'), '');
    for (const target of [join(place, 'file'), join(place, 'file', 'out')]) {
      await expect(openOutputFolder(target, { replaces })).rejects.toMatchObject({
        code: 'not-writable',
        message: expect.stringMatching(/cannot be written: expected a folder; a part of the path/),
      });
    }
  });

  test('leaves nothing behind when a file cannot be written', async () => {
    const folder = await openOutputFolder(join(place, 'out'), { replaces });
    const impossible = new Map([
      ['a.txt', Buffer.from('fine')],
      ['missing/folder.txt', Buffer.from('not fine')],
    ]);
    await expect(folder.commit(impossible)).rejects.toMatchObject({ code: 'not-writable' });
    expect(await readdir(place)).toEqual([]);
  });
});
