import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { findCommit } from '../../server/commit.ts';

const place = mkdtempSync(join(tmpdir(), 'helmholtz-commit-'));
afterAll(() => {
  rmSync(place, { recursive: true });
});

const git = (...words: string[]): string =>
  execFileSync('git', ['-C', place, '-c', 'user.name=a', '-c', 'user.email=b@c.d', ...words], {
    encoding: 'utf8',
  }).trim();

test('the commit is that of the checkout, and says whether it is modified; elsewhere there is none', async () => {
  expect(await findCommit(place)).toBeNull();
  git('init', '--quiet');
  // A repository without a commit.
  expect(await findCommit(place)).toBeNull();
  writeFileSync(join(place, 'file'), 'one');
  git('add', 'file');
  git('commit', '--quiet', '--message', 'one');
  git('tag', 'v1');
  const commit = git('rev-parse', 'HEAD');
  expect(commit).toMatch(/^[0-9a-f]{40}$/);
  expect(await findCommit(place)).toBe(commit);
  // A file that nobody tracks changes nothing that runs.
  writeFileSync(join(place, 'other'), 'one');
  expect(await findCommit(place)).toBe(commit);
  writeFileSync(join(place, 'file'), 'two');
  expect(await findCommit(place)).toBe(`${commit} (modified)`);
  // A folder in a checkout of something else.
  mkdirSync(join(place, 'inner'));
  expect(await findCommit(join(place, 'inner'))).toBeNull();
});
