import type { OnnxValue } from 'onnxruntime-node';
import { effectOf } from '../../program/effects.ts';
import type { BufferId, Operation, Program } from '../../program/program.ts';
import type { Engine, Phase, SettleOptions, SettleRun } from '../engine.ts';
import { type Backend, makeExecutable } from '../make-executable.ts';
import { compileRoutine, type Routine, type RoutineOptions } from './routine.ts';
import type { Runtime } from './runtime.ts';
import { type Chunk, settleInChunks } from './settle-in-chunks.ts';

/** Settle steps that are written into one graph; more of them are taken by running it again. */
const STEPS_AT_ONCE = 64;

/**
 * The same program as ONNX graphs on the ONNX runtime: float32, with the widest vectors and all cores of this machine.
 * Which instructions it uses depends on the machine, and with them the last bits of a result.
 */
export function createNativeEngine(runtime: Runtime, threads: number): Engine {
  return {
    name: 'native',
    precision: 'float32',
    load: (program) => makeExecutable(program, () => allocate({ program, runtime, threads })),
  };
}

function allocate(options: RoutineOptions): Backend {
  const { program } = options;
  const memory = createMemory(program);
  const constants = constantRows(program);
  const isOnes = (buffer: BufferId): boolean =>
    constants.has(buffer) && memory.floats[buffer]!.every((number) => number === 1);
  const routines = new Map<string, Routine | null>();
  const compiled = (name: string, make: () => Routine | null): Routine | null => {
    const known = routines.get(name);
    if (known !== undefined) return known;
    const made = make();
    routines.set(name, made);
    return made;
  };
  const run = (
    name: string,
    operations: () => readonly Operation[],
    keep?: ReadonlySet<BufferId>,
  ): Float64Array => {
    const wanted = keep === undefined ? options : { ...options, keep };
    // Most precisions are 1 and most units free: a graph for that case need not multiply by them.
    const special = compiled(name, () => compileRoutine(operations(), { ...wanted, isOnes }));
    return memory.run(
      special?.assumedOnes.every(isOnes) === false
        ? compiled(`${name}, any rows`, () => compileRoutine(operations(), wanted))
        : special,
    );
  };

  const { evaluate, measure, update } = program;
  const steps = (count: number): readonly Operation[] =>
    Array.from({ length: count }, () => [...update, ...evaluate]).flat();
  const advance = ({ begins, updates }: Chunk): Float64Array => {
    if (updates > STEPS_AT_ONCE) {
      const first = { begins, updates: STEPS_AT_ONCE };
      run(nameOf(first), () => [...(begins ? evaluate : []), ...steps(STEPS_AT_ONCE)]);
      return advance({ begins: false, updates: updates - STEPS_AT_ONCE });
    }
    return run(`${nameOf({ begins, updates })}, measure`, () => [
      ...(begins ? evaluate : []),
      ...steps(updates),
      ...measure,
    ]);
  };
  let measured: Float64Array = new Float64Array(program.traceLength);
  return {
    view: (buffer) => memory.floats[buffer]!,
    write: (buffer, values) => {
      memory.floats[buffer]!.set(values);
    },
    run: (phase: Phase) => {
      const row = run(phase, () => program[phase]);
      if (phase === 'measure') measured = row;
    },
    runRoutine: (position) => {
      const { operations, keeps } = program.routines![position]!;
      run(`routine ${position}`, () => operations, new Set(keeps));
    },
    measured: () => measured.slice(),
    settle: (settleOptions: SettleOptions): SettleRun =>
      settleInChunks(program, settleOptions, advance),
    dispose: () => {
      for (const routine of routines.values()) routine?.session.dispose();
    },
  };
}

/** Rows that no operation writes: they are what the host last wrote. */
function constantRows({ buffers, routines = [], ...phases }: Program): ReadonlySet<BufferId> {
  const { prepare, evaluate, measure, update, learn } = phases;
  const all = [prepare, evaluate, measure, update, learn, ...routines.map((one) => one.operations)];
  const written = new Set(all.flat().map((operation) => effectOf(operation).out));
  return new Set(
    [...buffers.entries()]
      .filter(([id, { rows, indices }]) => rows === 1 && indices === undefined && !written.has(id))
      .map(([id]) => id),
  );
}

const nameOf = ({ begins, updates }: Chunk): string =>
  `${begins ? 'evaluate, ' : ''}${updates} steps`;

interface Memory {
  /** The numbers of each float buffer. Replaced whenever a routine overwrites the buffer. */
  readonly floats: Float32Array[];
  /** Runs a routine on the buffers; returns its trace row. */
  run(routine: Routine | null): Float64Array;
}

/**
 * The buffers of a program. A routine must not write where it reads, so that each buffer has two arrays, which take
 * turns.
 */
function createMemory({ buffers, traceLength }: Program): Memory {
  const allocateAll = (): Float32Array[] =>
    buffers.map(
      ({ rows, columns, indices }) => new Float32Array(indices === undefined ? rows * columns : 0),
    );
  const floats = allocateAll();
  const spares = new Map<BufferId, Float32Array>();
  const spare = (buffer: BufferId): Float32Array => {
    const known = spares.get(buffer);
    if (known !== undefined) return known;
    const made = new Float32Array(floats[buffer]!.length);
    spares.set(buffer, made);
    return made;
  };
  return {
    floats,
    run: (routine) => {
      const row = new Float64Array(traceLength);
      if (routine === null) return row;
      const { session, inputs, outputs, trace } = routine;
      const feeds = Object.fromEntries(
        inputs.map(({ name, buffer, dimensions }) => [name, tensor(floats[buffer]!, dimensions)]),
      );
      const fetches = Object.fromEntries(
        outputs.map(({ name, buffer, dimensions }) => [name, tensor(spare(buffer), dimensions)]),
      );
      const parts = new Float64Array(trace?.columns.length ?? 0);
      if (trace !== null) fetches[trace.name] = tensor(parts, [1, parts.length]);
      session.run(feeds, fetches, {});
      for (const { buffer } of outputs) {
        const written = spare(buffer);
        spares.set(buffer, floats[buffer]!);
        floats[buffer] = written;
      }
      for (const [part, column] of (trace?.columns ?? []).entries()) {
        // NaN if one of them is, as `Math.max` is.
        row[column] =
          trace!.columns.indexOf(column) === part
            ? parts[part]!
            : Math.max(row[column]!, parts[part]!);
      }
      return row;
    },
  };
}

/** A matrix as the runtime takes it; it reads and writes the numbers where they are. */
function tensor(data: Float32Array | Float64Array, dims: readonly number[]): OnnxValue {
  const type = data instanceof Float32Array ? 'float32' : 'float64';
  // The library wants an object of a class of its own but uses nothing of it but these.
  return { type, data, dims, location: 'cpu' } as unknown as OnnxValue;
}
