import {
  checkHierarchy,
  connectionShape,
  unitsOf,
  type ConnectionShape,
  type Hierarchy,
} from '../hierarchy.ts';
import type { BufferDeclaration, BufferId, Operation, Program } from './program.ts';

/** A hierarchy as a program, with the buffers that its quantities live in. */
export interface BuiltProgram {
  readonly program: Program;
  readonly batch: number;
  /** One entry per level, sensory first. */
  readonly levels: readonly LevelBuffers[];
  /** One entry per connection; entry l predicts level l. */
  readonly connections: readonly ConnectionBuffers[];
  /** Step size of settling, one number. */
  readonly inferenceRate: BufferId;
  readonly columns: TraceColumns;
}

/** Buffers of one level. Matrices have one row per observation of the batch. */
export interface LevelBuffers {
  readonly units: number;
  readonly values: BufferId;
  /** dF/dvalues of the smooth part of F; `null` for a level that is held. */
  readonly gradient: BufferId | null;
  /** 1 for units that may move, 0 for clamped ones. */
  readonly free: BufferId;
  readonly prior: PriorBuffers | null;
}

/** Buffers of a prior; which ones exist depends on its kind. */
export type PriorBuffers =
  | {
      readonly kind: 'gaussian';
      readonly minusMean: BufferId;
      readonly precision: BufferId;
      readonly rowEnergy: BufferId;
    }
  | {
      readonly kind: 'laplace' | 'cauchy';
      readonly weight: BufferId;
      readonly rowEnergy: BufferId;
    };

/** Buffers of one connection. */
export interface ConnectionBuffers {
  readonly shape: ConnectionShape;
  /** Generative weights, `lower x upper`. */
  readonly lowerFromUpper: BufferId;
  readonly bias: BufferId | null;
  /** Precision in force, one per error. */
  readonly precision: BufferId;
  /** g's argument. */
  readonly preactivation: BufferId;
  readonly prediction: BufferId;
  readonly predictionErrors: BufferId;
  readonly weightedErrors: BufferId;
  /** Energy 1/2 sum precision error^2 of each observation. */
  readonly rowEnergy: BufferId;
  /** -dF/dweights, -dF/dbias and squared errors, summed over the batch; `null` unless built for learning. */
  readonly learning: {
    readonly weights: BufferId;
    readonly bias: BufferId | null;
    readonly squaredErrors: BufferId;
  } | null;
}

/** Which trace column holds what. */
export interface TraceColumns {
  /** Energy of the prediction errors of each connection, summed over the batch. */
  readonly errorEnergy: readonly number[];
  /** Energy of each level's prior; `null` without one. */
  readonly priorEnergy: readonly (number | null)[];
  /** Gradient norm of each level. */
  readonly levelNorm: readonly number[];
  readonly norm: number;
}

/** What the program is for. */
export interface BuildOptions {
  /** Observations settled side by side. */
  readonly batch: number;
  /** Levels whose values never move; what depends on them alone is computed once, before settling. */
  readonly held: ReadonlySet<number>;
  /** Whether weight gradients and precision statistics are wanted. */
  readonly learning: boolean;
}

/**
 * Writes the arithmetic of a hierarchy down.
 *
 *   prediction_l = g(W f(x_{l+1}) + b),  e_l = x_l - prediction_l,  F = sum_l 1/2 e_l' Pi_l e_l + priors + constants
 *   dF/dx_l = Pi_l e_l - f'(x_l) .* W_{l-1}' (g' .* Pi_{l-1} e_{l-1}) + dprior/dx_l
 *   -dF/dW_l = (g' .* Pi_l e_l) f(x_{l+1})'
 *
 * @throws {HelmholtzError} `bad-shape` if the hierarchy does not fit together.
 */
export function buildProgram(
  hierarchy: Hierarchy,
  { batch, held, learning }: BuildOptions,
): BuiltProgram {
  checkHierarchy(hierarchy);
  const writer = createWriter();
  const { buffer } = writer;
  const inferenceRate = buffer('inferenceRate', 1, 1);
  const columns = traceColumns(hierarchy);

  const levels = hierarchy.levels.map((level, index): LevelBuffers => {
    const units = unitsOf(level);
    const name = (what: string): string => `level ${index} ${what}`;
    const { prior } = level;
    return {
      units,
      values: buffer(name('values'), batch, units),
      gradient: held.has(index) ? null : buffer(name('gradient'), batch, units),
      free: buffer(name('free'), 1, units),
      prior:
        prior === undefined
          ? null
          : prior.kind === 'gaussian'
            ? {
                kind: 'gaussian',
                minusMean: buffer(name('minus prior mean'), 1, units),
                precision: buffer(name('prior precision'), 1, units),
                rowEnergy: buffer(name('prior energy'), batch, 1),
              }
            : {
                kind: prior.kind,
                weight: buffer(name('prior weight'), 1, units),
                rowEnergy: buffer(name('prior energy'), batch, 1),
              },
    };
  });

  const parts = hierarchy.connections.map((_, index) =>
    writeConnection(writer, hierarchy, levels, { index, batch, held, learning }),
  );
  const deltas = parts.map(({ delta }) => delta);
  const connections = parts.map(({ buffers }) => buffers);

  for (const [index, level] of levels.entries()) {
    writeLevel(writer, hierarchy, {
      index,
      level,
      batch,
      connections,
      deltas,
      columns,
      inferenceRate,
    });
  }
  for (const [index, connection] of connections.entries()) {
    const { predictionErrors, weightedErrors, rowEnergy, shape } = connection;
    writer.measure(
      {
        op: 'halfDotRows',
        out: rowEnergy,
        left: predictionErrors,
        right: weightedErrors,
        rows: batch,
        columns: shape.errors,
      },
      { op: 'traceSum', column: columns.errorEnergy[index]!, from: rowEnergy, length: batch },
    );
  }
  const energyColumns = columns.levelNorm[0]!;
  return {
    program: writer.program({
      traceLength: columns.norm + 1,
      energyColumns,
      normColumn: columns.norm,
    }),
    batch,
    levels,
    connections,
    inferenceRate,
    columns,
  };
}

function traceColumns(hierarchy: Hierarchy): TraceColumns {
  let next = 0;
  return {
    errorEnergy: hierarchy.connections.map(() => next++),
    priorEnergy: hierarchy.levels.map(({ prior }) => (prior === undefined ? null : next++)),
    levelNorm: hierarchy.levels.map(() => next++),
    norm: next,
  };
}

type Emit = (...operations: readonly Operation[]) => void;

interface Writer {
  readonly buffer: (name: string, rows: number, columns: number, indices?: Int32Array) => BufferId;
  readonly prepare: Emit;
  readonly evaluate: Emit;
  readonly measure: Emit;
  readonly update: Emit;
  readonly learn: Emit;
  readonly program: (
    rest: Pick<Program, 'traceLength' | 'energyColumns' | 'normColumn'>,
  ) => Program;
}

function createWriter(): Writer {
  const buffers: BufferDeclaration[] = [];
  const phases = {
    prepare: [] as Operation[],
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
    evaluate: emitTo(phases.evaluate),
    measure: emitTo(phases.measure),
    update: emitTo(phases.update),
    learn: emitTo(phases.learn),
    program: (rest) => ({ buffers, ...phases, ...rest }),
  };
}

/** Predictions, errors and weighted errors of one connection, and what learning needs of it. */
function writeConnection(
  writer: Writer,
  hierarchy: Hierarchy,
  levels: readonly LevelBuffers[],
  {
    index,
    batch,
    held,
    learning,
  }: { index: number; batch: number; held: ReadonlySet<number>; learning: boolean },
): { buffers: ConnectionBuffers; delta: BufferId } {
  const { buffer } = writer;
  const connection = hierarchy.connections[index]!;
  const shape = connectionShape(hierarchy, index);
  const lower = levels[index]!;
  const upper = levels[index + 1]!;
  const name = (what: string): string => `connection ${index} ${what}`;
  const blocks = batch * shape.windows;
  const size = blocks * shape.lower;
  const lowerHeld = held.has(index);
  const upperHeld = held.has(index + 1);

  const lowerFromUpper = buffer(name('weights'), shape.lower, shape.upper);
  const transposed = buffer(name('weights transposed'), shape.upper, shape.lower);
  const bias = connection.biased ? buffer(name('bias'), 1, shape.lower) : null;
  const precision = buffer(name('precision'), 1, shape.errors);
  const preactivation = buffer(name('preactivation'), blocks, shape.lower);
  const linearOut = connection.outputActivation === 'linear';
  const prediction = linearOut ? preactivation : buffer(name('prediction'), blocks, shape.lower);
  const predictionErrors = buffer(name('errors'), batch, shape.errors);
  const weightedErrors = buffer(name('weighted errors'), batch, shape.errors);

  writer.prepare({
    op: 'transpose',
    out: transposed,
    from: lowerFromUpper,
    rows: shape.lower,
    columns: shape.upper,
  });

  // What depends on a held level alone is computed once.
  const predict = upperHeld ? writer.prepare : writer.evaluate;
  let activated = upper.values;
  if (connection.activation !== 'linear') {
    activated = buffer(name('activated'), batch, upper.units);
    predict({
      op: 'activate',
      out: activated,
      from: upper.values,
      length: batch * upper.units,
      activation: connection.activation,
    });
  }
  predict({
    op: 'matmul',
    out: preactivation,
    left: activated,
    right: transposed,
    rows: blocks,
    inner: shape.upper,
    columns: shape.lower,
    accumulate: false,
  });
  if (bias !== null) {
    predict({ op: 'addRow', out: preactivation, row: bias, rows: blocks, columns: shape.lower });
  }
  if (!linearOut) {
    predict({
      op: 'activate',
      out: prediction,
      from: preactivation,
      length: size,
      activation: connection.outputActivation,
    });
  }

  let sensed = lower.values;
  if (shape.unitOfError !== null) {
    sensed = buffer(name('windows of the lower level'), batch, shape.errors);
    const indices = buffer(name('unit of error'), 1, shape.errors, shape.unitOfError);
    const gather = lowerHeld ? writer.prepare : writer.evaluate;
    gather({
      op: 'gather',
      out: sensed,
      from: lower.values,
      index: indices,
      rows: batch,
      outColumns: shape.errors,
      fromColumns: lower.units,
    });
    if (lower.gradient !== null) {
      // The level's own gradient starts from the weighted errors of all windows that see a unit.
      writer.evaluate({ op: 'fill', out: lower.gradient, value: 0, length: batch * lower.units });
    }
    compare();
    if (lower.gradient !== null) {
      writer.evaluate({
        op: 'scatterAdd',
        out: lower.gradient,
        from: weightedErrors,
        index: indices,
        rows: batch,
        outColumns: lower.units,
        fromColumns: shape.errors,
      });
    }
  } else {
    compare();
    if (lower.gradient !== null) {
      writer.evaluate({
        op: 'copy',
        out: lower.gradient,
        from: weightedErrors,
        length: batch * lower.units,
      });
    }
  }

  function compare(): void {
    const emit = lowerHeld && upperHeld ? writer.prepare : writer.evaluate;
    emit(
      { op: 'subtract', out: predictionErrors, left: sensed, right: prediction, length: size },
      {
        op: 'scaleByRow',
        out: weightedErrors,
        from: predictionErrors,
        row: precision,
        rows: batch,
        columns: shape.errors,
      },
    );
  }

  // delta = g'(preactivation) .* weighted errors: what travels up, and what learning pairs with f(x).
  let delta = weightedErrors;
  if (!linearOut && (learning || !upperHeld)) {
    delta = buffer(name('delta'), blocks, shape.lower);
    const emit = upperHeld ? writer.learn : writer.evaluate;
    emit(
      {
        op: 'derivative',
        out: delta,
        from: preactivation,
        length: size,
        activation: connection.outputActivation,
      },
      { op: 'multiply', out: delta, left: delta, right: weightedErrors, length: size },
    );
  }

  let learned: ConnectionBuffers['learning'] = null;
  if (learning) {
    learned = {
      weights: buffer(name('weight descent'), shape.lower, shape.upper),
      bias: bias === null ? null : buffer(name('bias descent'), 1, shape.lower),
      squaredErrors: buffer(name('squared errors'), 1, shape.errors),
    };
    const deltaTransposed = buffer(name('delta transposed'), shape.lower, blocks);
    writer.learn(
      { op: 'transpose', out: deltaTransposed, from: delta, rows: blocks, columns: shape.lower },
      {
        op: 'matmul',
        out: learned.weights,
        left: deltaTransposed,
        right: activated,
        rows: shape.lower,
        inner: blocks,
        columns: shape.upper,
        accumulate: false,
      },
      {
        op: 'sumSquaresRows',
        out: learned.squaredErrors,
        from: predictionErrors,
        rows: batch,
        columns: shape.errors,
      },
    );
    if (learned.bias !== null) {
      writer.learn({
        op: 'sumRows',
        out: learned.bias,
        from: delta,
        rows: blocks,
        columns: shape.lower,
      });
    }
  }
  return {
    buffers: {
      shape,
      lowerFromUpper,
      bias,
      precision,
      preactivation,
      prediction,
      predictionErrors,
      weightedErrors,
      rowEnergy: buffer(name('energy'), batch, 1),
      learning: learned,
    },
    delta,
  };
}

/** dF/dvalues of one level, its prior, its norm and its step. Runs after all connections have been written. */
function writeLevel(
  writer: Writer,
  hierarchy: Hierarchy,
  {
    index,
    level,
    batch,
    connections,
    deltas,
    columns,
    inferenceRate,
  }: {
    index: number;
    level: LevelBuffers;
    batch: number;
    connections: readonly ConnectionBuffers[];
    deltas: readonly BufferId[];
    columns: TraceColumns;
    inferenceRate: BufferId;
  },
): void {
  const { buffer } = writer;
  const { units, values, gradient, prior } = level;
  const length = batch * units;
  const name = (what: string): string => `level ${index} ${what}`;

  if (gradient !== null && index === connections.length) {
    writer.evaluate({ op: 'fill', out: gradient, value: 0, length });
  }
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
  const priorColumn = columns.priorEnergy[index];
  if (prior !== null && priorColumn !== null && priorColumn !== undefined) {
    writer.measure({ op: 'traceSum', column: priorColumn, from: prior.rowEnergy, length: batch });
  }
  if (gradient === null) return;

  const below = connections[index - 1];
  const delta = deltas[index - 1];
  const activation = hierarchy.connections[index - 1]?.activation;
  if (below !== undefined && delta !== undefined && activation !== undefined) {
    const { shape } = below;
    const fromBelow = buffer(name('message from below'), batch, units);
    writer.evaluate({
      op: 'matmul',
      out: fromBelow,
      left: delta,
      right: below.lowerFromUpper,
      rows: batch * shape.windows,
      inner: shape.lower,
      columns: shape.upper,
      accumulate: false,
    });
    if (activation !== 'linear') {
      const slope = buffer(name('slope'), batch, units);
      writer.evaluate(
        { op: 'derivative', out: slope, from: values, length, activation },
        { op: 'multiply', out: fromBelow, left: fromBelow, right: slope, length },
      );
    }
    writer.evaluate({ op: 'subtract', out: gradient, left: gradient, right: fromBelow, length });
  }
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
  writer.update({
    op: 'descend',
    values,
    gradient,
    rate: inferenceRate,
    free: level.free,
    rows: batch,
    columns: units,
  });
  if (prior?.kind === 'laplace') {
    writer.update({
      op: 'shrink',
      values,
      weight: prior.weight,
      rate: inferenceRate,
      free: level.free,
      rows: batch,
      columns: units,
    });
  }
}
