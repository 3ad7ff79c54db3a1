import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import type { ParadigmResult } from '../../experiments/index.ts';
import { experimentDescription, type RunState, runState } from '../../protocol/index.ts';
import { twoGroups } from '../experiments/running/two-groups.ts';
import { runInThread } from '../../server/runs/run-in-thread.ts';
import type { RunJob, RunNews } from '../../server/runs/run-job.ts';
import type { JobListener } from '../../server/thread-jobs.ts';
import {
  closeTestServers,
  openTestServer,
  pause,
  type TestServer,
} from '../support/open-test-server.ts';

const place = mkdtempSync(join(tmpdir(), 'helmholtz-lab-runs-'));
afterEach(closeTestServers);
afterAll(() => {
  rmSync(place, { recursive: true });
});

const helmholtz = fileURLToPath(new URL('../../bin/helmholtz', import.meta.url));

/** As the server does it: in a thread, which runs what was built. */
const script = new URL('../../dist/server/runs/run-thread.js', import.meta.url);
const threads = {
  runExperiment: (job: RunJob, listener: JobListener<RunNews>) =>
    runInThread(job, listener, script),
};

const asked = { experiment: 'roving-mismatch', seed: 3, participants: 1 };

async function look({ url }: TestServer, run: string): Promise<RunState> {
  const response = await fetch(`${url}/api/runs/${run}`);
  return runState.parse(await response.json());
}

async function ended(server: TestServer, run: string): Promise<RunState> {
  for (;;) {
    const state = await look(server, run);
    if (state.status !== 'running') return state;
    await pause(50);
  }
}

describe('runs of experiments', () => {
  test('a run that a page asks for ends with the data and the verdict of the command, and is there again after a restart', async () => {
    const runFolder = join(place, 'finished');
    const server = await openTestServer({ runFolder, version: 'test' }, threads);
    const client = await server.connect();
    expect(await client.ask('run:list', {})).toEqual({ ok: true, result: [] });
    const started = await client.ask('run:start', asked);
    expect(started).toMatchObject({ ok: true, result: { status: 'running', ...asked } });
    const [{ run }] = ((await client.ask('run:list', {})) as { result: RunState[] }).result as [
      RunState,
    ];
    const state = await ended(server, run);
    const out = join(place, 'command');
    const { stdout } = await promisify(execFile)(process.execPath, [
      ...[helmholtz, 'run', asked.experiment, '--seed', String(asked.seed), '--quick'],
      ...['--participants', String(asked.participants), '--out', out, '--json'],
    ]);
    const { verdict, found } = (JSON.parse(stdout) as { readonly result: ParadigmResult }).result;
    expect(state).toMatchObject({
      status: 'finished',
      result: { verdict, found: { value: found.value } },
    });
    for (const file of ['trials.csv', 'participants.csv', 'trials.parquet']) {
      expect(readFileSync(join(runFolder, run, file))).toEqual(readFileSync(join(out, file)));
    }
    const report = await fetch(`${server.url}/api/runs/${run}/report.html`);
    expect(report.headers.get('content-type')).toMatch(/^text\/html/);
    expect(report.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await report.text()).toContain(
      'helmholtz run roving-mismatch --seed 3 --quick --participants 1',
    );
    await closeTestServers();
    const again = await openTestServer({ runFolder });
    expect(await look(again, run)).toEqual(state);
    expect(server.faults).toEqual([]);
  });

  test('a run that is stopped keeps its trials, and goes on to the same data', async () => {
    const runFolder = join(place, 'stopped');
    const server = await openTestServer({ runFolder, version: 'test' }, threads);
    const client = await server.connect();
    const start = (await client.ask('run:start', asked)) as { result: RunState };
    const { run } = start.result;
    const stopped = await client.ask('run:stop', { run });
    expect(stopped).toMatchObject({ ok: true, result: { status: 'interrupted' } });
    expect(existsSync(join(runFolder, run, 'summary.json'))).toBe(false);
    expect(await client.refused('run:resume', { run: `${run}x` })).toMatchObject({
      code: 'unknown-run',
    });
    await client.ask('run:resume', { run });
    expect(await ended(server, run)).toMatchObject({ status: 'finished' });
    const whole = readFileSync(join(runFolder, run, 'trials.csv'), 'utf8')
      .trim()
      .split('\n');
    // A line of names, and 378 trials of one participant of each of the two groups.
    expect(new Set(whole).size).toBe(1 + 2 * 378);
    expect(await client.refused('run:resume', { run })).toMatchObject({ code: 'not-applicable' });
  });

  test('a file that somebody sent is checked, described and run to the data of the command', async () => {
    const runFolder = join(place, 'files');
    const server = await openTestServer({ runFolder, version: 'test' }, threads);
    const client = await server.connect();
    const wrong = { name: 'two.yaml', text: twoGroups().replace('noise:', 'nois:') };
    for (const message of ['experiment:check', 'run:start'] as const) {
      const refused = await client.refused(message, { file: wrong });
      expect(refused.title).toMatch(
        /^two.yaml:5:\d+: groups.calm.parameters.nois.mean: no such parameter/,
      );
    }
    const path = {
      name: 'two.yaml',
      text: twoGroups().replace('variables: [{ factor: 1 }, { factor: 2 }]', 'table: /etc/passwd'),
    };
    const outside = await client.refused('experiment:check', { file: path });
    expect(outside.title).toContain('no such file came along with the experiment');
    const file = { name: 'two.yaml', text: twoGroups({ participants: 2, trials: 6 }) };
    expect(await client.ask('experiment:check', { file })).toMatchObject({
      ok: true,
      result: {
        name: 'two-groups',
        takesAgents: false,
        parts: [{}, { procedure: 'staircase', trials: 12 }],
      },
    });
    const started = await client.ask('run:start', { file, seed: 4 });
    const { run } = (started as { result: RunState }).result;
    expect(await ended(server, run)).toMatchObject({
      ...{ status: 'finished', isFile: true, groups: ['calm', 'noisy'], result: null },
      figures: ['psychometric-1', 'psychometric-2'],
    });
    const figure = await fetch(`${server.url}/api/runs/${run}/figures/psychometric-1.png`);
    expect(figure.headers.get('content-type')).toBe('image/png');
    expect((await fetch(`${server.url}/api/runs/${run}/figures/..%2Frun.png`)).status).toBe(404);
    const own = join(place, 'two.yaml');
    writeFileSync(own, file.text);
    const out = join(place, 'file-command');
    await promisify(execFile)(process.execPath, [
      helmholtz,
      'run',
      own,
      '--seed',
      '4',
      '--out',
      out,
    ]);
    expect(readFileSync(join(runFolder, run, 'trials.csv'))).toEqual(
      readFileSync(join(out, 'trials.csv')),
    );
    expect(await client.refused('run:start', { seed: 1 })).toMatchObject({ code: 'bad-message' });
  });

  test('what does not exist is refused, and a name is no path', async () => {
    const server = await openTestServer({ runFolder: join(place, 'none') });
    const client = await server.connect();
    const unknown = await client.refused('run:start', { experiment: 'central-tendenzy' });
    expect(unknown.title).toContain('did you mean "central-tendency"?');
    for (const run of ['nothing', '..%2F..%2Fpackage', '%2e%2e']) {
      const response = await fetch(`${server.url}/api/runs/${run}`);
      expect(response.status).toBe(404);
    }
    expect(existsSync(join(place, 'none'))).toBe(false);
  });

  test('files of others beside the runs are left alone', async () => {
    const runFolder = mkdtempSync(join(place, 'shared-'));
    writeFileSync(join(runFolder, 'package.json'), '{"name": "something else"}');
    writeFileSync(join(runFolder, 'notes.json'), 'no JSON');
    const server = await openTestServer({ runFolder });
    const client = await server.connect();
    expect(await client.ask('run:list', {})).toEqual({ ok: true, result: [] });
  });

  test('at most two runs go on at once, also when many are asked for at the same time', async () => {
    const runFolder = join(place, 'many');
    const server = await openTestServer({ runFolder, version: 'test' }, threads);
    const clients = await Promise.all([0, 1, 2, 3].map(() => server.connect()));
    const answers = await Promise.all(clients.map((client) => client.ask('run:start', asked)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(2);
    for (const answer of answers.filter(({ ok }) => !ok)) {
      expect(answer).toMatchObject({ problem: { code: 'too-many-runs' } });
    }
  });

  test('experiments are described with their design', async () => {
    const server = await openTestServer();
    const response = await fetch(`${server.url}/api/experiments`);
    const all = experimentDescription.array().parse(await response.json());
    const found = all.find(({ name }) => name === 'central-tendency');
    expect(found).toMatchObject({
      label: 'partly',
      claim: { expected: 0.594 },
      trials: 3 * (150 + 11 * 20),
      verified: { verdict: 'magnitude' },
    });
  });
});
