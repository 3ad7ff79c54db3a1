import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { makeFolder } from '../../../experiments/index.ts';

const place = mkdtempSync(join(tmpdir(), 'helmholtz-make-folder-'));
afterAll(() => {
  rmSync(place, { recursive: true });
});

test('makes what is missing, and says which folder was the first', async () => {
  expect(await makeFolder(join(place, 'a', 'b', 'c'))).toBe(join(place, 'a'));
  expect(existsSync(join(place, 'a', 'b', 'c'))).toBe(true);
  expect(await makeFolder(join(place, 'a', 'b'))).toBeUndefined();
});

const onProc = existsSync('/proc/self') ? test : test.skip;
onProc('ends where a file system knows of no such name and makes none', async () => {
  await expect(makeFolder('/proc/no-such/folder')).rejects.toMatchObject({ code: 'ENOENT' });
});
