import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  finishRun,
  judge,
  listParadigms,
  runTrials,
  type Verdict,
} from '../../experiments/index.ts';

/** At least what is claimed of each paradigm, in a quick run with a seed that nothing was chosen with. */
const CLAIMED: Readonly<Record<string, Verdict>> = {
  'causal-inference': 'magnitude',
  'central-tendency': 'magnitude',
  'cue-combination': 'magnitude',
  'end-stopping': 'magnitude',
};

let place: string;
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'helmholtz-paradigms-'));
});
afterAll(async () => {
  await rm(place, { recursive: true });
});

const paradigms = await listParadigms();

test('something is claimed of every paradigm', () => {
  expect(Object.keys(CLAIMED)).toEqual(paradigms.map(({ name }) => name));
});

// End-stopping takes minutes, and end-stopping.replication.ts measures, ablates and retrains it.
const judged = paradigms.filter(({ name }) => name !== 'end-stopping');

describe.each(judged.map((paradigm) => [paradigm.name, paradigm] as const))(
  '%s',
  (name, paradigm) => {
    test(`shows ${paradigm.claim.quantity}, and ${paradigm.ablation.name} kills it`, async () => {
      const out = join(place, name);
      const run = await runTrials({
        request: { kind: 'paradigm', name, scale: { isQuick: true } },
        ...{ seed: 2, workers: 1, out, resume: false, version: 'test' },
      });
      const result = judge(paradigm, await finishRun(run, out, []));
      expect(result).toMatchObject({ isKilled: true, verdict: CLAIMED[name], reason: '' });
    });
  },
);
