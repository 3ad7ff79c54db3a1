import { afterEach, describe, expect, test } from '@jest/globals';
import { decodeFrame } from '../../protocol/index.ts';
import {
  closeTestServers,
  openTestServer,
  type TestClient,
  until,
} from '../support/open-test-server.ts';

afterEach(closeTestServers);

function cause(client: TestClient): number {
  const { header, buffer } = client.frames.at(-1)!;
  return decodeFrame(header, buffer).planes.get('1/values')![0]!;
}

describe('how a session infers', () => {
  test('is said in its state: scheme, engine and precisions in force, and what else there is', async () => {
    const { connect } = await openTestServer();
    const client = await connect();
    const state = await client.openSingleCause();
    expect(state).toMatchObject({
      scheme: { name: 'euler', parameters: {} },
      precisionMode: 'fixed',
      precisionModes: ['fixed'],
    });
    expect(state.engines).toEqual(expect.arrayContaining(['reference', 'wasm']));
    expect(state.schemes.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'euler',
        'momentum',
        'accelerated',
        'heun',
        'gauss-newton',
        'langevin',
      ]),
    );
    expect(state.schemes.every(({ refusal }) => refusal === null)).toBe(true);
  });

  test('changes while it runs: a step of momentum moves as the recursion says, from the same beliefs', async () => {
    const { connect } = await openTestServer();
    const client = await connect();
    await client.openSingleCause();
    await client.send('session:control', { action: 'step' });
    await client.frame(({ step }) => step === 1);
    const slope = (v: number): number => 3 - v + (2 - v * v) * 2 * v;
    const first = 3 + 0.01 * slope(3);
    expect(cause(client)).toBeCloseTo(first, 5);
    const state = await client.send('session:inference', {
      scheme: { name: 'momentum', parameters: { momentum: 0.5 } },
      engine: 'reference',
    });
    expect(state).toMatchObject({
      step: 1,
      scheme: { name: 'momentum', parameters: { momentum: 0.5 } },
      engine: { name: 'reference' },
    });
    await client.send('session:control', { action: 'step', count: 2 });
    await client.frame(({ step }) => step === 3);
    let velocity = 0.01 * slope(first);
    const second = first + velocity;
    velocity = 0.5 * velocity + 0.01 * slope(second);
    expect(cause(client)).toBeCloseTo(second + velocity, 5);
  });

  test('tells all watchers', async () => {
    const { connect } = await openTestServer();
    const [one, other] = [await connect(), await connect()];
    const { session } = await one.openSingleCause();
    await other.send('session:join', { session });
    await one.send('session:inference', { scheme: { name: 'accelerated' } });
    const seen = await other.state(({ scheme }) => scheme.name === 'accelerated');
    expect(seen.session).toBe(session);
  });

  test('sends the certificate: norm, largest stable rate and condition number once it rests', async () => {
    const { connect } = await openTestServer();
    const client = await connect();
    await client.openSingleCause();
    await client.send('session:inference', { scheme: { name: 'gauss-newton' } });
    await client.send('session:control', { action: 'step', count: 30 });
    const { header } = await client.frame(
      ({ certificate }) => certificate.conditionNumber !== null,
    );
    expect(header.certificate.gradientNorm).toBeLessThan(1e-3);
    // One node has one curvature: 1 + 6 v^2 - 4 at v = 1.5675.
    expect(header.certificate.conditionNumber).toBeCloseTo(1, 6);
    expect(header.certificate.largestStableRate).toBeCloseTo(2 / 11.7417, 3);
  });

  test('starts beliefs elsewhere from the next reset on', async () => {
    const { connect } = await openTestServer();
    const client = await connect();
    const state = await client.openSingleCause();
    expect(state.start).toBe('forward');
    await client.frame(({ step }) => step === 0);
    expect(cause(client)).toBe(3);
    const changed = await client.send('session:inference', { start: 'zero' });
    expect(changed.start).toBe('zero');
    expect(cause(client)).toBe(3);
    await client.send('session:control', { action: 'reset' });
    await until(() => cause(client) === 0);
  });

  test('refuses what cannot be done, and then nothing of it is done', async () => {
    const { connect } = await openTestServer();
    const client = await connect();
    const before = await client.openSingleCause();
    const refused = async (message: object, code: string, title: string): Promise<void> => {
      expect(await client.refused('session:inference', message)).toMatchObject({
        code,
        title: expect.stringContaining(title),
        status: 422,
      });
    };
    await refused({ scheme: { name: 'moment' } }, 'unknown-scheme', 'did you mean "momentum"?');
    await refused(
      { scheme: { name: 'momentum', parameters: { momentum: 3 } } },
      'parameter-out-of-range',
      'momentum.momentum: expected number in [0, 0.999]',
    );
    await refused(
      { scheme: { name: 'heun' }, engine: 'wams' },
      'unknown-engine',
      'did you mean "wasm"?',
    );
    await refused(
      { engine: 'reference', precisionMode: 'learned' },
      'not-applicable',
      'single-cause: has learned no precision',
    );
    const after = await client.send('session:control', { action: 'pause' });
    expect(after).toMatchObject({ scheme: before.scheme, engine: { name: before.engine.name } });
    await client.send('session:inference', { scheme: { name: 'gauss-newton' } });
    expect(await client.refused('session:rate', { inferenceRate: 0.1 })).toMatchObject({
      code: 'not-applicable',
    });
  });

  test('says of every scheme why an agent cannot settle by it', async () => {
    const { connect } = await openTestServer();
    const client = await connect();
    const { schemes } = await client.send('session:open', { agent: 'rao-ballard' });
    const refusal = (name: string): string | null | undefined =>
      schemes.find((scheme) => scheme.name === name)?.refusal;
    expect(refusal('accelerated')).toBeNull();
    expect(refusal('heun')).toContain('a Laplace prior has a kink');
  });
});
