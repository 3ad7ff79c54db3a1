import type { Program } from '../../program/program.ts';
import type { SettleOptions, SettleRun } from '../engine.ts';
import { createJudge } from '../settle.ts';

/** Steps that are taken in one go. */
export interface Chunk {
  /** Whether the values have yet to be evaluated, before the first update. */
  readonly begins: boolean;
  /** Updates, each followed by an evaluation. */
  readonly updates: number;
}

/**
 * Takes settle steps as the contract of {@link SettleOptions} says, in as few goes as the trace allows: those between
 * two trace rows together.
 *
 * @param advance Takes the steps of a chunk and returns the trace row at its end.
 */
export function settleInChunks(
  program: Program,
  { steps, tolerance, traceEvery, risesToDiverge }: SettleOptions,
  advance: (chunk: Chunk) => Float64Array,
): SettleRun {
  const judge = createJudge(program, tolerance, risesToDiverge);
  const rows: Float64Array[] = [];
  const tracedSteps: number[] = [];
  let status: SettleRun['status'] | null = null;
  let step = traceEvery === 0 ? steps : 0;
  let chunk: Chunk = { begins: true, updates: step };
  for (;;) {
    const row = advance(chunk);
    rows.push(row);
    tracedSteps.push(step);
    status = judge(row) ?? (step === steps ? 'step-limit' : null);
    if (status !== null) break;
    chunk = { begins: false, updates: Math.min(traceEvery, steps - step) };
    step += chunk.updates;
  }
  const trace = new Float64Array(rows.length * program.traceLength);
  for (const [index, row] of rows.entries()) trace.set(row, index * program.traceLength);
  return { status, steps: step, trace, tracedSteps: Int32Array.from(tracedSteps) };
}
