import type { Program } from '../../program/program.ts';
import type { Engine, SettleOptions, SettleRun } from '../engine.ts';
import { type Backend, makeExecutable } from '../make-executable.ts';
import { type Kernels, startKernels } from './kernels.ts';
import { type Layout, planLayout } from './layout.ts';
import * as opcodes from './opcodes.ts';

/**
 * The fast engine: whole phases and whole settle loops inside WebAssembly, float32 SIMD. The same program and numbers
 * give the same bits on every machine.
 */
export function createWasmEngine(module: WebAssembly.Module): Engine {
  const reserved = firstFreeByte(module);
  return {
    name: 'wasm',
    precision: 'float32',
    load: (program) => makeExecutable(program, () => allocate(program, module, reserved)),
  };
}

function allocate(program: Program, module: WebAssembly.Module, reserved: number): Backend {
  const layout = planLayout(program, reserved);
  const memory = new WebAssembly.Memory({ initial: layout.pages, maximum: layout.pages });
  const kernels = startKernels(module, memory);
  const { evaluate, measure, update } = layout.lists;
  for (const { address, words } of [...Object.values(layout.lists), ...layout.routines]) {
    new Int32Array(memory.buffer, address, words.length).set(words);
  }
  for (const [id, { rows, columns, indices }] of program.buffers.entries()) {
    if (indices === undefined) continue;
    new Int32Array(memory.buffer, layout.buffers[id], rows * columns).set(indices);
  }
  kernels.describe(
    ...([evaluate.address, measure.address, update.address] as const),
    ...([program.traceLength, program.energyColumns, program.normColumn] as const),
  );
  // The memory never grows, so these views stay valid.
  const floats = program.buffers.map(
    ({ rows, columns, indices }, id) =>
      new Float32Array(
        memory.buffer,
        layout.buffers[id],
        indices === undefined ? rows * columns : 0,
      ),
  );
  const { traceRows, tracedSteps, traceCapacity } = layout;
  const settling: Settling = {
    ...{ kernels, layout },
    rowLength: program.traceLength,
    rows: new Float64Array(memory.buffer, traceRows, traceCapacity * program.traceLength),
    steps: new Int32Array(memory.buffer, tracedSteps, traceCapacity),
  };
  return {
    view: (buffer) => floats[buffer]!,
    write: (buffer, values) => {
      floats[buffer]!.set(values);
    },
    run: (phase) => {
      if (phase === 'measure') kernels.measureInto(layout.measuredRow);
      else kernels.run(layout.lists[phase].address, layout.measuredRow);
    },
    runRoutine: (position) => {
      kernels.run(layout.routines[position]!.address, layout.measuredRow);
    },
    measured: () =>
      new Float64Array(memory.buffer, layout.measuredRow, program.traceLength).slice(),
    settle: (options) => settle(settling, options),
  };
}

/** Memory below this belongs to the kernels; it is a constant of the module. */
function firstFreeByte(module: WebAssembly.Module): number {
  return startKernels(module, new WebAssembly.Memory({ initial: 1 })).firstFreeByte();
}

interface Settling {
  readonly kernels: Kernels;
  readonly layout: Layout;
  /** Numbers of a trace row. */
  readonly rowLength: number;
  /** Trace rows as they lie in the memory, and the step number of each. */
  readonly rows: Float64Array;
  readonly steps: Int32Array;
}

const LARGEST_INTEGER = 2 ** 31 - 1;

function settle(
  { kernels, layout, rowLength, rows, steps }: Settling,
  options: SettleOptions,
): SettleRun {
  const traces: Float64Array[] = [];
  const tracedSteps: Int32Array[] = [];
  kernels.begin();
  let status: number;
  do {
    status = kernels.settle(
      options.steps,
      options.tolerance,
      options.traceEvery,
      Math.min(LARGEST_INTEGER, Math.ceil(options.risesToDiverge)),
      layout.traceRows,
      layout.tracedSteps,
      layout.traceCapacity,
    );
    const traced = kernels.rowsTraced();
    traces.push(rows.slice(0, traced * rowLength));
    tracedSteps.push(steps.slice(0, traced));
  } while (status === opcodes.STATUS_TRACE_FULL);
  return {
    status: STATUS_NAMES.get(status)!,
    steps: kernels.stepsTaken(),
    trace: joined(Float64Array, traces),
    tracedSteps: joined(Int32Array, tracedSteps),
  };
}

const STATUS_NAMES: ReadonlyMap<number, SettleRun['status']> = new Map([
  [opcodes.STATUS_SETTLED, 'settled'],
  [opcodes.STATUS_STEP_LIMIT, 'step-limit'],
  [opcodes.STATUS_DIVERGED, 'diverged'],
]);

/** Typed arrays of one kind, one after the other. */
function joined<Numbers extends Float64Array | Int32Array>(
  make: new (length: number) => Numbers,
  pieces: readonly Numbers[],
): Numbers {
  if (pieces.length === 1) return pieces[0]!;
  const whole = new make(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
