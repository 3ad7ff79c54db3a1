/**
 * Experiments on cue combination, run from the command line with one worker and with two in turn: the paradigm, whose
 * observers learn, and a file, whose observers only weigh. After a build:
 *
 *   node bench/run.js runs [--participants 200] [--trials 400] [--rounds 5] [--memory 400,1600,6400]
 *
 * Prints times by the clock and of the processor, their ratio beside that of two processes which share nothing, and the
 * largest memory, also for longer runs of the file. Ratios mean something only on a machine that does nothing else.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { quantile } from './statistics.ts';

const GOAL = 1.6;
/** The paradigm has 400 trials for each participant, and this many groups. */
const PARADIGM = { name: 'cue-combination', groups: 3 };
/** Conditions times levels of the experiment: trials of a participant come in such portions. */
const PORTION = 80;

const { values: given } = parseArgs({
  // The first two are the runner and the name of this benchmark.
  args: process.argv.slice(3),
  options: {
    participants: { type: 'string', default: '200' },
    trials: { type: 'string', default: '400' },
    rounds: { type: 'string', default: '5' },
    memory: { type: 'string', default: '400,1600,6400' },
  },
});

/** One run from its start to its end. */
interface TimedRun {
  readonly seconds: number;
  /** Of all threads together. */
  readonly processorSeconds: number;
  readonly mebibytes: number;
}

/** Five noises of the first cue, two conflicts, eight heights of the comparison. */
function experimentFile(participants: number, trials: number): string {
  return `name: two-cues
observer: cue-pair
task: comparison
groups:
  all:
    participants: ${participants}
    parameters: { firstNoise: { mean: 2, deviation: 0.3 }, secondNoise: { mean: 3, deviation: 0.4 }, lapse: 0.02 }
timeline:
  - factors: { noise: [0.5, 1, 1.5, 2, 4], conflict: [-6, 6] }
    procedure: { kind: constant, levels: [-10, -6, -3.5, -1.2, 1.2, 3.5, 6, 10], trials: ${Math.max(1, Math.round(trials / PORTION))} }
    trial:
      first: { first: conflict / 2, second: -conflict / 2, firstFactor: noise }
      second: { first: level, second: level, firstFactor: noise }
`;
}

/** `asked` is what the command is given besides folder and workers; `folder`, of its own where two run at once. */
async function timedRun(
  place: string,
  asked: readonly string[],
  workers: number,
  folder = 'out',
): Promise<TimedRun> {
  const root = join(import.meta.dirname, '..');
  const out = join(place, folder);
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [
      ...['--import', join(root, 'bench', 'usage-probe.js'), join(root, 'bin', 'helmholtz')],
      ...['run', ...asked, '--out', out, '--workers', String(workers)],
    ],
    { stdio: ['ignore', 'ignore', 'inherit', 'pipe'] },
  );
  const told = text(child.stdio[3] as NodeJS.ReadableStream);
  const [exitCode] = (await once(child, 'exit')) as [number | null];
  const seconds = (performance.now() - started) / 1000;
  if (exitCode !== 0) throw new Error(`the run ended with ${exitCode}`);
  await rm(out, { recursive: true });
  const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(await told) as NodeJS.ResourceUsage;
  const processorSeconds = (userCPUTime + systemCPUTime) / 1e6;
  return { seconds, processorSeconds, mebibytes: maxRSS / 1024 };
}

async function fileFor(place: string, trials: number): Promise<string> {
  const file = join(place, `two-cues-${trials}.yaml`);
  await writeFile(file, experimentFile(Number(given.participants), trials));
  return file;
}

/** Two processes at once that know nothing of each other, each with half of the participants. */
async function timedHalves(place: string, asked: readonly string[]): Promise<TimedRun> {
  const halves = await Promise.all(['one', 'other'].map((half) => timedRun(place, asked, 1, half)));
  const sum = (read: (half: TimedRun) => number): number =>
    halves.reduce((total, half) => total + read(half), 0);
  return {
    seconds: Math.max(...seconds(halves)),
    processorSeconds: sum((half) => half.processorSeconds),
    mebibytes: sum((half) => half.mebibytes),
  };
}

interface Compared {
  readonly what: string;
  /** What the command is given, and what for half of the participants. */
  readonly asked: readonly string[];
  readonly askedOfHalf: readonly string[];
}

async function compareWorkers(
  place: string,
  { what, asked, askedOfHalf }: Compared,
): Promise<void> {
  // What is built or cached the first time is not what is measured.
  await timedRun(place, asked, 2);
  const ways = {
    '1': () => timedRun(place, asked, 1),
    '2': () => timedRun(place, asked, 2),
    halves: () => timedHalves(place, askedOfHalf),
  };
  const runs = { '1': [] as TimedRun[], '2': [] as TimedRun[], halves: [] as TimedRun[] };
  for (let round = 0; round < Number(given.rounds); round++) {
    for (const way of ['1', '2', 'halves'] as const) runs[way].push(await ways[way]());
  }
  console.log(`\n${what}, ${given.rounds} rounds in turn, ${availableParallelism()} cores`);
  console.log('workers  median s  best s  processor s  peak MiB');
  for (const [workers, own] of Object.entries(runs)) {
    const cells = [
      workers.padEnd(7),
      quantile(seconds(own), 0.5).toFixed(2).padStart(9),
      Math.min(...seconds(own))
        .toFixed(2)
        .padStart(7),
      quantile(
        own.map(({ processorSeconds }) => processorSeconds),
        0.5,
      )
        .toFixed(2)
        .padStart(12),
      Math.max(...own.map(({ mebibytes }) => mebibytes))
        .toFixed(0)
        .padStart(9),
    ];
    console.log(cells.join(' '));
  }
  const timesAsFast = (way: TimedRun[], of: (times: readonly number[]) => number): number =>
    of(seconds(runs['1'])) / of(seconds(way));
  const median = (times: readonly number[]): number => quantile(times, 0.5);
  const ratio = timesAsFast(runs['2'], median);
  const best = timesAsFast(runs['2'], (times) => Math.min(...times));
  console.log(
    `two workers are ${ratio.toFixed(2)} times as fast (bests: ${best.toFixed(2)}), goal ${GOAL}; ` +
      `two processes with half of it each, which share nothing: ${timesAsFast(runs.halves, median).toFixed(2)}`,
  );
  if (ratio < GOAL) process.exitCode = 1;
}

function seconds(runs: readonly TimedRun[]): number[] {
  return runs.map((run) => run.seconds);
}

async function measureMemory(place: string): Promise<void> {
  console.log('\ntrials of each  workers  seconds  processor s  peak MiB');
  for (const trials of given.memory.split(',').filter(Boolean).map(Number)) {
    const file = await fileFor(place, trials);
    for (const workers of [1, 2]) {
      const run = await timedRun(place, [file], workers);
      const cells = [
        String(trials).padEnd(14),
        String(workers).padStart(8),
        run.seconds.toFixed(1).padStart(8),
        run.processorSeconds.toFixed(1).padStart(12),
        run.mebibytes.toFixed(0).padStart(9),
      ];
      console.log(cells.join(' '));
    }
  }
}

const place = await mkdtemp(join(tmpdir(), 'helmholtz-bench-runs-'));
try {
  const participants = Number(given.participants);
  const each = Math.ceil(participants / PARADIGM.groups);
  await compareWorkers(place, {
    what: `paradigm ${PARADIGM.name}: ${each * PARADIGM.groups} participants x 400 trials`,
    asked: [PARADIGM.name, '--participants', String(each)],
    askedOfHalf: [PARADIGM.name, '--participants', String(Math.ceil(each / 2))],
  });
  const file = await fileFor(place, Number(given.trials));
  await compareWorkers(place, {
    what: `file: ${participants} participants x ${given.trials} trials`,
    asked: [file],
    askedOfHalf: [file, '--participants', String(Math.ceil(participants / 2))],
  });
  await measureMemory(place);
} finally {
  await rm(place, { recursive: true });
}
