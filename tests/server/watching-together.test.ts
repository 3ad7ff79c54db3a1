import { afterEach, describe, expect, test } from '@jest/globals';
import { LIMITS } from '../../protocol/index.ts';
import {
  closeTestServers,
  openTestServer,
  pause,
  type TestClient,
  until,
} from '../support/open-test-server.ts';

afterEach(closeTestServers);

/** An agent so slow to settle that frames keep coming. */
async function openEndless(client: TestClient): Promise<string> {
  const { session } = await client.send('session:open', {
    agent: 'single-cause',
    parameters: { inferenceRate: 1e-6 },
  });
  await client.send('session:control', { action: 'speed', stepsPerSecond: 600 });
  return session;
}

function sequences(client: TestClient): number[] {
  return client.frames.map(({ header }) => header.sequence);
}

describe('several clients of one session', () => {
  test('see the same numbers, and each only what it asked for', async () => {
    const { connect } = await openTestServer();
    const [first, second] = [await connect(), await connect()];
    const { session } = await first.openSingleCause();
    const joined = await second.send('session:join', { session });
    expect(joined.watchers).toBe(2);
    await second.send('frames:subscribe', { addresses: ['1/values'] });
    await first.send('session:control', { action: 'step', count: 3 });
    const [mine, theirs] = [
      await first.frame(({ step }) => step === 3),
      await second.frame(({ step }) => step === 3),
    ];
    expect(theirs.header.planes.map(({ address }) => address)).toEqual(['1/values']);
    expect(theirs.header.freeEnergy).toEqual(mine.header.freeEnergy);
    expect(theirs.header.sequence).toBe(mine.header.sequence);
    expect(theirs.buffer).toHaveLength(4);
  });

  test('hear of every change that one of them makes, in order', async () => {
    const { connect } = await openTestServer();
    const [first, second] = [await connect(), await connect()];
    const { session } = await first.openSingleCause();
    await second.send('session:join', { session });
    for (const precisionGain of [2, 3, 4]) {
      await first.send('session:adjust', { level: 1, precisionGain });
    }
    await second.state(({ levels }) => levels[1]?.precisionGain === 4);
    const revisions = second.states.map(({ revision }) => revision);
    expect(revisions).toEqual([...revisions].sort((a, b) => a - b));
    expect(new Set(revisions).size).toBe(revisions.length);
  });

  test('a late joiner gets the present state and the newest frame at once', async () => {
    const { connect } = await openTestServer();
    const [first, late] = [await connect(), await connect()];
    const { session } = await first.openSingleCause();
    await first.send('session:adjust', { level: 0, precisionGain: 0.5 });
    await first.send('session:control', { action: 'step', count: 7 });
    await late.subscribe();
    const state = await late.send('session:join', { session });
    expect(state).toMatchObject({ step: 7, levels: [{ precisionGain: 0.5 }, {}] });
    const { header } = await late.frame();
    expect(header.step).toBe(7);
  });

  test('a client that comes back finds its session as it left it', async () => {
    const { connect, url } = await openTestServer();
    const first = await connect();
    const { session } = await first.openSingleCause();
    await first.send('session:control', { action: 'step', count: 5 });
    first.socket.disconnect();
    await until(async () => {
      const [summary] = (await (await fetch(`${url}/api/sessions`)).json()) as [
        { watchers: number },
      ];
      return summary.watchers === 0;
    });
    const back = await connect();
    const state = await back.send('session:join', { session });
    expect(state).toMatchObject({ session, step: 5, watchers: 1 });
    await back.subscribe();
    expect((await back.frame()).header.step).toBe(5);
  });

  test('a session that nobody watches rests, and is closed after its grace period', async () => {
    const { connect, url } = await openTestServer({ graceMilliseconds: 1500 });
    const client = await connect();
    const session = await openEndless(client);
    await client.send('session:control', { action: 'play' });
    await client.send('session:leave', {});
    const back = await client.send('session:join', { session });
    await client.send('session:leave', {});
    await pause(500);
    const { step } = await client.send('session:join', { session });
    expect(step - back.step).toBeLessThan(30);
    await client.send('session:leave', {});
    await until(async () => {
      const sessions = (await (await fetch(`${url}/api/sessions`)).json()) as unknown[];
      return sessions.length === 0;
    });
    expect((await client.refused('session:join', { session })).code).toBe('unknown-session');
  });
});

describe('frames', () => {
  test('all arrive at a client that keeps up', async () => {
    const { connect } = await openTestServer();
    const client = await connect();
    await openEndless(client);
    await client.subscribe(60);
    await client.send('session:control', { action: 'play' });
    await pause(2000);
    await client.send('session:control', { action: 'pause' });
    const got = [...new Set(sequences(client))];
    const [first = 0] = got;
    expect(got.length).toBeGreaterThan(30);
    expect(got).toEqual(got.map((_, index) => first + index));
  });

  test('no more than the credit are under way to a client that acknowledges nothing', async () => {
    const { connect } = await openTestServer();
    const client = await connect();
    client.acknowledges = false;
    await openEndless(client);
    await client.subscribe(60);
    await client.send('session:control', { action: 'play' });
    await pause(1500);
    expect(client.frames).toHaveLength(LIMITS.framesInFlight);
  });

  test('a client that was too slow goes on with the newest, and does not slow down another', async () => {
    const { connect } = await openTestServer();
    const [slow, fast] = [await connect(), await connect()];
    slow.acknowledges = false;
    const session = await openEndless(fast);
    await slow.subscribe(60);
    await fast.subscribe(60);
    await slow.send('session:join', { session });
    await fast.send('session:control', { action: 'play' });
    // More than wait for a client, so that the slow one has missed some.
    await until(() => fast.frames.length > 80);
    const newest = (await fast.send('session:control', { action: 'pause' })).history.last;
    await until(() => sequences(fast).includes(newest));
    const last = sequences(slow).at(-1)!;
    slow.frames.length = 0;
    slow.socket.emit('frames:acknowledge', { sequence: last });
    await slow.frame(({ sequence }) => sequence === newest);
    expect(new Set(sequences(slow))).toEqual(new Set([newest]));
    const all = [...new Set(sequences(fast))];
    expect(all).toEqual(all.map((_, index) => (all[0] ?? 0) + index));
  });

  test('come no more often than asked for, and the last one is never left out', async () => {
    const { connect } = await openTestServer();
    const client = await connect();
    await openEndless(client);
    await client.subscribe(5);
    client.frames.length = 0;
    const start = performance.now();
    await client.send('session:control', { action: 'play' });
    await pause(1000);
    const { history } = await client.send('session:control', { action: 'pause' });
    const seconds = (performance.now() - start) / 1000;
    // A burst of two, and five a second.
    expect(client.frames.length).toBeLessThanOrEqual(2 + 5 * seconds);
    await client.frame(({ sequence }) => sequence === history.last);
  });

  test('are cut to the region that was asked for', async () => {
    const { connect } = await openTestServer();
    const client = await connect();
    await client.openSingleCause();
    client.frames.length = 0;
    const region = { first: 1, count: 4 };
    await client.send('frames:subscribe', { addresses: ['0/values'], region });
    const { header, buffer } = await client.frame();
    expect(header.planes).toEqual([
      { address: '0/values', level: 0, quantity: 'values', offset: 0, length: 0, first: 1 },
    ]);
    expect(buffer).toHaveLength(0);
  });
});
