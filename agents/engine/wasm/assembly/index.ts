/**
 * The compiled part of the `wasm` engine: executes encoded programs (see ../opcodes.ts) in an imported memory. One
 * instance serves one program, whose layout is set once with `describe`.
 */
import {
  STATUS_DIVERGED,
  STATUS_SETTLED,
  STATUS_STEP_LIMIT,
  STATUS_TRACE_FULL,
} from '../opcodes';
import { execute } from './interpreter';
import { MATMUL_SCRATCH_BYTES } from './matmul';

/** The memory begins with the constants of the compiler; scratch memory follows. */
// @ts-ignore: decorator
@inline
function scratchAddress(): usize {
  return (__heap_base + 63) & ~63;
}

/** First byte that the caller may use, a multiple of 64. */
export function firstFreeByte(): usize {
  return scratchAddress() + MATMUL_SCRATCH_BYTES;
}

let evaluate: usize = 0;
let measure: usize = 0;
let update: usize = 0;
let traceLength: usize = 0;
let energyColumns: usize = 0;
let normColumn: usize = 0;

/** Sets where the lists of operations used by settling lie, and the shape of a trace row. */
export function describe(
  evaluateList: usize,
  measureList: usize,
  updateList: usize,
  traceColumns: usize,
  energies: usize,
  norm: usize,
): void {
  evaluate = evaluateList;
  measure = measureList;
  update = updateList;
  traceLength = traceColumns;
  energyColumns = energies;
  normColumn = norm;
}

/** Executes one list of operations; tracing ones write to `traceRow`. */
export function run(list: usize, traceRow: usize): void {
  execute(list, traceRow, scratchAddress());
}

/** Clears a trace row and fills it. */
export function measureInto(traceRow: usize): void {
  memory.fill(traceRow, 0, traceLength * 8);
  execute(measure, traceRow, scratchAddress());
}

let step: i32 = 0;
let rises: i32 = 0;
let tracedBefore: bool = false;
let firstEnergy: f64 = 0;
let previousEnergy: f64 = 0;
let rowCount: usize = 0;

/** Starts a new run of settling at step 0. */
export function begin(): void {
  step = 0;
  rises = 0;
  tracedBefore = false;
}

/** Updates taken since `begin`. */
export function stepsTaken(): i32 {
  return step;
}

/** Trace rows written by the latest `settle`. */
export function rowsTraced(): usize {
  return rowCount;
}

/**
 * Settles until a reason to stop is found and returns its status code. When all `capacity` trace rows are in use it
 * returns `STATUS_TRACE_FULL`: calling it again goes on where it was and overwrites them.
 */
export function settle(
  steps: i32,
  tolerance: f64,
  traceEvery: i32,
  risesToDiverge: i32,
  traceRows: usize,
  tracedSteps: usize,
  capacity: usize,
): i32 {
  const scratch = scratchAddress();
  rowCount = 0;
  while (true) {
    const isLast = step >= steps;
    const isTraced = isLast || (traceEvery > 0 && step % traceEvery == 0);
    if (isTraced && rowCount == capacity) return STATUS_TRACE_FULL;
    execute(evaluate, 0, scratch);
    if (isTraced) {
      const row = traceRows + rowCount * traceLength * 8;
      measureInto(row);
      store<i32>(tracedSteps + rowCount * 4, step);
      rowCount++;
      const status = judge(row, tolerance, risesToDiverge);
      if (status != STATUS_STEP_LIMIT) return status;
      if (isLast) return STATUS_STEP_LIMIT;
    }
    execute(update, 0, scratch);
    step++;
  }
}

/** What a trace row says: settled, diverged, or (step limit) neither. */
function judge(row: usize, tolerance: f64, risesToDiverge: i32): i32 {
  const norm = load<f64>(row + normColumn * 8);
  let energy: f64 = 0;
  for (let column: usize = 0; column < energyColumns; column++) {
    energy += load<f64>(row + column * 8);
  }
  if (!isFinite(norm) || !isFinite(energy)) return STATUS_DIVERGED;
  if (norm <= tolerance) return STATUS_SETTLED;
  if (!tracedBefore) {
    tracedBefore = true;
    firstEnergy = energy;
  } else {
    rises = energy > previousEnergy ? rises + 1 : 0;
  }
  previousEnergy = energy;
  return rises >= risesToDiverge && energy > firstEnergy ? STATUS_DIVERGED : STATUS_STEP_LIMIT;
}
