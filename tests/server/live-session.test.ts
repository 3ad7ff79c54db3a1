import { afterEach, describe, expect, test } from '@jest/globals';
import { decodeFrame, LIMITS } from '../../protocol/index.ts';
import {
  closeTestServers,
  openTestServer,
  pause,
  type TestClient,
} from '../support/open-test-server.ts';

afterEach(closeTestServers);

/** Value of the single cause in the newest frame that a client has. */
function cause(client: TestClient): number {
  const { header, buffer } = client.frames.at(-1)!;
  return decodeFrame(header, buffer).planes.get('1/values')![0]!;
}

describe('a session over a real socket', () => {
  test('opens with its first picture, paused, and shows its first frame', async () => {
    const { connect } = await openTestServer();
    const client = await connect();
    const state = await client.openSingleCause();
    expect(state).toMatchObject({
      playing: false,
      step: 0,
      seed: 1,
      observation: 'mid-grey',
      agent: { name: 'single-cause', classes: [] },
    });
    const { header } = await client.frame();
    expect(header).toMatchObject({ session: state.session, sequence: 0, step: 0 });
    expect(header.planes.map(({ address }) => address)).toEqual([
      '0/values',
      '0/predictionErrors',
      '1/values',
      '1/variance',
    ]);
  });

  test('a step moves the beliefs down the gradient of the free energy (Bogacz 2017, exercise 2)', async () => {
    const { connect } = await openTestServer();
    const client = await connect();
    await client.openSingleCause();
    const state = await client.send('session:control', { action: 'step' });
    expect(state.step).toBe(1);
    await client.frame(({ step }) => step === 1);
    // u = 2, v_p = 3, variances 1: dv = 0.01 ((3 - v) + (u - v^2) 2 v) at v = 3.
    expect(cause(client)).toBeCloseTo(3 + 0.01 * (2 - 9) * 6, 5);
  });

  test('settles at the posterior mode while playing, rests there, and refines the variance', async () => {
    const { connect } = await openTestServer();
    const client = await connect();
    await client.openSingleCause();
    await client.send('session:control', { action: 'speed', stepsPerSecond: 20_000 });
    await client.send('session:control', { action: 'play' });
    const state = await client.state(({ certificate }) => certificate.status === 'settled');
    expect(state.playing).toBe(true);
    const { header } = await client.frame(({ variance }) => variance.method === 'exact');
    expect(header.certificate.largestStableRate).toBeGreaterThan(0);
    // 3 - v + 2 v (2 - v^2) = 0 has its root near 1.6 (Bogacz 2017, figure 2).
    const v = cause(client);
    expect(3 - v + 2 * v * (2 - v * v)).toBeCloseTo(0, 3);
    const variance = decodeFrame(header, client.frames.at(-1)!.buffer).planes.get(
      '1/variance',
    )![0]!;
    // d2F/dv2 = 1 + 6 v^2 - 4 for u = 2.
    expect(variance).toBeCloseTo(1 / (1 + 6 * v * v - 4), 4);
    const frames = client.frames.length;
    await pause(300);
    expect(client.frames).toHaveLength(frames);
  });

  test('wakes up when what it sees changes', async () => {
    const { connect } = await openTestServer();
    const client = await connect();
    await client.openSingleCause();
    await client.send('session:control', { action: 'speed', stepsPerSecond: 20_000 });
    await client.send('session:control', { action: 'play' });
    await client.state(({ certificate }) => certificate.status === 'settled');
    const before = cause(client);
    const pixels = new Uint8Array(64).fill(255);
    const state = await client.send('session:observe', {
      kind: 'drawing',
      rows: 8,
      columns: 8,
      pixels,
    });
    expect(state).toMatchObject({ observation: 'drawing', playing: true, step: 0 });
    client.states.length = 0;
    await client.state(({ certificate }) => certificate.status === 'settled');
    expect(cause(client)).toBeGreaterThan(before);
  });

  test('pauses at once, also in the middle of many steps', async () => {
    const { connect } = await openTestServer();
    const client = await connect();
    await client.openSingleCause();
    const many = client.send('session:control', { action: 'step', count: LIMITS.stepsPerMessage });
    await client.send('session:control', { action: 'pause' });
    const { step } = await many;
    const later = await client.send('session:control', { action: 'pause' });
    expect(later.step).toBe(step);
  });

  test('goes slowly when asked to: steps are taken by the clock', async () => {
    const { connect } = await openTestServer();
    const client = await connect();
    await client.openSingleCause();
    await client.send('session:control', { action: 'speed', stepsPerSecond: 20 });
    const start = performance.now();
    await client.send('session:control', { action: 'play' });
    await pause(1000);
    const { step } = await client.send('session:control', { action: 'pause' });
    const seconds = (performance.now() - start) / 1000;
    expect(step).toBeGreaterThanOrEqual(5);
    expect(step).toBeLessThanOrEqual(20 * seconds + 1);
  });

  test('a gain of zero on the senses leaves the prior', async () => {
    const { connect } = await openTestServer();
    const client = await connect();
    await client.openSingleCause();
    await client.send('session:control', { action: 'step', count: 100 });
    const state = await client.send('session:adjust', { level: 0, precisionGain: 0 });
    expect(state.levels[0]).toEqual({ precisionGain: 0, lesioned: false, clamped: true });
    const { step: last } = await client.send('session:control', { action: 'step', count: 5000 });
    await client.frame(({ step }) => step === last);
    expect(cause(client)).toBeCloseTo(3, 3);
  });

  test('an occluded field leaves the prior, and says how much is hidden', async () => {
    const { connect } = await openTestServer();
    const client = await connect();
    await client.openSingleCause();
    await client.send('session:control', { action: 'step', count: 100 });
    const mask = new Uint8Array(4).fill(1);
    const state = await client.send('session:occlude', { rows: 2, columns: 2, mask });
    expect(state.occludedShare).toBe(1);
    const { step: last } = await client.send('session:control', { action: 'step', count: 5000 });
    await client.frame(({ step }) => step === last);
    expect(cause(client)).toBeCloseTo(3, 3);
  });

  test('reset starts the beliefs anew and keeps the settings', async () => {
    const { connect } = await openTestServer();
    const client = await connect();
    await client.openSingleCause();
    await client.send('session:adjust', { level: 0, precisionGain: 2 });
    await client.send('session:control', { action: 'step', count: 10 });
    const state = await client.send('session:control', { action: 'reset' });
    expect(state.step).toBe(0);
    expect(state.levels[0]?.precisionGain).toBe(2);
  });

  test('too large a step size is reported as divergence, and playing stops', async () => {
    const { connect } = await openTestServer();
    const client = await connect();
    await client.openSingleCause();
    await client.send('session:rate', { inferenceRate: 10 });
    await client.send('session:control', { action: 'play' });
    const state = await client.state(({ certificate }) => certificate.status === 'diverged');
    expect(state.playing).toBe(false);
    expect(state.certificate.explanation).toMatch(/inference rate/);
    await client.send('session:rate', { inferenceRate: 0.01 });
    const after = await client.send('session:control', { action: 'reset' });
    expect(after.certificate.status).toBe('settling');
  });

  test('a kept frame can be looked at, and steps go on from the latest', async () => {
    const { connect } = await openTestServer();
    const client = await connect();
    await client.openSingleCause();
    await client.send('session:control', { action: 'step', count: 2 });
    const wanted = await client.frame(({ step }) => step === 2);
    await client.send('session:control', { action: 'step', count: 3 });
    const kept = await client.send('history:seek', { sequence: wanted.header.sequence });
    expect(kept.header.step).toBe(2);
    expect(decodeFrame(kept.header, kept.buffer).planes.get('1/values')).toEqual(
      decodeFrame(wanted.header, wanted.buffer).planes.get('1/values'),
    );
    expect((await client.send('session:control', { action: 'step' })).step).toBe(6);
  });

  test('going back to a kept frame goes on from there, to the same beliefs', async () => {
    const { connect } = await openTestServer();
    const client = await connect();
    await client.openSingleCause();
    await client.send('session:control', { action: 'step', count: 2 });
    const { sequence } = (await client.frame(({ step }) => step === 2)).header;
    await client.send('session:control', { action: 'step', count: 2 });
    await client.frame(({ step }) => step === 4);
    const first = cause(client);
    const state = await client.send('history:restore', { sequence });
    expect(state).toMatchObject({ step: 2, playing: false });
    client.frames.length = 0;
    await client.send('session:control', { action: 'step', count: 2 });
    await client.frame(({ step }) => step === 4);
    expect(cause(client)).toBe(first);
    await client.send('session:observe', { kind: 'picture', picture: 'disc' });
    expect(await client.refused('history:restore', { sequence })).toMatchObject({
      code: 'not-in-history',
    });
  });
});
