import type { LevelPrediction } from '../graph.ts';
import { connectionShape, type Hierarchy } from '../hierarchy.ts';
import type { BuildOptions, LevelBuffers, PredictionBuffers } from './built-program.ts';
import type { BufferId, Operation } from './program.ts';
import type { Contribution } from './contribution.ts';
import { writeErrors, writeModulation } from './write-errors.ts';
import type { Writer } from './writer.ts';

/** The prediction of a level as it has been written. */
export interface WrittenPrediction {
  readonly buffers: PredictionBuffers;
  /** Computes the prediction at the present values, without what `prepare` has computed. */
  readonly predict: readonly Operation[];
}

interface PredictionTask extends Pick<
  BuildOptions,
  'batch' | 'held' | 'learning' | 'fixedPredictions'
> {
  readonly prediction: LevelPrediction;
  readonly contributions: readonly Contribution[];
  /** Activations that `evaluate` computes already, by their buffer. */
  readonly evaluated: Set<BufferId>;
}

/**
 * Prediction, errors and weighted errors of one level, and its own gradient as far as its prediction goes.
 *
 * What depends on held levels alone is computed once, in `prepare`: the whole prediction, or the sum of those
 * contributions that come from held levels.
 */
export function writePrediction(
  writer: Writer,
  hierarchy: Hierarchy,
  levels: readonly LevelBuffers[],
  {
    prediction: group,
    contributions,
    batch,
    held,
    learning,
    fixedPredictions = false,
    evaluated,
  }: PredictionTask,
): WrittenPrediction {
  const { buffer } = writer;
  const { level, uppers } = group;
  const leader = group.connections[0]!;
  const connection = hierarchy.connections[leader]!;
  const { outputActivation, likelihood = 'gaussian' } = connection;
  const { errors, unitOfError, windows } = connectionShape(hierarchy, leader);
  const lower = levels[level]!;
  const name = (what: string): string => `level ${level} ${what}`;
  const size = batch * errors;
  const blocks = batch * windows;
  const blockUnits = errors / windows;
  const uppersHeld = uppers.every((upper) => held.has(upper));
  /** Whether the prediction is computed in `prepare`. */
  const isOnce = uppersHeld || fixedPredictions;

  const precision = buffer(name('precision'), 1, errors);
  const preactivation = buffer(name('preactivation'), blocks, blockUnits);
  const linearOut = outputActivation === 'linear';
  const prediction = linearOut ? preactivation : buffer(name('prediction'), blocks, blockUnits);
  const predictionErrors = buffer(name('errors'), batch, errors);
  const weightedErrors = buffer(name('weighted errors'), batch, errors);
  const modulation = writeModulation(writer, hierarchy, {
    ...{ leader, name, batch, errors },
    values: (index) => levels[index]!.values,
    isHeld: (index) => held.has(index),
  });
  const covariance =
    connection.precisionFactor === undefined
      ? null
      : {
          root: buffer(name('root of precision'), 1, errors),
          factor: buffer(name('precision factor'), errors, errors),
        };
  // Of a discrete level that is not observed nothing is known: it follows its prediction and sends nothing.
  const isUnobserved = likelihood !== 'gaussian' && !held.has(level);

  // What held levels contribute beside others that move is summed once.
  const fixed = isOnce ? [] : contributions.filter(({ upper }) => held.has(upper));
  const moving = contributions.filter((contribution) => !fixed.includes(contribution));
  const activations = (chosen: readonly Contribution[]): readonly Operation[] =>
    chosen.flatMap(({ activate }) => activate);
  let base: readonly Operation[] = [];
  if (fixed.length > 0) {
    const sum = buffer(name('preactivation from held levels'), blocks, blockUnits);
    writer.prepare(
      ...activations(fixed),
      ...fixed.flatMap(({ contribute }, position) => contribute(sum, position > 0)),
    );
    base = [{ op: 'copy', out: preactivation, from: sum, length: size }];
  }
  const combine: readonly Operation[] = [
    ...base,
    ...moving.flatMap(({ contribute }, position) =>
      contribute(preactivation, fixed.length > 0 || position > 0),
    ),
    ...activateOutput(),
  ];
  const predict = [...activations(moving), ...combine];
  if (isOnce) {
    writer.prepare(...predict);
  } else {
    for (const { activate, activated } of moving) {
      if (activate.length > 0 && !evaluated.has(activated)) writer.evaluate(...activate);
      evaluated.add(activated);
    }
    writer.evaluate(...combine);
  }

  function activateOutput(): readonly Operation[] {
    if (outputActivation === 'linear') return [];
    return [
      outputActivation === 'softmax'
        ? { op: 'softmaxRows', out: prediction, from: preactivation, rows: batch, columns: errors }
        : {
            op: 'activate',
            out: prediction,
            from: preactivation,
            length: size,
            activation: outputActivation,
          },
    ];
  }

  function compare(sensed: BufferId): void {
    const isFixed = modulation === null || held.has(modulation.level);
    const emit = held.has(level) && isOnce && isFixed ? writer.prepare : writer.evaluate;
    if (isUnobserved) {
      emit(
        { op: 'copy', out: lower.values, from: prediction, length: size },
        { op: 'fill', out: predictionErrors, value: 0, length: size },
        { op: 'fill', out: weightedErrors, value: 0, length: size },
      );
      return;
    }
    writeErrors(writer, emit, {
      ...{ name, batch, errors, connection, sensed, prediction, predictionErrors },
      ...{ weightedErrors, precision, modulation, covariance },
    });
    const slope = modulation?.slope ?? null;
    if (modulation === null || slope === null) return;
    // dF/ds = 1/2 (Pi e^2 - 1)
    emit(
      { op: 'multiply', out: slope, left: predictionErrors, right: weightedErrors, length: size },
      { op: 'scale', out: slope, from: slope, factor: 0.5, length: size },
      { op: 'addRow', out: slope, row: modulation.minusHalfCounted, rows: batch, columns: errors },
    );
  }

  if (unitOfError === null) {
    compare(lower.values);
    if (lower.gradient !== null) {
      writer.evaluate({
        op: 'copy',
        out: lower.gradient,
        from: weightedErrors,
        length: batch * lower.units,
      });
    }
  } else {
    const sensed = buffer(name('seen through windows'), batch, errors);
    const index = buffer(name('unit of error'), 1, errors, unitOfError);
    const gather = held.has(level) ? writer.prepare : writer.evaluate;
    gather({
      op: 'gather',
      out: sensed,
      from: lower.values,
      index,
      rows: batch,
      outColumns: errors,
      fromColumns: lower.units,
    });
    compare(sensed);
    if (lower.gradient !== null) {
      // The level's own gradient starts from the weighted errors of all windows that see a unit.
      writer.evaluate(
        { op: 'fill', out: lower.gradient, value: 0, length: batch * lower.units },
        {
          op: 'scatterAdd',
          out: lower.gradient,
          from: weightedErrors,
          index,
          rows: batch,
          outColumns: lower.units,
          fromColumns: errors,
        },
      );
    }
  }

  let delta = weightedErrors;
  // The slopes of softmax and sigmoid are part of the weighted errors of discrete levels.
  if (!linearOut && likelihood === 'gaussian' && (learning || !uppersHeld)) {
    delta = buffer(name('delta'), blocks, blockUnits);
    const emit = uppersHeld ? writer.learn : writer.evaluate;
    if (outputActivation === 'softmax') {
      emit({
        op: 'softmaxSlopeRows',
        out: delta,
        from: weightedErrors,
        softmax: prediction,
        rows: batch,
        columns: errors,
      });
    } else {
      emit(
        {
          op: 'derivative',
          out: delta,
          from: preactivation,
          length: size,
          activation: outputActivation,
        },
        { op: 'multiply', out: delta, left: delta, right: weightedErrors, length: size },
      );
    }
  }
  return {
    buffers: {
      ...{ leader, errors, unitOfError, precision, preactivation, prediction },
      ...{ predictionErrors, weightedErrors, delta, likelihood, modulation, covariance },
      rowEnergy: writeErrorEnergy(),
    },
    predict: uppersHeld ? [] : predict,
  };

  function writeErrorEnergy(): BufferId {
    const out = buffer(name('error energy'), batch, 1);
    const shape = { rows: batch, columns: errors } as const;
    if (isUnobserved) {
      writer.measure({ op: 'fill', out, value: 0, length: batch });
    } else if (likelihood === 'gaussian') {
      writer.measure({
        op: 'halfDotRows',
        out,
        left: predictionErrors,
        right: weightedErrors,
        ...shape,
      });
    } else {
      writer.measure({
        op: likelihood === 'categorical' ? 'categoricalRows' : 'bernoulliRows',
        out,
        from: lower.values,
        logits: preactivation,
        weight: precision,
        ...shape,
      });
    }
    if (modulation !== null) {
      writer.measure({ op: 'add', out, left: out, right: modulation.rowEnergy, length: batch });
    }
    return out;
  }
}
