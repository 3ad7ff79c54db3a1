import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { createRandom } from '../../../agents/index.ts';
import { COHORT_SCHEMA, simulateCohort, writeRecords } from '../../../experiments/index.ts';
import { runCommand } from './run-command.ts';

test('records learns from files, and writes records and a report that say whether they leak', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'helmholtz-records-'));
  try {
    const [data, schema, out] = ['real.csv', 'schema.json', 'out'].map((name) =>
      join(folder, name),
    );
    await writeFile(data!, writeRecords(simulateCohort(300, createRandom(1, 'cohort'))));
    const make = (...more: string[]) => runCommand(['records', '--data', data!, ...more]);
    expect((await make()).complained).toContain('records: expected --schema FILE with --data');
    const wrong = ['--schema', schema!, '--epsilon', '2'];
    expect((await make(...wrong)).complained).toContain(
      'records: --epsilon: expected with --with private-classes; got it with gaussian-copula',
    );
    expect((await make('--schema', schema!)).complained).toContain('no such file');
    await writeFile(schema!, JSON.stringify(COHORT_SCHEMA));
    const { exitCode, printed } = await make(
      '--schema',
      schema!,
      '--with',
      'copying',
      '--out',
      out!,
    );
    expect(exitCode).toBe(0);
    expect(printed).toContain('leak: these records give away who was learned from');
    const lines = (await readFile(join(out!, 'synthetic.csv'), 'utf8')).trim().split('\n');
    expect(lines).toHaveLength(151);
    expect(await readFile(join(out!, 'report.html'), 'utf8')).toContain('area under the curve');
    const safe = await make('--schema', schema!, '--with', 'independent-margins', '--json');
    const { privacy } = JSON.parse(safe.printed) as { privacy: { isLeaking: boolean } };
    expect(privacy.isLeaking).toBe(false);
  } finally {
    await rm(folder, { recursive: true });
  }
});
