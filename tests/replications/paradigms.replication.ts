import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { listParadigms, type ParadigmResult, verifiedResults } from '../../experiments/index.ts';

const helmholtz = fileURLToPath(new URL('../../bin/helmholtz', import.meta.url));

const root = fileURLToPath(new URL('../..', import.meta.url));
/** What a run in full, with another seed, has shown of each: docs/replications.md. */
const verified = await verifiedResults(root);

let place: string;
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'helmholtz-paradigms-'));
});
afterAll(async () => {
  await rm(place, { recursive: true });
});

const paradigms = await listParadigms();

test('every paradigm has been verified in full', () => {
  expect([...verified.keys()]).toEqual(paradigms.map(({ name }) => name));
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
    test(`${claim.quantity}, and ${ablation.name}: with a seed that nothing was chosen with, the verdict that was verified`, async () => {
      const { verdict, isKilled } = await runQuickly(name);
      expect({ verdict, isKilled }).toEqual({
        verdict: verified.get(name)?.verdict,
        isKilled: verified.get(name)?.isKilled,
      });
    });
  },
);
