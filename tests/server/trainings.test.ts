import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from '@jest/globals';
import type { LearnJob, LearnNews } from '../../experiments/index.ts';
import { type TrainingState, trainingState } from '../../protocol/index.ts';
import type { JobListener } from '../../server/thread-jobs.ts';
import { trainInThread } from '../../server/trainings/train-in-thread.ts';
import { closeTestServers, openTestServer, pause } from '../support/open-test-server.ts';

const place = mkdtempSync(join(tmpdir(), 'helmholtz-lab-trainings-'));
afterEach(closeTestServers);
afterAll(() => {
  rmSync(place, { recursive: true });
});

/** As the server does it: in a thread, which runs what was built. */
const script = new URL('../../dist/server/trainings/training-thread.js', import.meta.url);
const threads = {
  trainFamily: (job: LearnJob, listener: JobListener<LearnNews>) =>
    trainInThread(job, listener, script),
};

interface Answered {
  readonly ok: boolean;
  readonly result: TrainingState;
}

test('a training tells how far it is, is stopped with a checkpoint, and goes on to the bits of one that was not', async () => {
  const server = await openTestServer({ runFolder: place, version: 'test' }, threads);
  const client = await server.connect();
  const only = async (): Promise<TrainingState> => {
    const { result } = (await client.ask('training:list', {})) as { result: TrainingState[] };
    return trainingState.parse(result[0]);
  };
  const until = async (isSo: (state: TrainingState) => boolean): Promise<TrainingState> => {
    for (;;) {
      const state = await only();
      if (isSo(state)) return state;
      if (state.status === 'failed') throw new Error(state.problem ?? 'failed');
      await pause(10);
    }
  };
  const asked = { family: 'gan', data: 'ring', seed: 4, steps: 200 };
  expect(await client.ask('training:list', {})).toEqual({ ok: true, result: [] });
  const { result: first } = (await client.ask('training:start', asked)) as Answered;
  expect(first).toMatchObject({ status: 'running', family: 'gan', data: 'ring', seed: 4 });
  expect(await client.ask('training:start', asked)).toMatchObject({
    ok: false,
    problem: { code: 'too-many-runs' },
  });
  const under = await until(({ done }) => done > 0);
  expect(under).toMatchObject({ status: 'running', total: 200 });
  expect(Object.keys(under.losses)).toEqual(['judge', 'generator']);
  const { training, folder } = first;
  const stopped = ((await client.ask('training:stop', { training })) as Answered).result;
  expect(stopped.status).toBe('interrupted');
  expect(stopped.done).toBeLessThan(200);
  expect(existsSync(join(folder, 'gan-ring.checkpoint'))).toBe(true);
  expect(await client.ask('training:resume', { training })).toMatchObject({
    ok: true,
    result: { status: 'running' },
  });
  expect(await until(({ status }) => status !== 'running')).toMatchObject({
    ...{ status: 'finished', done: 200, secondsLeft: 0, problem: null },
  });
  const { result: whole } = (await client.ask('training:start', asked)) as Answered;
  await until(({ training: own, status }) => own === whole.training && status === 'finished');
  const weights = (own: string): Buffer => readFileSync(join(own, 'gan-ring.safetensors'));
  expect(weights(whole.folder)).toEqual(weights(folder));
  expect(server.faults).toEqual([]);
}, 120_000);

test('a family or data that there are none of are refused with the nearest name', async () => {
  const server = await openTestServer({ runFolder: place }, threads);
  const client = await server.connect();
  for (const [asked, nearest] of [
    [{ family: 'vea', data: 'ring' }, 'did you mean "vae"'],
    [{ family: 'vae', data: 'rings' }, 'did you mean "ring"'],
  ] as const) {
    const refused = (await client.ask('training:start', asked)) as { problem: { title: string } };
    expect(JSON.stringify(refused.problem)).toContain(nearest.replaceAll('"', '\\"'));
  }
  expect(await client.ask('training:stop', { training: 'none' })).toMatchObject({
    ok: false,
    problem: { code: 'unknown-run' },
  });
});
