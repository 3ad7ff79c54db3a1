import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withLock } from '../../tools/lock.js';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
  path = join(folder, 'lock');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('of two that want the lock, the second waits for the first', async () => {
  const events: string[] = [];
  const work = (name: string) => async () => {
    events.push(`${name} starts`);
    await sleep(50);
    events.push(`${name} ends`);
  };
  const wait = () => {
    events.push('second waits');
  };

  await Promise.all([withLock(path, work('first'), wait), withLock(path, work('second'), wait)]);

  expect(events).toEqual([
    'first starts',
    'second waits',
    'first ends',
    'second starts',
    'second ends',
  ]);
  expect(existsSync(path)).toBe(false);
});

test('a lock whose process is gone is taken over without waiting', async () => {
  const largerThanAnyProcessId = 2 ** 30;
  writeFileSync(path, `${largerThanAnyProcessId} ${hostname()}`);
  let waited = false;

  await withLock(
    path,
    () => Promise.resolve(),
    () => {
      waited = true;
    },
  );

  expect(waited).toBe(false);
});

test('the lock is released when the work fails', async () => {
  const failing = withLock(
    path,
    () => Promise.reject(new Error('no')),
    () => undefined,
  );

  await expect(failing).rejects.toThrow('no');
  expect(existsSync(path)).toBe(false);
});
