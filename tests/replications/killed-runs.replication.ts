import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createRandom } from '../../agents/index.ts';
import { isBuilt, killAgainAndAgain } from '../server/command/killed-run.ts';

let place: string;
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'helmholtz-killed-runs-'));
});
afterAll(async () => {
  await rm(place, { recursive: true });
});

test('a run that was killed fifty times at random moments ends with the bytes of an undisturbed one', async () => {
  expect(isBuilt).toBe(true);
  const random = createRandom(50, 'moments');
  const { whole, broken, kills } = await killAgainAndAgain(place, {
    kills: 50,
    trials: 60,
    random,
  });
  expect(kills).toBe(50);
  expect(broken).toEqual(whole);
});
