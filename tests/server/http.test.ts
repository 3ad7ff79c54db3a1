import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { PNG } from 'pngjs';
import {
  agentDescription,
  type AgentDescription,
  healthDescription,
  MESSAGES,
  pictureDescription,
  sessionSummary,
} from '../../protocol/index.ts';
import { closeTestServers, openTestServer } from '../support/open-test-server.ts';

afterEach(closeTestServers);

/** Something that every folder of addresses has. */
const SOME_NAME: Readonly<Record<string, string>> = {
  agents: 'single-cause',
  sequences: 'random-walk',
  learners: 'hgf-binary',
  pictures: 'disc',
  stimuli: 'disc',
  stories: 'letters',
};

describe('the HTTP API', () => {
  test('says that it is well', async () => {
    const { url } = await openTestServer();
    const response = await fetch(`${url}/api/health`);
    expect(response.status).toBe(200);
    expect(healthDescription.parse(await response.json())).toMatchObject({
      status: 'ok',
      version: '0.0.0-test',
      sessions: 0,
    });
  });

  test('describes every agent of the catalogue, and each by its name', async () => {
    const { url } = await openTestServer();
    const list = agentDescription.array().parse(await (await fetch(`${url}/api/agents`)).json());
    expect(list.map(({ name }) => name)).toContain('single-cause');
    for (const agent of list) {
      expect(agent.levels.length).toBeGreaterThan(1);
      const one = agentDescription.parse(
        await (await fetch(`${url}/api/agents/${agent.name}`)).json(),
      );
      expect({ ...one, training: null }).toEqual(agent);
    }
  });

  test('one agent comes with the record of its training, whose hash is that of its weights', async () => {
    const { url } = await openTestServer();
    const describe = async (name: string): Promise<AgentDescription> =>
      agentDescription.parse(await (await fetch(`${url}/api/agents/${name}`)).json());
    const weights = await readFile(
      new URL('../../agents/weights/digits.safetensors', import.meta.url),
    );
    const { training } = await describe('digits');
    expect(training?.command).toContain('train digits');
    expect(training?.sha256).toBe(createHash('sha256').update(weights).digest('hex'));
    expect((await describe('single-cause')).training).toBeNull();
  });

  test('refuses in problem+json with a stable code', async () => {
    const { url } = await openTestServer();
    const unknown = await fetch(`${url}/api/agents/single-couse`);
    expect(unknown.status).toBe(404);
    expect(unknown.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await unknown.json()).toMatchObject({
      type: 'about:blank',
      code: 'unknown-agent',
      status: 404,
      title: expect.stringContaining('single-cause'),
    });
    const nowhere = await fetch(`${url}/api/nowhere`);
    expect(nowhere.status).toBe(404);
    expect(await nowhere.json()).toMatchObject({ code: 'not-found' });
    const malformed = await fetch(`${url}/api/agents/%E0%A4%A`);
    expect(malformed.status).toBe(400);
    expect(await malformed.json()).toMatchObject({ code: 'bad-message' });
  });

  test('serves every picture of the gallery as a PNG of the size that was asked for', async () => {
    const { url } = await openTestServer();
    const pictures = pictureDescription
      .array()
      .parse(await (await fetch(`${url}/api/pictures`)).json());
    expect(pictures.length).toBeGreaterThan(0);
    for (const picture of pictures) {
      const response = await fetch(`${url}/${picture.url}?size=32`);
      expect(response.headers.get('content-type')).toBe('image/png');
      const { width, height } = PNG.sync.read(Buffer.from(await response.arrayBuffer()));
      expect([width, height]).toEqual([32, 32]);
    }
    expect((await fetch(`${url}/${pictures[0]!.url}?size=1e9`)).status).toBe(400);
    expect((await fetch(`${url}/api/pictures/nothing.png`)).status).toBe(404);
  });

  test('lists the sessions that run, to those who have the token', async () => {
    const { url, connect } = await openTestServer({ token: 'correct horse battery' });
    const client = await connect({ token: 'correct horse battery' });
    const { session } = await client.openSingleCause();
    expect((await fetch(`${url}/api/sessions`)).status).toBe(401);
    const headers = { authorization: 'Bearer correct horse battery' };
    const list: unknown = await (await fetch(`${url}/api/sessions`, { headers })).json();
    expect(sessionSummary.array().parse(list)).toEqual([
      expect.objectContaining({ session, agent: 'single-cause', watchers: 1 }),
    ]);
  });

  test('publishes the schema of every message, and OpenAPI of every address', async () => {
    const { url } = await openTestServer();
    const schema = (await (await fetch(`${url}/api/schema`)).json()) as {
      fromClient: Record<string, object>;
    };
    expect(Object.keys(schema.fromClient)).toEqual(Object.keys(MESSAGES));
    expect(schema.fromClient['session:adjust']).toMatchObject({
      type: 'object',
      required: ['level'],
      additionalProperties: false,
    });
    const { openapi, paths } = (await (await fetch(`${url}/api/openapi.json`)).json()) as {
      openapi: string;
      paths: Record<string, object>;
    };
    expect(openapi).toBe('3.1.0');
    for (const path of Object.keys(paths)) {
      const room = /\/(\w+)\/\{name\}/.exec(path)?.[1] ?? '';
      const address = path.replace('{name}', SOME_NAME[room] ?? 'single-cause');
      // A new server has no runs: their addresses are tested beside them.
      const status = path.includes('{run}') ? 404 : 200;
      expect({ address, status: (await fetch(`${url}${address}`)).status }).toEqual({
        address,
        status,
      });
    }
  });

  test('lets a browser keep what has not changed', async () => {
    const { url } = await openTestServer();
    const etag = (await fetch(`${url}/api/agents`)).headers.get('etag')!;
    expect(etag).toMatch(/^"/);
    // Not `fetch`, which asks for a fresh copy as soon as it is given such a header.
    const [again] = (await once(
      get(`${url}/api/agents`, { headers: { 'if-none-match': etag } }),
      'response',
    )) as [IncomingMessage];
    again.resume();
    expect(again.statusCode).toBe(304);
  });

  test('lets the page load from nowhere else, and no other page read from it', async () => {
    const { url } = await openTestServer();
    const { headers } = await fetch(`${url}/api/health`);
    const policy = headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(policy).not.toContain('http');
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
  });

  test('limits how often an address may ask', async () => {
    const { url } = await openTestServer({ requestsPerMinute: 3 });
    const statuses: number[] = [];
    for (let request = 0; request < 5; request++) {
      statuses.push((await fetch(`${url}/api/version`)).status);
    }
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
  });
});
