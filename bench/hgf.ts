import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { createLadder, createRandom } from '../agents/index.ts';
import { drawSchedule } from '../experiments/index.ts';
import { quantile } from './statistics.ts';

/**
 * One evaluation of the three-level binary HGF on 320 trials, ours and pyhgf's in turn:
 *
 *   HELMHOLTZ_PEERS_PYTHON=/path/to/python node bench/run.js hgf
 *
 * Without that variable only ours is measured. The peer runs in one process that is asked again and again, its
 * compilation not counted; what is compared are medians, since both share the machine with whatever else runs.
 */
const ROUNDS = 7;
const GOAL = 0.01;
const python = process.env['HELMHOLTZ_PEERS_PYTHON'];

const { input } = drawSchedule(320, 'binary', createRandom(1, 'bench'));
const parameters = Float64Array.of(0, 1, -3, 0, 1, 0, 1, -6, 0, 0);
const ladder = createLadder({ input: 'binary', levels: 2, scheme: 'ehgf' }, input);

function microseconds(evaluations: number): number {
  const started = performance.now();
  for (let count = 0; count < evaluations; count++) ladder.evaluate(parameters);
  return ((performance.now() - started) / evaluations) * 1000;
}

interface PeerAnswer {
  readonly microseconds: readonly number[];
  readonly surprise: number;
  readonly version: string;
}

function askPeer(program: string): PeerAnswer {
  const script = join(process.cwd(), 'bench', 'peers', 'hgf.py');
  const answer = execFileSync(program, [script], {
    input: JSON.stringify([...input]),
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  return JSON.parse(answer.trim().split('\n').at(-1) ?? '') as PeerAnswer;
}

microseconds(5000);
const ours: number[] = [];
const theirs: number[] = [];
let peer: PeerAnswer | null = null;
for (let round = 0; round < ROUNDS; round++) {
  ours.push(microseconds(500));
  if (python !== undefined && round % 3 === 0) {
    peer = askPeer(python);
    theirs.push(...peer.microseconds);
  }
}
const own = quantile(ours, 0.5);
console.log(
  `helmholtz: ${own.toFixed(1)} us per evaluation (best ${Math.min(...ours).toFixed(1)})`,
);
const surprise = ladder.evaluate(parameters);
if (peer === null) {
  console.log('pyhgf: not measured; HELMHOLTZ_PEERS_PYTHON names a python that has it');
} else {
  const ratio = own / quantile(theirs, 0.5);
  const difference = Math.abs(peer.surprise / surprise - 1);
  console.log(
    `pyhgf ${peer.version}: ${quantile(theirs, 0.5).toFixed(0)} us per evaluation (best ${Math.min(...theirs).toFixed(0)})`,
  );
  console.log(`ratio ${ratio.toFixed(5)}, goal ${GOAL}; surprise ${surprise} and ${peer.surprise}`);
  if (ratio > GOAL || difference > 1e-9) process.exitCode = 1;
}
