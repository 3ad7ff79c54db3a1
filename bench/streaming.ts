/**
 * Three clients on one session at 60 frames a second, one of them too slow. After a build:
 *
 *   node bench/run.js streaming [--seconds 120] [--agent single-cause] [--training vae]
 *
 * With --training a generative family is trained by the server all the while, which has to change nothing.
 *
 * Prints what each asked for and got, latencies, and the server's memory; fails if a client that keeps up lost a frame,
 * or if memory grows.
 */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { io, type Socket } from 'socket.io-client';
import {
  type Answer,
  type ClientEvents,
  LIMITS,
  LIVE_NAMESPACE,
  PROTOCOL_VERSION,
  type ServerEvents,
  type SessionState,
} from '../protocol/index.ts';
import { startServer } from './built-server.ts';
import { quantile, slope } from './statistics.ts';

const RATE = 60;
const MEBIBYTE = 1024 * 1024;
/** Growth of the live memory after the history is full that counts as a leak, in bytes. */
const MOST_GROWTH = 8 * MEBIBYTE;

/** One client and what happened to it. */
interface BenchClient {
  readonly name: string;
  readonly socket: Socket<ServerEvents, ClientEvents>;
  readonly sequences: number[];
  readonly arrivals: number[];
  readonly roundTrips: number[];
}

/** The server's memory at one moment. */
interface MemorySample {
  readonly seconds: number;
  readonly usage: NodeJS.MemoryUsage;
  /** Whether the history had begun to forget. */
  readonly isFull: boolean;
}

const { values: given } = parseArgs({
  // The first two are the runner and the name of this benchmark.
  args: process.argv.slice(3),
  options: {
    seconds: { type: 'string', default: '120' },
    agent: { type: 'string', default: 'single-cause' },
    training: { type: 'string' },
  },
});

/** Starts a training in a folder that is thrown away afterwards. */
async function startTraining({ socket }: BenchClient, family: string): Promise<void> {
  const asked = { family, data: 'ring', steps: LIMITS.trainingSteps };
  resultOf(await socket.emitWithAck('training:start', asked));
}

/** Steps that the training has come to. */
async function trained({ socket }: BenchClient): Promise<number> {
  const [state] = resultOf(await socket.emitWithAck('training:list', {}));
  if (state?.status === 'failed') throw new Error(state.problem ?? 'the training failed');
  return state?.done ?? 0;
}

async function memoryOf(child: ChildProcess): Promise<NodeJS.MemoryUsage> {
  const told = once(child, 'message');
  child.send('memory');
  const [usage] = (await told) as [NodeJS.MemoryUsage];
  return usage;
}

/** Connects a client that acknowledges each frame after some milliseconds. */
async function connect(name: string, url: string, slowness: number): Promise<BenchClient> {
  const socket: BenchClient['socket'] = io(url + LIVE_NAMESPACE, {
    auth: { version: PROTOCOL_VERSION },
    transports: ['websocket'],
    forceNew: true,
  });
  const client: BenchClient = { name, socket, sequences: [], arrivals: [], roundTrips: [] };
  socket.on('frame', ({ sequence }) => {
    client.sequences.push(sequence);
    client.arrivals.push(performance.now());
    const acknowledge = (): void => void socket.emit('frames:acknowledge', { sequence });
    if (slowness === 0) acknowledge();
    else setTimeout(acknowledge, slowness);
  });
  await once(socket as unknown as NodeJS.EventEmitter, 'connect');
  return client;
}

function resultOf<Result>(answer: Answer<Result>): Result {
  if (!answer.ok) throw new Error(answer.problem.title);
  return answer.result;
}

/**
 * Opens a session that does not settle for minutes, because it takes tiny steps (not so tiny that they are lost in the rounding
 * of 32 bits: that counts as settled), and shows it to all clients.
 */
async function openSession(clients: readonly BenchClient[], agent: string): Promise<void> {
  const [first, ...others] = clients;
  if (first === undefined) return;
  const state = resultOf(await first.socket.emitWithAck('session:open', { agent }));
  resultOf(await first.socket.emitWithAck('session:rate', { inferenceRate: 1e-6 }));
  for (const { socket } of others) {
    resultOf(await socket.emitWithAck('session:join', { session: state.session }));
  }
  const addresses = state.agent.levels.flatMap((_, level) => [
    `${level}/values`,
    `${level}/prediction`,
    `${level}/predictionErrors`,
    `${level}/weightedErrors`,
    `${level}/variance`,
  ]);
  for (const { socket } of clients) {
    resultOf(await socket.emitWithAck('frames:subscribe', { addresses, maxRate: RATE }));
  }
  const speed = { action: 'speed', stepsPerSecond: 10 * RATE } as const;
  resultOf(await first.socket.emitWithAck('session:control', speed));
  resultOf(await first.socket.emitWithAck('session:control', { action: 'play' }));
}

/** Time of a message through the session and back, in milliseconds. */
async function roundTrip({ socket }: BenchClient): Promise<{ time: number; state: SessionState }> {
  const started = performance.now();
  const state = resultOf(await socket.emitWithAck('session:control', { action: 'play' }));
  return { time: performance.now() - started, state };
}

/** Frames that the session made between the first and the last one of a client, and did not arrive. */
function lost({ sequences }: BenchClient): number {
  const span = (sequences.at(-1) ?? 0) - (sequences[0] ?? 0) + 1;
  return span - new Set(sequences).size;
}

function report(clients: readonly BenchClient[], seconds: number, newest: number): void {
  console.log('\nclient   asked  received  lost  frames/s  interval p95  round trip median  p95');
  for (const client of clients) {
    const { name, sequences, arrivals, roundTrips } = client;
    const intervals = arrivals.slice(1).map((arrival, index) => arrival - (arrivals[index] ?? 0));
    const cells = [
      name.padEnd(6),
      String(newest - (sequences[0] ?? 0) + 1).padStart(7),
      String(sequences.length).padStart(9),
      String(lost(client)).padStart(5),
      (sequences.length / seconds).toFixed(1).padStart(9),
      `${quantile(intervals, 0.95).toFixed(1)} ms`.padStart(13),
      `${quantile(roundTrips, 0.5).toFixed(2)} ms`.padStart(18),
      `${quantile(roundTrips, 0.95).toFixed(2)} ms`.padStart(8),
    ];
    console.log(cells.join(' '));
  }
}

/** Prints memory at the start, the middle and the end; the growth after the history is full, in bytes. */
function reportMemory(samples: readonly MemorySample[]): number {
  console.log('\nserver memory (after garbage collection)   RSS      heap     buffers');
  const moments = [samples[0], samples[Math.floor(samples.length / 2)], samples.at(-1)];
  for (const sample of moments) {
    if (sample === undefined) continue;
    const { rss, heapUsed, external } = sample.usage;
    const cells = [rss, heapUsed, external].map((bytes) =>
      `${(bytes / MEBIBYTE).toFixed(1)} MiB`.padStart(11),
    );
    console.log(`  at ${sample.seconds.toFixed(0).padStart(4)} s`.padEnd(38) + cells.join(''));
  }
  const full = samples.filter(({ isFull }) => isFull);
  if (full.length < 3) {
    console.log('the history did not fill up: run longer to see whether memory is flat');
    return 0;
  }
  const perSecond = slope(
    full.map(({ seconds, usage }) => ({ x: seconds, y: usage.heapUsed + usage.external })),
  );
  const span = (full.at(-1)?.seconds ?? 0) - (full[0]?.seconds ?? 0);
  console.log(
    `slope of heap + buffers once the history is full: ${(perSecond / 1024).toFixed(2)} KiB/s over ${span.toFixed(0)} s`,
  );
  return perSecond * span;
}

async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}

async function main(): Promise<void> {
  const seconds = Number(given.seconds);
  const runs = await mkdtemp(join(tmpdir(), 'helmholtz-bench-'));
  const { child, url } = await startServer(runs);
  const clients: BenchClient[] = [];
  try {
    for (const [name, slowness] of [
      ['fast 1', 0],
      ['fast 2', 0],
      ['slow', 700],
    ] as const) {
      clients.push(await connect(name, url, slowness));
    }
    await openSession(clients, given.agent);
    const [first] = clients;
    if (given.training !== undefined) await startTraining(first!, given.training);
    const started = performance.now();
    const samples: MemorySample[] = [];
    let newest = 0;
    for (let elapsed = 0; elapsed < seconds; elapsed = (performance.now() - started) / 1000) {
      await pause(500);
      for (const client of clients) {
        const { time, state } = await roundTrip(client);
        client.roundTrips.push(time);
        newest = state.history.last;
        // Collecting garbage takes time, so not every time.
        const isDue = elapsed >= samples.length * (seconds / 24);
        if (client === clients[0] && isDue) {
          const isFull = state.history.first > 0;
          samples.push({ seconds: elapsed, usage: await memoryOf(child), isFull });
        }
      }
    }
    report(clients, seconds, newest);
    if (given.training !== undefined) {
      console.log(`beside it ${given.training} learned ${await trained(first!)} steps`);
    }
    const growth = reportMemory(samples);
    const losses = clients.slice(0, 2).reduce((sum, client) => sum + lost(client), 0);
    const behind = newest - (clients[2]?.sequences.at(-1) ?? 0);
    console.log(`the slow client's latest frame is ${behind} behind the newest`);
    const hasGrown = growth > MOST_GROWTH;
    if (losses > 0 || hasGrown) process.exitCode = 1;
    console.log(
      losses > 0 || hasGrown
        ? `FAILED: ${losses} frames lost by clients that keep up; memory grew by ${(growth / MEBIBYTE).toFixed(1)} MiB`
        : 'passed: the clients that keep up lost nothing, memory is flat',
    );
  } finally {
    for (const { socket } of clients) socket.disconnect();
    child.kill('SIGTERM');
    await once(child, 'exit');
    await rm(runs, { recursive: true, force: true });
  }
}

await main();
