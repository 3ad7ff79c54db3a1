/**
 * Our engines and the peers that are installed, in turn in one run:
 *
 *   npm run bench -- [--rows 1,4] [--rounds 7] [--engines wasm,native,tfjs] [--python PATH] [--out out/bench]
 *
 * Everybody computes the same network from the same numbers, and what its first run leaves is compared with `reference`
 * before any time is taken; whoever is off is not timed. Since everybody takes the same steps to the same values, the
 * times are times to equal free energy, too. Peers are run where `--python` or HELMHOLTZ_PEERS_PYTHON names a Python
 * that has them (`npm run bench:peers` makes one).
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ENGINE_NAMES, type EngineName } from '../agents/index.ts';
import type { Contestant, Opened } from './speed/contestant.ts';
import { ours } from './speed/ours.ts';
import { peer } from './speed/peer.ts';
import { markdown, machine, type Measured, ratiosOf, summarise } from './speed/report.ts';
import { type Row, ROWS } from './speed/rows.ts';
import { createTask, type Task } from './speed/task.ts';

const { values: given } = parseArgs({
  args: process.argv.slice(2).filter((argument) => argument !== 'speed'),
  options: {
    rows: { type: 'string' },
    rounds: { type: 'string', default: '7' },
    engines: { type: 'string', default: 'wasm,native,tfjs' },
    python: { type: 'string' },
    out: { type: 'string', default: join('out', 'bench') },
  },
});

/** Values and weights of float32 that have been through 20 steps agree to this, of the largest. */
const MOST_ERROR = 1e-5;

/** Where `npm run bench:peers` puts its environment. */
const OWN_PYTHON = join('out', 'peers', 'bin', 'python');

function chosenRows(): readonly Row[] {
  const numbers = given.rows?.split(',').map(Number);
  return numbers === undefined ? ROWS : ROWS.filter(({ number }) => numbers.includes(number));
}

function chosenEngines(): readonly EngineName[] {
  return given.engines.split(',').map((name) => {
    const known = ENGINE_NAMES.find((candidate) => candidate === name);
    if (known === undefined) {
      throw new Error(`bench: expected engines of ${ENGINE_NAMES.join(', ')}; got "${name}"`);
    }
    return known;
  });
}

function chosenPython(): string | null {
  const named = given.python ?? process.env['HELMHOLTZ_PEERS_PYTHON'];
  return named ?? (existsSync(OWN_PYTHON) ? OWN_PYTHON : null);
}

/** The largest difference of two runs, divided by the largest number of the first. */
function errorOf(expected: readonly Float32Array[], found: readonly Float32Array[]): number {
  let [largest, worst] = [0, 0];
  for (const [index, numbers] of expected.entries()) {
    for (const [at, number] of numbers.entries()) {
      largest = Math.max(largest, Math.abs(number));
      worst = Math.max(worst, Math.abs(found[index]![at]! - number));
    }
  }
  return worst / largest;
}

async function measure(
  task: Task,
  contestants: readonly Contestant[],
  rounds: number,
): Promise<Measured> {
  const { row } = task;
  const judge = await (await ours('reference')).open(task);
  const entered: {
    contestant: Contestant;
    opened: Opened;
    error: number;
    times: (readonly number[])[];
  }[] = [];
  for (const contestant of contestants) {
    const opened = await contestant.open(task);
    if (opened === null || judge === null) continue;
    const error = errorOf(judge.first, opened.first);
    if (error <= MOST_ERROR) entered.push({ contestant, opened, error, times: [] });
    else
      console.error(`bench: ${contestant.name} is off by ${error} in row ${row.number}: not timed`);
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const { opened, times } of entered) times.push(await opened.time(row.repeats));
  }
  const results = entered.map(({ contestant, opened, error, times }) =>
    summarise(contestant, { firstMilliseconds: opened.firstMilliseconds, error }, times),
  );
  for (const { opened } of entered) opened.close();
  judge?.close();
  return { row, results, ratios: ratiosOf(results) };
}

// The peers run in a folder of their own.
const folder = resolve(given.out);
mkdirSync(folder, { recursive: true });
const rounds = Number(given.rounds);
const python = chosenPython();
const contestants: Contestant[] = [];
for (const name of chosenEngines()) contestants.push(await ours(name));
if (python === null) {
  console.error('bench: no peers: set HELMHOLTZ_PEERS_PYTHON, or run npm run bench:peers');
} else {
  contestants.push(
    peer(python, 'pcx', 'PCX, jitted'),
    peer(python, 'jax', 'JAX loop of ours, jitted'),
  );
}
const measured: Measured[] = [];
for (const row of chosenRows()) {
  measured.push(await measure(createTask(row, folder), contestants, rounds));
  console.error(`bench: row ${row.number} done`);
}
for (const contestant of contestants) await contestant.close();
const text = markdown(measured, rounds);
writeFileSync(join(folder, 'speed.md'), text);
writeFileSync(
  join(folder, 'speed.json'),
  `${JSON.stringify({ machine: machine(), rounds, measured }, null, 2)}\n`,
);
console.log(text);
