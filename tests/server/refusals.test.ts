import { afterEach, describe, expect, test } from '@jest/globals';
import { LIMITS, PROTOCOL_VERSION } from '../../protocol/index.ts';
import { closeTestServers, openTestServer } from '../support/open-test-server.ts';

afterEach(closeTestServers);

describe('what cannot be done is refused in words', () => {
  test('an unknown agent, naming the nearest', async () => {
    const { connect } = await openTestServer();
    const client = await connect();
    const problem = await client.refused('session:open', { agent: 'single-couse' });
    expect(problem).toMatchObject({ code: 'unknown-agent', status: 404 });
    expect(problem.title).toContain('did you mean "single-cause"?');
  });

  test('unknown and impossible parameters, and an unknown engine', async () => {
    const { connect } = await openTestServer();
    const client = await connect();
    const agent = 'single-cause';
    expect(
      await client.refused('session:open', { agent, parameters: { priorMaen: 1 } }),
    ).toMatchObject({
      code: 'unknown-parameter',
      title: expect.stringContaining('priorMean'),
    });
    expect(
      await client.refused('session:open', { agent, parameters: { priorVariance: -1 } }),
    ).toMatchObject({ code: 'parameter-out-of-range' });
    expect(await client.refused('session:open', { agent, engine: 'wams' })).toMatchObject({
      code: 'unknown-engine',
      title: expect.stringContaining('did you mean "wasm"?'),
    });
  });

  test('a malformed message, naming the field, the expectation and the value', async () => {
    const { connect } = await openTestServer();
    const client = await connect();
    await client.openSingleCause();
    expect(await client.refused('session:adjust', { level: 0, precisionGain: 5000 })).toEqual({
      code: 'bad-message',
      status: 400,
      title: `session:adjust.precisionGain: too big: expected number to be <=${LIMITS.precisionGain}; got 5000`,
    });
    expect((await client.refused('session:control', { action: 'dance' })).code).toBe('bad-message');
    expect((await client.refused('session:control')).code).toBe('bad-message');
    expect(await client.refused('session:adjust', { level: 7 })).toMatchObject({
      code: 'unknown-level',
      title: 'session:adjust.level: expected 0..1; got 7',
    });
  });

  test('a message of an unknown name, naming the nearest', async () => {
    const { connect } = await openTestServer();
    const client = await connect();
    expect(await client.refused('session:adjsut', { level: 0 })).toMatchObject({
      code: 'bad-message',
      title: 'message "session:adjsut": no such message; did you mean "session:adjust"?',
    });
  });

  test('anything about a session before there is one', async () => {
    const { connect } = await openTestServer();
    const client = await connect();
    expect((await client.refused('session:control', { action: 'play' })).code).toBe('no-session');
    expect((await client.refused('session:join', { session: 'nowhere' })).code).toBe(
      'unknown-session',
    );
  });

  test('files that are not images, and ones that are cut off', async () => {
    const { connect, faults } = await openTestServer();
    const client = await connect();
    await client.openSingleCause();
    const upload = (file: Uint8Array) =>
      client.refused('session:observe', { kind: 'upload', file });
    expect((await upload(new Uint8Array([1, 2, 3]))).code).toBe('not-an-image');
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]);
    expect((await upload(png)).code).toBe('not-an-image');
    expect(faults).toEqual([]);
  });

  test('a picture and a frame that are not there', async () => {
    const { connect } = await openTestServer();
    const client = await connect();
    await client.openSingleCause();
    expect(
      await client.refused('session:observe', { kind: 'picture', picture: 'kaniza-square' }),
    ).toMatchObject({
      code: 'unknown-picture',
      title: expect.stringContaining('kanizsa-square'),
    });
    expect((await client.refused('history:seek', { sequence: 999 })).code).toBe('not-in-history');
  });

  test('more sessions than there may be, unless nobody watches one', async () => {
    const { connect } = await openTestServer({ sessions: 2 });
    const [first, second, third] = [await connect(), await connect(), await connect()];
    await first.openSingleCause();
    await second.openSingleCause();
    expect((await third.refused('session:open', { agent: 'single-cause' })).code).toBe(
      'too-many-sessions',
    );
    await second.send('session:leave', {});
    await third.openSingleCause();
  });

  test('too many messages', async () => {
    const { connect } = await openTestServer();
    const client = await connect();
    const answers = await Promise.all(
      Array.from({ length: 1000 }, () => client.ask('session:leave', {})),
    );
    const refused = answers.filter((answer) => !answer.ok);
    expect(refused.length).toBeGreaterThan(100);
    expect(refused[0]).toMatchObject({ problem: { code: 'too-many-messages' } });
  });

  test('a client of another version, and one without the token', async () => {
    const { connect } = await openTestServer({ token: 'correct horse battery' });
    await expect(connect({ version: PROTOCOL_VERSION + 1 })).rejects.toMatchObject({
      data: { code: 'wrong-version' },
    });
    await expect(connect({})).rejects.toMatchObject({ data: { code: 'unauthorised' } });
    await expect(connect({ token: 'wrong' })).rejects.toMatchObject({
      data: { code: 'unauthorised' },
    });
    await connect({ token: 'correct horse battery' });
  });

  test('a page from elsewhere', async () => {
    const { url } = await openTestServer();
    const poll = async (headers: Record<string, string>): Promise<number> =>
      (await fetch(`${url}/socket.io/?EIO=4&transport=polling`, { headers })).status;
    expect(await poll({ origin: 'https://elsewhere.example' })).toBe(403);
    expect(await poll({ origin: url })).toBe(200);
    expect(await poll({ origin: 'http://localhost:5173' })).toBe(200);
    expect(await poll({})).toBe(200);
  });
});
