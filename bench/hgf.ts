import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom } from '../agents/index.ts';
import { drawSchedule } from '../experiments/index.ts';
import { quantile } from './statistics.ts';

/**
 * One evaluation of the three-level binary HGF on 320 trials, ours and pyhgf's in turn:
 *
 *   HELMHOLTZ_PEERS_PYTHON=/path/to/python node bench/run.js hgf
 *
 * Without that variable only ours is measured. Each runs in a process of its own that warms up first, so that neither
 * compilation is counted; what is compared are medians, since both share the machine with whatever else runs.
 */
const ROUNDS = 5;
const GOAL = 0.01;
const python = process.env['HELMHOLTZ_PEERS_PYTHON'];
const { input } = drawSchedule(320, 'binary', createRandom(1, 'bench'));

interface Answer {
  readonly microseconds: readonly number[];
  readonly surprise: number;
  readonly version?: string;
}

function ask(program: string, script: string): Answer {
  const answer = execFileSync(program, [join(process.cwd(), 'bench', script)], {
    input: JSON.stringify([...input]),
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  return JSON.parse(answer.trim().split('\n').at(-1) ?? '') as Answer;
}

function inWords(times: readonly number[]): string {
  return `${quantile(times, 0.5).toFixed(1)} us per evaluation (best ${Math.min(...times).toFixed(1)})`;
}

if (!existsSync(join('dist', 'agents', 'index.js'))) {
  throw new Error('bench: expected a built server in dist/; node tools/build.js makes it');
}
const ours: Answer[] = [];
const theirs: Answer[] = [];
for (let round = 0; round < ROUNDS; round++) {
  ours.push(ask(process.execPath, 'evaluate-hgf.js'));
  if (python !== undefined) theirs.push(ask(python, join('peers', 'hgf.py')));
}
const own = ours.flatMap(({ microseconds }) => microseconds);
const surprise = ours[0]?.surprise ?? Number.NaN;
console.log(`helmholtz: ${inWords(own)}`);
const [peer] = theirs;
if (peer === undefined) {
  console.log('pyhgf: not measured; HELMHOLTZ_PEERS_PYTHON names a python that has it');
} else {
  const others = theirs.flatMap(({ microseconds }) => microseconds);
  const ratio = quantile(own, 0.5) / quantile(others, 0.5);
  const best = Math.min(...own) / Math.min(...others);
  console.log(`pyhgf ${peer.version ?? ''}: ${inWords(others)}`);
  console.log(
    `ratio ${ratio.toFixed(5)} (of the bests ${best.toFixed(5)}), goal ${GOAL}; surprise ${surprise} and ${peer.surprise}`,
  );
  if (ratio > GOAL || !(Math.abs(peer.surprise / surprise - 1) < 1e-9)) process.exitCode = 1;
}
