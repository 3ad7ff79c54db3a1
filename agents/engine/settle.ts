import type { Program } from '../program/program.ts';
import type { SettleOptions, SettleRun } from './engine.ts';

/** What settling does at each step. */
export interface SettlePhases {
  evaluate(): void;
  /** The trace row at the present values, copied. */
  measure(): Float64Array;
  update(): void;
}

/** Takes settle steps until one of the reasons to stop in {@link SettleOptions} holds. */
export function settle(
  program: Program,
  phases: SettlePhases,
  { steps, tolerance, traceEvery, risesToDiverge }: SettleOptions,
): SettleRun {
  const judge = createJudge(program, tolerance, risesToDiverge);
  const rows: Float64Array[] = [];
  const tracedSteps: number[] = [];
  let status: SettleRun['status'] | null = null;
  let step = 0;
  for (;;) {
    phases.evaluate();
    if (step === steps || (traceEvery > 0 && step % traceEvery === 0)) {
      const row = phases.measure();
      rows.push(row);
      tracedSteps.push(step);
      status = judge(row) ?? (step === steps ? 'step-limit' : null);
      if (status !== null) break;
    }
    phases.update();
    step += 1;
  }
  const trace = new Float64Array(rows.length * program.traceLength);
  for (const [index, row] of rows.entries()) trace.set(row, index * program.traceLength);
  return { status, steps: step, trace, tracedSteps: Int32Array.from(tracedSteps) };
}

/** Says of one trace row after the other whether settling is over, remembering how the energy went. */
export function createJudge(
  { energyColumns, normColumn }: Program,
  tolerance: number,
  risesToDiverge: number,
): (row: Float64Array) => 'settled' | 'diverged' | null {
  let first: number | null = null;
  let previous = Infinity;
  let rises = 0;
  return (row) => {
    const norm = row[normColumn]!;
    const energy = row.subarray(0, energyColumns).reduce((sum, part) => sum + part, 0);
    if (!Number.isFinite(norm) || !Number.isFinite(energy)) return 'diverged';
    if (norm <= tolerance) return 'settled';
    first ??= energy;
    rises = energy > previous ? rises + 1 : 0;
    previous = energy;
    return rises >= risesToDiverge && energy > first ? 'diverged' : null;
  };
}
