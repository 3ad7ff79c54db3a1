import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { PNG } from 'pngjs';
import { decodeImage } from '../../experiments/index.ts';
import { healthDescription } from '../../protocol/index.ts';
import { closeTestServers, pause, TestClient } from '../support/open-test-server.ts';

const main = join(import.meta.dirname, '..', '..', 'dist', 'server', 'main.js');
const isBuilt = existsSync(main);
const children: ChildProcess[] = [];

afterEach(async () => {
  await closeTestServers();
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
});

/** Starts the built server; its output grows as it comes. */
function start(variables: Record<string, string>): {
  child: ChildProcess;
  output: () => { out: string; err: string };
} {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [main], { env: { PATH, ...variables } });
  children.push(child);
  let out = '';
  let err = '';
  child.stdout.on('data', (data: Buffer) => (out += data.toString()));
  child.stderr.on('data', (data: Buffer) => (err += data.toString()));
  return { child, output: () => ({ out, err }) };
}

async function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  const [code] = (await once(child, 'close')) as [number | null];
  return code;
}

(isBuilt ? describe : describe.skip)(
  `the built server${isBuilt ? '' : ' (dist/server/main.js is missing: npm run build)'}`,
  () => {
    test('says where it is, perceives over a socket, and stops when told to', async () => {
      const { child, output } = start({ PORT: '0' });
      await once(child.stdout!, 'data');
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output().out)![0];
      const health = healthDescription.parse(await (await fetch(`${url}/api/health`)).json());
      expect(health.status).toBe('ok');
      const client = await TestClient.connect(url, {});
      await client.openSingleCause();
      expect((await client.send('session:control', { action: 'step', count: 20 })).step).toBe(20);
      await client.frame(({ step }) => step === 20);
      const upload = (file: Uint8Array) => ({ kind: 'upload', file }) as const;
      const png = new PNG({ width: 300, height: 200 });
      const file = PNG.sync.write(png);
      expect(await client.send('session:observe', upload(file))).toMatchObject({
        observation: 'upload',
        step: 0,
      });
      expect(await client.refused('session:observe', upload(file.subarray(0, 50)))).toMatchObject({
        code: 'not-an-image',
      });
      const page = await fetch(url);
      expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
      child.kill('SIGTERM');
      expect(await exitOf(child)).toBe(0);
      expect(output().err).toBe('');
    });

    test('stopped while it draws, it leaves at once and without a complaint', async () => {
      const { child, output } = start({ PORT: '0' });
      await once(child.stdout!, 'data');
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output().out)![0];
      const list = (await (await fetch(`${url}/api/stimuli`)).json()) as {
        stimuli: { name: string }[];
      };
      expect(list.stimuli.length).toBeGreaterThan(50);
      const pictures = list.stimuli.map(
        async ({ name }) => (await fetch(`${url}/api/stimuli/${name}/thumbnail.png`)).status,
      );
      await pause(100);
      child.kill('SIGTERM');
      const ends = await Promise.allSettled(pictures);
      expect(ends.some(({ status }) => status === 'rejected')).toBe(true);
      expect(await exitOf(child)).toBe(0);
      expect(output().err).toBe('');
    });

    test('a port in use is one line that names it and says what to do', async () => {
      const other = createServer();
      other.listen(0, '127.0.0.1');
      try {
        await once(other, 'listening');
        const { port } = other.address() as AddressInfo;
        const { child, output } = start({ PORT: String(port) });
        expect(await exitOf(child)).toBe(1);
        expect(output().err).toMatch(
          new RegExp(`^port ${port} is in use; .*PORT=\\d+ npm start\n$`),
        );
      } finally {
        other.close();
      }
    });

    test('an impossible configuration is one line', async () => {
      const { child, output } = start({ HOST: '0.0.0.0' });
      expect(await exitOf(child)).toBe(2);
      expect(output().err).toMatch(/^HOST: expected .*\n$/);
    });

    test('a folder of stimuli that does not exist is one line', async () => {
      const { child, output } = start({ PORT: '0', STIMULI: '/no/such/folder' });
      expect(await exitOf(child)).toBe(2);
      expect(output()).toEqual({
        out: '',
        err: 'STIMULI: expected a folder that exists; got /no/such/folder\n',
      });
    });

    test('JavaScript modules in a folder of stimuli are stimuli, and a broken one is told', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'helmholtz-stimuli-'));
      const module = (name: string) => `export default {
        name: '${name}',
        summary: 'A ramp.',
        sources: [],
        parameters: {
          slope: { kind: 'number', default: 0.1, min: 0, max: 1, unit: '1', meaning: 'Slope.' },
        },
        luminance: (x, y, { slope }) => Math.min(1, Math.max(0, 0.5 + slope * x)),
      };\n`;
      writeFileSync(join(folder, 'ramp.js'), module('ramp'));
      writeFileSync(join(folder, 'other-ramp.mjs'), module('other-ramp'));
      writeFileSync(join(folder, 'broken.mjs'), 'export default 3;\n');
      const { child, output } = start({ PORT: '0', STIMULI: folder });
      await once(child.stdout!, 'data');
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output().out)![0];
      const list = (await (await fetch(`${url}/api/stimuli`)).json()) as {
        stimuli: { name: string; family: string; parameters: { name: string }[] }[];
        broken: { file: string; problem: string }[];
      };
      for (const name of ['ramp', 'other-ramp']) {
        expect(list.stimuli).toContainEqual(
          expect.objectContaining({
            name,
            family: 'own',
            parameters: [expect.objectContaining({ name: 'slope' })],
          }),
        );
        const picture = await fetch(`${url}/api/stimuli/${name}/picture.png?set={"slope":0.2}`);
        expect(picture.status).toBe(200);
        expect(picture.headers.get('content-type')).toContain('image/png');
      }
      // Of colours of equal luminance, the grey picture is one grey.
      const grey = await fetch(`${url}/api/stimuli/chromatic-contrast/picture.png?grey=1`);
      expect(new Set(decodeImage(new Uint8Array(await grey.arrayBuffer())).pixels).size).toBe(1);
      expect(list.broken.map(({ file }) => file)).toEqual(['broken.mjs']);
      expect(list.broken[0]?.problem).toContain('expected a default export with name');
      child.kill('SIGTERM');
      await exitOf(child);
      rmSync(folder, { recursive: true });
    });
  },
);
