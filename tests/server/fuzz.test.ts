import { once } from 'node:events';
import { afterEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { WebSocket } from 'ws';
import { LIMITS, MESSAGES } from '../../protocol/index.ts';
import { closeTestServers, openTestServer, pause, until } from '../support/open-test-server.ts';

afterEach(closeTestServers);

const names = Object.keys(MESSAGES);

const binary = fc.uint8Array({ maxLength: 300 });

/** Values that messages are made of, and some that they are not. */
const leaf = fc.oneof(
  fc.integer({ min: -3, max: 200_000 }),
  fc.double(),
  fc.string({ maxLength: 50 }),
  fc.boolean(),
  fc.constantFrom(null, undefined, '__proto__', 'constructor', ''),
  fc.constantFrom('single-cause', 'mid-grey', 'disc', '0/values', '9/values', 'wasm'),
  fc.constantFrom('play', 'pause', 'step', 'reset', 'speed', 'picture', 'drawing', 'upload'),
  binary,
);

const field = fc.constantFrom(
  ...['agent', 'parameters', 'seed', 'engine', 'session', 'kind', 'picture', 'rows', 'columns'],
  ...['pixels', 'file', 'crop', 'mask', 'action', 'count', 'stepsPerSecond', 'level', 'clamped'],
  ...['precisionGain', 'lesioned', 'inferenceRate', 'addresses', 'maxRate', 'region', 'sequence'],
);

const malformed = fc.tuple(
  fc.oneof(fc.constantFrom(...names), fc.string({ minLength: 1, maxLength: 20 })),
  fc.array(
    fc.oneof(
      {
        weight: 5,
        arbitrary: fc.dictionary(field, fc.oneof(leaf, fc.array(leaf, { maxLength: 5 }))),
      },
      { weight: 1, arbitrary: leaf },
      { weight: 1, arbitrary: fc.anything({ maxDepth: 3, withTypedArray: false }) },
    ),
    { maxLength: 3 },
  ),
);

const small = fc.integer({ min: 0, max: 3 });

/** Messages that are well formed, at the wrong moment or about what is not there. */
const disordered = fc.oneof(
  fc
    .record({ level: small, precisionGain: fc.double({ min: 0, max: 1000, noNaN: true }) })
    .map((message) => ['session:adjust', [message]] as const),
  fc
    .record({ level: small, lesioned: fc.boolean(), clamped: fc.boolean() })
    .map((message) => ['session:adjust', [message]] as const),
  fc
    .constantFrom('play', 'pause', 'reset')
    .map((action) => ['session:control', [{ action }]] as const),
  fc
    .integer({ min: 1, max: 500 })
    .map((count) => ['session:control', [{ action: 'step', count }]] as const),
  fc
    .double({ min: 1e-9, max: 1e6, noNaN: true })
    .map((inferenceRate) => ['session:rate', [{ inferenceRate }]] as const),
  fc.nat(5000).map((sequence) => ['history:restore', [{ sequence }]] as const),
  fc.nat(5000).map((sequence) => ['history:seek', [{ sequence }]] as const),
  fc.nat(5000).map((sequence) => ['frames:acknowledge', [{ sequence }]] as const),
  fc.constant(['session:leave', [{}]] as const),
  fc.constant(['session:open', [{ agent: 'single-cause' }]] as const),
  binary.map((file) => ['session:observe', [{ kind: 'upload', file }]] as const),
  fc
    .tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }))
    .map(
      ([rows, columns]) =>
        [
          'session:occlude',
          [{ rows, columns, mask: new Uint8Array(rows * columns).fill(1) }],
        ] as const,
    ),
);

const packet = fc.oneof(
  fc.string({ maxLength: 100 }),
  binary,
  fc.constantFrom('40/live,', '451-/live,["frame"]'),
);

test('thousands of wrong messages hurt neither the server nor another session', async () => {
  const { connect, url, faults } = await openTestServer();
  const bystander = await connect();
  await bystander.openSingleCause();
  await bystander.send('session:control', { action: 'speed', stepsPerSecond: 60 });
  await bystander.send('session:control', { action: 'play' });
  const undisturbed = await bystander.send('session:adjust', { level: 1, precisionGain: 2 });

  let sent = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(malformed, disordered), { minLength: 60, maxLength: 90 }),
      async (messages) => {
        const attacker = await connect();
        await attacker.subscribe();
        await attacker.send('session:open', { agent: 'single-cause' });
        for (const [name, received] of messages) {
          // A name that socket.io keeps for itself is not sent at all.
          if (RESERVED.has(name)) continue;
          (attacker.socket as unknown as { emit: (...all: unknown[]) => void }).emit(
            name,
            ...received,
          );
          sent += 1;
        }
        // Those that are answered are answered; the connection may have been closed for a protocol error.
        if (attacker.socket.connected) await attacker.ask('session:leave', {});
        attacker.socket.disconnect();
      },
    ),
    { numRuns: 60, seed: 1 },
  );
  expect(sent).toBeGreaterThan(3000);

  for (const raw of fc.sample(packet, { numRuns: 200, seed: 2 })) await sendRaw(url, raw);
  const huge = await connect();
  const file = new Uint8Array(2 * LIMITS.imageBytes);
  huge.socket.emit('session:observe', { kind: 'upload', file }, () => undefined);
  await until(() => !huge.socket.connected);

  expect(faults).toEqual([]);
  const frames = bystander.frames.length;
  const after = await bystander.send('session:control', { action: 'play' });
  expect(after.levels).toEqual(undisturbed.levels);
  expect(after.playing).toBe(true);
  await until(() => after.certificate.status === 'settled' || bystander.frames.length > frames);
  expect((await fetch(`${url}/api/health`)).status).toBe(200);
});

/** Names of socket.io's own events: its client refuses to send them. */
const RESERVED = new Set([
  ...['connect', 'connect_error', 'disconnect', 'disconnecting'],
  ...['newListener', 'removeListener'],
]);

/** Sends something that may not even be a packet. */
async function sendRaw(url: string, raw: string | Uint8Array): Promise<void> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
  try {
    await once(socket, 'open');
    socket.send(raw);
    await pause(2);
  } finally {
    socket.terminate();
  }
}
