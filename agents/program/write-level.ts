import type { LevelBuffers, ModulationBuffers, TraceColumns } from './built-program.ts';
import type { BufferId } from './program.ts';
import type { Contribution } from './contribution.ts';
import { writeUpdate } from './write-update.ts';
import type { Writer } from './writer.ts';

/** A connection that sends prediction errors up to a level. */
export interface Message {
  readonly contribution: Contribution;
  /** g' .* weighted errors of the level that it predicts. */
  readonly delta: BufferId;
}

interface LevelTask {
  readonly index: number;
  readonly level: LevelBuffers;
  readonly batch: number;
  readonly isPredicted: boolean;
  /** Everything that this level predicts. */
  readonly messages: readonly Message[];
  /** Prediction errors whose log precision this level holds. */
  readonly modulations: readonly (ModulationBuffers & { readonly errors: number })[];
  readonly columns: TraceColumns;
  readonly inferenceRate: BufferId;
  readonly momentum: BufferId | null;
  readonly fixedPredictions: boolean;
}

/** dF/dvalues of one level, its prior, its norm and its step. Runs after all predictions have been written. */
export function writeLevel(writer: Writer, task: LevelTask): void {
  const { buffer } = writer;
  const { index, level, batch, isPredicted, messages, columns } = task;
  const { units, values, gradient, prior } = level;
  const length = batch * units;
  const name = (what: string): string => `level ${index} ${what}`;

  if (gradient !== null && !isPredicted) {
    writer.evaluate({ op: 'fill', out: gradient, value: 0, length });
  }
  writePriorEnergy(writer, task);
  if (gradient === null) return;

  for (const { slope, unitOfError, errors } of task.modulations) {
    if (slope === null) continue;
    writer.evaluate({
      op: 'scatterAdd',
      out: gradient,
      from: slope,
      index: unitOfError,
      rows: batch,
      outColumns: units,
      fromColumns: errors,
    });
  }
  for (const message of messages) writeMessage(writer, { ...task, gradient, message });
  if (prior?.kind === 'cauchy') {
    writer.evaluate({
      op: 'cauchySlope',
      out: gradient,
      from: values,
      weight: prior.weight,
      rows: batch,
      columns: units,
    });
  }

  let steepest = gradient;
  if (prior?.kind === 'laplace') {
    steepest = buffer(name('steepest slope'), batch, units);
    writer.measure(
      { op: 'copy', out: steepest, from: gradient, length },
      {
        op: 'laplaceSlope',
        out: steepest,
        from: values,
        weight: prior.weight,
        rows: batch,
        columns: units,
      },
    );
  }
  const shared = { from: steepest, free: level.free, rows: batch, columns: units } as const;
  writer.measure(
    { op: 'traceNorm', column: columns.levelNorm[index]!, ...shared },
    { op: 'traceNorm', column: columns.norm, ...shared },
  );
  writeUpdate(writer, { ...task, gradient });
}

/** Energy of the prior, and the slope of a Gaussian one. */
function writePriorEnergy(writer: Writer, { index, level, batch, columns }: LevelTask): void {
  const { buffer } = writer;
  const { units, values, gradient, prior } = level;
  const length = batch * units;
  const name = (what: string): string => `level ${index} ${what}`;
  if (prior?.kind === 'gaussian') {
    const errors = buffer(name('prior errors'), batch, units);
    const weighted = buffer(name('weighted prior errors'), batch, units);
    writer.evaluate(
      { op: 'copy', out: errors, from: values, length },
      { op: 'addRow', out: errors, row: prior.minusMean, rows: batch, columns: units },
      {
        op: 'scaleByRow',
        out: weighted,
        from: errors,
        row: prior.precision,
        rows: batch,
        columns: units,
      },
    );
    if (gradient !== null) {
      writer.evaluate({ op: 'add', out: gradient, left: gradient, right: weighted, length });
    }
    writer.measure({
      op: 'halfDotRows',
      out: prior.rowEnergy,
      left: errors,
      right: weighted,
      rows: batch,
      columns: units,
    });
  } else if (prior !== null) {
    writer.measure({
      op: prior.kind === 'laplace' ? 'laplaceRows' : 'cauchyRows',
      out: prior.rowEnergy,
      from: values,
      weight: prior.weight,
      rows: batch,
      columns: units,
    });
  }
  const column = columns.priorEnergy[index];
  if (prior !== null && column !== null && column !== undefined) {
    writer.measure({ op: 'traceSum', column, from: prior.rowEnergy, length: batch });
  }
}

/** Subtracts f'(x) .* W' delta from the gradient of the level that predicts. */
function writeMessage(
  writer: Writer,
  {
    index,
    level: { units, values },
    batch,
    gradient,
    fixedPredictions,
    message: { contribution, delta },
  }: LevelTask & { readonly gradient: BufferId; readonly message: Message },
): void {
  const { buffer } = writer;
  const { sendBack, activation, activated } = contribution;
  const length = batch * units;
  const name = (what: string): string => `level ${index} ${what}`;
  if (sendBack === null) {
    writer.evaluate({ op: 'subtract', out: gradient, left: gradient, right: delta, length });
    return;
  }
  const fromBelow = buffer(name('message from below'), batch, units);
  writer.evaluate(...sendBack(delta, fromBelow));
  if (activation === 'softmax') {
    const sloped = buffer(name('message through softmax'), batch, units);
    writer.evaluate(
      {
        op: 'softmaxSlopeRows',
        out: sloped,
        from: fromBelow,
        softmax: activated,
        rows: batch,
        columns: units,
      },
      { op: 'subtract', out: gradient, left: gradient, right: sloped, length },
    );
    return;
  }
  if (activation !== 'linear') {
    const slope = buffer(name('slope'), batch, units);
    const emit = fixedPredictions ? writer.prepare : writer.evaluate;
    emit({ op: 'derivative', out: slope, from: values, length, activation });
    writer.evaluate({ op: 'multiply', out: fromBelow, left: fromBelow, right: slope, length });
  }
  writer.evaluate({ op: 'subtract', out: gradient, left: gradient, right: fromBelow, length });
}
