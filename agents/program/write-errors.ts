import { namedLevel, type Connection, type Hierarchy, unitsOf } from '../hierarchy.ts';
import type { CovarianceBuffers, ModulationBuffers } from './built-program.ts';
import type { BufferId, Operation } from './program.ts';
import type { Emit, Writer } from './writer.ts';

/** What the weighted errors of a level are computed from. */
export interface ErrorTask {
  readonly name: (what: string) => string;
  readonly batch: number;
  readonly errors: number;
  readonly connection: Connection;
  readonly sensed: BufferId;
  readonly prediction: BufferId;
  readonly predictionErrors: BufferId;
  readonly weightedErrors: BufferId;
  readonly precision: BufferId;
  readonly modulation: ModulationBuffers | null;
  readonly covariance: CovarianceBuffers | null;
}

/** errors = sensed - prediction, and what they weigh: minus the slope of the energy of the level. */
export function writeErrors(writer: Writer, emit: Emit, task: ErrorTask): void {
  const { name, batch, errors, sensed, prediction, predictionErrors, weightedErrors } = task;
  const { precision, modulation, covariance, connection } = task;
  const length = batch * errors;
  const shape = { rows: batch, columns: errors } as const;
  emit({ op: 'subtract', out: predictionErrors, left: sensed, right: prediction, length });
  if (connection.likelihood === 'categorical') {
    const counts = writer.buffer(name('weighted counts'), batch, errors);
    emit(
      { op: 'scaleByRow', out: counts, from: sensed, row: precision, ...shape },
      { op: 'categoricalErrors', out: weightedErrors, from: counts, softmax: prediction, ...shape },
    );
    return;
  }
  if (covariance !== null) {
    emit(...correlated(writer, task, covariance));
    return;
  }
  emit({
    op: 'scaleByRow',
    out: weightedErrors,
    from: predictionErrors,
    row: precision,
    ...shape,
  });
  if (modulation === null) return;
  emit({
    op: 'multiply',
    out: weightedErrors,
    left: weightedErrors,
    right: modulation.factor,
    length,
  });
}

/** D^1/2 L L' D^1/2 e, row by row. */
function correlated(
  { buffer, prepare }: Writer,
  { name, batch, errors, predictionErrors, weightedErrors }: ErrorTask,
  { root, factor }: CovarianceBuffers,
): readonly Operation[] {
  const scaled = buffer(name('errors scaled'), batch, errors);
  const whitened = buffer(name('errors whitened'), batch, errors);
  const flipped = buffer(name('precision factor transposed'), errors, errors);
  const shape = { rows: batch, columns: errors } as const;
  const product = { rows: batch, inner: errors, columns: errors, accumulate: false } as const;
  prepare({ op: 'transpose', out: flipped, from: factor, rows: errors, columns: errors });
  return [
    { op: 'scaleByRow', out: scaled, from: predictionErrors, row: root, ...shape },
    { op: 'matmul', out: whitened, left: scaled, right: factor, ...product },
    { op: 'matmul', out: weightedErrors, left: whitened, right: flipped, ...product },
    { op: 'multiplyRow', out: weightedErrors, row: root, ...shape },
  ];
}

/** Declares the buffers of log precisions that come from a level, and writes e^s; `null` where there are none. */
export function writeModulation(
  { buffer, prepare, evaluate, measure }: Writer,
  hierarchy: Hierarchy,
  {
    leader,
    name,
    batch,
    errors,
    values,
    isHeld,
  }: {
    readonly leader: number;
    readonly name: (what: string) => string;
    readonly batch: number;
    readonly errors: number;
    readonly values: (level: number) => BufferId;
    readonly isHeld: (level: number) => boolean;
  },
): ModulationBuffers | null {
  const level = namedLevel(hierarchy, leader, 'precisionFrom');
  if (level === null) return null;
  const units = unitsOf(hierarchy.levels[level]!);
  const index = Int32Array.from({ length: errors }, (_, error) =>
    Math.floor((error * units) / errors),
  );
  const unitOfError = buffer(name('log precision of error'), 1, errors, index);
  const logPrecision = buffer(name('log precisions'), batch, errors);
  const factor = buffer(name('precision factors'), batch, errors);
  const minusHalfCounted = buffer(name('minus half counted'), 1, errors);
  const rowEnergy = buffer(name('log determinant'), batch, 1);
  const emit = isHeld(level) ? prepare : evaluate;
  emit(
    {
      op: 'gather',
      out: logPrecision,
      from: values(level),
      index: unitOfError,
      rows: batch,
      outColumns: errors,
      fromColumns: units,
    },
    { op: 'exponential', out: factor, from: logPrecision, length: batch * errors },
  );
  measure({
    op: 'weightedSumRows',
    out: rowEnergy,
    from: logPrecision,
    weight: minusHalfCounted,
    rows: batch,
    columns: errors,
  });
  const slope = isHeld(level) ? null : buffer(name('slope of log precisions'), batch, errors);
  return { level, unitOfError, factor, minusHalfCounted, rowEnergy, slope };
}
