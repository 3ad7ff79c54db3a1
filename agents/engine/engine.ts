import type { BufferId, Program } from '../program/program.ts';

/** Executes programs. Engines differ in speed and precision, never in what they compute. */
export interface Engine {
  readonly name: EngineName;
  /** Width of its floating-point numbers. */
  readonly precision: 'float64' | 'float32';
  /** Makes a program ready to run, with every float buffer at zero. The caller disposes of it. */
  load(program: Program): Executable;
}

/** Names of the engines there are. */
export const ENGINE_NAMES = ['reference', 'wasm', 'native', 'tfjs'] as const;

/** One of {@link ENGINE_NAMES}. */
export type EngineName = (typeof ENGINE_NAMES)[number];

/** A list of operations of a program. */
export type Phase = 'prepare' | 'start' | 'evaluate' | 'measure' | 'update' | 'learn';

/** A program with memory of its own. */
export interface Executable {
  /**
   * Overwrites a float buffer.
   *
   * @throws {RangeError} if the length is not that of the buffer, naming the buffer and both lengths.
   */
  write(buffer: BufferId, values: ArrayLike<number>): void;
  /** A copy of a float buffer's numbers. */
  read(buffer: BufferId): Float64Array | Float32Array;
  /**
   * A view of a float buffer's numbers, without copying. It is only valid until the next call of any method of this
   * executable; whoever needs the numbers longer uses {@link Executable.read}.
   */
  view(buffer: BufferId): Float64Array | Float32Array;
  /** Runs phases once, in the order given. `measure` overwrites the trace row that `measured` reads. */
  run(...phases: readonly Phase[]): void;
  /**
   * Runs a routine of the program, by its position. What it wrote and does not keep cannot be read afterwards, until
   * it is written again.
   */
  runRoutine(position: number): void;
  /** The trace row filled by the latest `run('measure')`, copied. */
  measured(): Float64Array;
  /** Settles: see {@link SettleOptions}. `prepare` must have been run. */
  settle(options: SettleOptions): SettleRun;
  /** Frees the memory. Using the executable afterwards throws an `Error` that says so. */
  dispose(): void;
}

/**
 * How long to settle.
 *
 * Step t = 0, 1, ...: `evaluate`; if t is a multiple of `traceEvery`, `measure` appends a trace row, and settling stops
 * when the norm column is at most `tolerance` (settled) or an energy or norm is not finite (diverged) or the energy,
 * summed over the first `energyColumns` columns, has risen over `risesToDiverge` traced steps in a row and is above
 * its first value (diverged); else `update`. After the last step `evaluate` and `measure` run once more, so that the
 * last row always belongs to the final values and the buffers are consistent with them.
 */
export interface SettleOptions {
  /** Most steps to take. */
  readonly steps: number;
  /** Stop when the norm column is at most this; 0 never stops early (an exact zero norm does). */
  readonly tolerance: number;
  /** Trace every so many steps; 0 traces only the final state (then neither tolerance nor divergence is looked at before). */
  readonly traceEvery: number;
  /** How many traced rises of the energy in a row count as divergence. */
  readonly risesToDiverge: number;
}

/** What happened while settling. */
export interface SettleRun {
  readonly status: 'settled' | 'step-limit' | 'diverged';
  /** Updates taken. */
  readonly steps: number;
  /** Trace rows, one after the other, `rows * traceLength` numbers; the last row is of the final values. */
  readonly trace: Float64Array;
  /** Step number of each trace row. */
  readonly tracedSteps: Int32Array;
}
