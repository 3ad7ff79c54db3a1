import type { Program } from '../program/program.ts';
import type { Engine } from './engine.ts';

/** What an engine is to be chosen for. */
export interface Workload {
  /** The program that it will run. */
  readonly program: () => Program;
  /** Observations that it settles side by side. */
  readonly batch: number;
  /** A clock in milliseconds that only moves forward. */
  readonly now: () => number;
}

/** Settle steps of one round, and the rounds: as many as fit the time, but at least two. */
const STEPS = 5;
const FEWEST_ROUNDS = 2;
const MOST_ROUNDS = 20;
const MOST_MILLISECONDS = 60;

/** Contents of every buffer while measuring: small, so that nothing overflows, and not zero. */
const FILLING = 0.01;

/**
 * The shortest time that a settle step of a program takes, in milliseconds, learning included where the program learns.
 * Compiling is not counted; the shortest of several rounds is taken, since everything else on a machine only adds.
 */
export function measureEngine(engine: Engine, { program: make, now }: Workload): number {
  const program = make();
  const executable = engine.load(program);
  try {
    for (const [id, { rows, columns, indices }] of program.buffers.entries()) {
      if (indices === undefined)
        executable.write(id, new Float32Array(rows * columns).fill(FILLING));
    }
    executable.run('prepare');
    const round = (): number => {
      const begin = now();
      executable.settle({ steps: STEPS, tolerance: 0, traceEvery: 0, risesToDiverge: Infinity });
      if (program.learn.length > 0) executable.run('learn');
      return now() - begin;
    };
    round();
    let best = Infinity;
    let spent = 0;
    for (let done = 0; done < MOST_ROUNDS; done += 1) {
      if (done >= FEWEST_ROUNDS && spent > MOST_MILLISECONDS) break;
      const took = round();
      best = Math.min(best, took);
      spent += took;
    }
    return best / STEPS;
  } finally {
    executable.dispose();
  }
}
