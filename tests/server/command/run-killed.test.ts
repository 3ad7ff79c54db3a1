import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createRandom } from '../../../agents/index.ts';
import { isBuilt, killAgainAndAgain } from './killed-run.ts';

let place: string;
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'helmholtz-run-killed-'));
});
afterAll(async () => {
  await rm(place, { recursive: true });
});

(isBuilt ? describe : describe.skip)(
  `an experiment killed with SIGKILL${isBuilt ? '' : ' (dist is missing: npm run build)'}`,
  () => {
    test('ends, resumed, with the bytes of an undisturbed one, with one worker or two', async () => {
      const random = createRandom(11, 'moments');
      const { whole, broken, kills } = await killAgainAndAgain(place, {
        kills: 4,
        trials: 20,
        random,
      });
      expect(kills).toBe(4);
      expect(broken).toEqual(whole);
    }, 300_000);
  },
);
