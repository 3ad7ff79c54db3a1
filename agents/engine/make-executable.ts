import { HelmholtzError } from '../errors.ts';
import type { BufferDeclaration, BufferId, Program } from '../program/program.ts';
import { effectOf } from '../program/effects.ts';
import { checkProgram } from './check-program.ts';
import type { Executable, Phase, SettleOptions, SettleRun } from './engine.ts';

/** What an engine does with one program; arguments have been checked. */
export interface Backend {
  /** The numbers of a float buffer where they lie; only to be read. */
  view(buffer: BufferId): Float64Array | Float32Array;
  /** Overwrites a float buffer with as many numbers as it has. */
  write(buffer: BufferId, values: ArrayLike<number>): void;
  run(phase: Phase): void;
  runRoutine(position: number): void;
  measured(): Float64Array;
  settle(options: SettleOptions): SettleRun;
  /** Frees what the garbage collector does not. */
  dispose?(): void;
}

/**
 * A program with memory of its own: the part that all engines share, which checks arguments and forgets the memory on
 * disposal.
 *
 * @throws {HelmholtzError} `bad-shape` if an operation does not fit its buffers.
 */
export function makeExecutable(
  program: Program,
  allocate: (program: Program) => Backend,
): Executable {
  checkProgram(program);
  return new CheckedExecutable(program, allocate(program));
}

class CheckedExecutable implements Executable {
  readonly #program: Program;
  #memory: Backend | null;
  /** What a routine has left in an unknown state. */
  readonly #scratch = new Set<BufferId>();

  constructor(program: Program, backend: Backend) {
    this.#program = program;
    this.#memory = backend;
  }

  write(buffer: BufferId, values: ArrayLike<number>): void {
    const backend = this.#backend();
    const { name, rows, columns } = this.#floats(buffer);
    if (values.length !== rows * columns) {
      throw new RangeError(
        `buffer ${name}: expected ${rows * columns} numbers; got ${values.length}`,
      );
    }
    this.#scratch.delete(buffer);
    backend.write(buffer, values);
  }

  read(buffer: BufferId): Float64Array | Float32Array {
    return this.view(buffer).slice();
  }

  view(buffer: BufferId): Float64Array | Float32Array {
    const backend = this.#backend();
    const { name } = this.#floats(buffer);
    if (this.#scratch.has(buffer)) {
      throw new RangeError(`buffer ${name}: expected one that the routine keeps`);
    }
    return backend.view(buffer);
  }

  run(...phases: readonly Phase[]): void {
    const backend = this.#backend();
    for (const phase of phases) backend.run(phase);
  }

  runRoutine(position: number): void {
    const backend = this.#backend();
    const routine = this.#program.routines?.[position];
    if (routine === undefined) {
      const count = this.#program.routines?.length ?? 0;
      throw new RangeError(`routine: expected a position below ${count}; got ${position}`);
    }
    backend.runRoutine(position);
    for (const { out } of routine.operations.map(effectOf)) {
      if (out !== null) this.#scratch.add(out);
    }
    for (const buffer of routine.keeps) this.#scratch.delete(buffer);
  }

  measured(): Float64Array {
    return this.#backend().measured();
  }

  settle(options: SettleOptions): SettleRun {
    const backend = this.#backend();
    checkSettleOptions(options);
    return backend.settle(options);
  }

  dispose(): void {
    this.#memory?.dispose?.();
    this.#memory = null;
  }

  #floats(buffer: BufferId): BufferDeclaration {
    const { buffers } = this.#program;
    const declaration = buffers[buffer];
    if (declaration === undefined) {
      throw new RangeError(`buffer ${buffer}: expected an id below ${buffers.length}`);
    }
    if (declaration.indices !== undefined) {
      throw new RangeError(`buffer ${declaration.name}: expected a float buffer; got indices`);
    }
    return declaration;
  }

  #backend(): Backend {
    if (this.#memory === null) {
      throw new HelmholtzError('disposed', 'executable: expected to be in use; got disposed of');
    }
    return this.#memory;
  }
}

/** The largest count that fits the 32-bit integers of an engine. */
const MOST_STEPS = 2 ** 31 - 1;

function checkSettleOptions(options: SettleOptions): void {
  const { steps, tolerance, traceEvery, risesToDiverge } = options;
  checkCount('steps', steps);
  checkCount('traceEvery', traceEvery);
  if (!(tolerance >= 0)) {
    throw new RangeError(`settle.tolerance: expected a number of at least 0; got ${tolerance}`);
  }
  if (!(risesToDiverge >= 1)) {
    throw new RangeError(
      `settle.risesToDiverge: expected a count of at least 1; got ${risesToDiverge}`,
    );
  }
}

function checkCount(name: 'steps' | 'traceEvery', count: number): void {
  if (!Number.isInteger(count) || count < 0 || count > MOST_STEPS) {
    throw new RangeError(`settle.${name}: expected a count up to ${MOST_STEPS}; got ${count}`);
  }
}
