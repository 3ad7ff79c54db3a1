import type { FreeEnergy } from '../energy/free-energy.ts';
import type { Model } from '../model.ts';

/** Traced rises of the free energy in a row that count as divergence. */
export const RISES_TO_DIVERGE = 10;

/** What happened while a model took settle steps. */
export interface SettleCourse {
  readonly status: 'settled' | 'step-limit' | 'diverged';
  /** Updates taken. */
  readonly steps: number;
  /** Free energy before the first step and after each. */
  readonly trace: readonly FreeEnergy[];
  /** Largest gradient norm at each of them. */
  readonly norms: readonly number[];
  /** Trace row of the final values. */
  readonly last: ArrayLike<number>;
}

/** Takes settle steps in one go; the trace is that of the whole batch. */
export function settleTogether(model: Model, steps: number, tolerance: number): SettleCourse {
  const { program, columns } = model.built;
  const length = program.traceLength;
  const run = model.settle({
    steps,
    tolerance,
    traceEvery: 1,
    risesToDiverge: RISES_TO_DIVERGE,
  });
  const rows = Array.from({ length: run.trace.length / length }, (_, index) =>
    run.trace.subarray(index * length, (index + 1) * length),
  );
  return {
    status: run.status,
    steps: run.steps,
    trace: rows.map((row) => model.freeEnergy(row)),
    norms: rows.map((row) => row[columns.norm]!),
    last: rows.at(-1)!,
  };
}

/** How to take settle steps one by one. */
export interface StepwiseOptions {
  readonly steps: number;
  readonly tolerance: number;
  /** What the trace says after each step, such as the free energy of the best row. */
  readonly freeEnergy: (model: Model) => FreeEnergy;
  /** Takes the step after `taken` others and returns the trace row at its end; the program's own step when absent. */
  readonly advance?: (taken: number) => ArrayLike<number>;
}

/** Takes settle steps one by one. */
export function settleStepwise(
  model: Model,
  {
    steps,
    tolerance,
    freeEnergy,
    advance = () => {
      model.executable.run('update');
      return model.measure();
    },
  }: StepwiseOptions,
): SettleCourse {
  const normOf = (row: ArrayLike<number>): number => row[model.built.columns.norm]!;
  let last: ArrayLike<number> = model.measure();
  const trace = [freeEnergy(model)];
  const norms = [normOf(last)];
  let taken = 0;
  while (taken < steps && Number.isFinite(normOf(last)) && !(normOf(last) <= tolerance)) {
    last = advance(taken);
    taken++;
    trace.push(freeEnergy(model));
    norms.push(normOf(last));
  }
  const status = !Number.isFinite(normOf(last))
    ? 'diverged'
    : normOf(last) <= tolerance
      ? 'settled'
      : 'step-limit';
  return { status, steps: taken, trace, norms, last };
}
