import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { listParadigms, type ParadigmResult, type Verdict } from '../../experiments/index.ts';

const helmholtz = fileURLToPath(new URL('../../bin/helmholtz', import.meta.url));

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

/** As a person runs it: in a process of its own, several times as fast as within the test runner. */
async function runQuickly(name: string): Promise<ParadigmResult> {
  const out = join(place, name);
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...[helmholtz, 'run', name, '--quick', '--seed', '7', '--out', out, '--json'],
  ]);
  return (JSON.parse(stdout) as { readonly result: ParadigmResult }).result;
}

describe.each(paradigms.map((paradigm) => [paradigm.name, paradigm] as const))(
  '%s',
  (name, { claim, ablation }) => {
    test(`shows ${claim.quantity}, and ${ablation.name} kills it`, async () => {
      expect(await runQuickly(name)).toMatchObject({
        isKilled: true,
        verdict: CLAIMED[name],
        reason: '',
      });
    });
  },
);
