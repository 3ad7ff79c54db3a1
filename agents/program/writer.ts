import type { BufferDeclaration, BufferId, Operation, Program } from './program.ts';

/** Appends operations to a list. */
export type Emit = (...operations: readonly Operation[]) => void;

/** Collects the buffers and operations of a program while it is written. */
export interface Writer {
  /** Declares a buffer; with `indices`, a constant index buffer. */
  readonly buffer: (name: string, rows: number, columns: number, indices?: Int32Array) => BufferId;
  readonly prepare: Emit;
  readonly start: Emit;
  readonly evaluate: Emit;
  readonly measure: Emit;
  readonly update: Emit;
  readonly learn: Emit;
  /** Everything that has been written. */
  readonly program: (
    rest: Pick<Program, 'traceLength' | 'energyColumns' | 'normColumn'>,
  ) => Program;
}

/** A writer that has written nothing yet. */
export function createWriter(): Writer {
  const buffers: BufferDeclaration[] = [];
  const phases = {
    prepare: [] as Operation[],
    start: [] as Operation[],
    evaluate: [] as Operation[],
    measure: [] as Operation[],
    update: [] as Operation[],
    learn: [] as Operation[],
  };
  const emitTo =
    (list: Operation[]): Emit =>
    (...operations) => {
      list.push(...operations);
    };
  return {
    buffer: (name, rows, columns, indices) =>
      buffers.push(
        indices === undefined ? { name, rows, columns } : { name, rows, columns, indices },
      ) - 1,
    prepare: emitTo(phases.prepare),
    start: emitTo(phases.start),
    evaluate: emitTo(phases.evaluate),
    measure: emitTo(phases.measure),
    update: emitTo(phases.update),
    learn: emitTo(phases.learn),
    program: (rest) => ({ buffers, ...phases, ...rest }),
  };
}
