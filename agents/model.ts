import type { Engine, Executable, SettleOptions, SettleRun } from './engine/engine.ts';
import type { FreeEnergy } from './energy/free-energy.ts';
import { correlationConstant, marginalFactor } from './energy/correlated.ts';
import { gaussianConstant } from './energy/gaussian.ts';
import { priorConstant, priorStrength } from './energy/priors.ts';
import { HelmholtzError } from './errors.ts';
import { predictionOrder } from './graph.ts';
import type { Hierarchy } from './hierarchy.ts';
import { buildProgram } from './program/build-program.ts';
import type { BuildOptions, BuiltProgram } from './program/built-program.ts';
import type { HierarchyWeights } from './weights/parameters-of-hierarchy.ts';
import { averagedOverWindows } from './window-average.ts';

/**
 * A hierarchy loaded into an engine: a batch of observations whose beliefs settle side by side. Agents and trainers
 * are built on it; it knows numbers and nothing else.
 */
export interface Model {
  readonly hierarchy: Hierarchy;
  readonly built: BuiltProgram;
  readonly batch: number;
  /** Values of a level, `batch x units`, copied. */
  values(level: number): Float64Array;
  /** Overwrites a level's values: `batch x units` numbers, or `units` numbers for every row alike. */
  setValues(level: number, values: ArrayLike<number>): void;
  /** Which units of a level may move (nonzero = free). */
  setFree(level: number, free: ArrayLike<number>): void;
  /** Precision in force of every prediction error of a connection that leads a prediction; zero silences it. */
  setPrecision(connection: number, precision: ArrayLike<number>): void;
  /** Strength in force of a level's prior, one number per unit; zero silences it. */
  setPriorStrength(level: number, strength: ArrayLike<number>): void;
  /** Step size of settling from now on. */
  setInferenceRate(rate: number): void;
  /**
   * Share of the latest displacement that each settle step keeps, in [0, 1), from now on.
   *
   * @throws {HelmholtzError} `parameter-out-of-range`, also for a model that was not built with momentum.
   */
  setMomentum(momentum: number): void;
  /** Brings everything to rest: settling with momentum starts anew. */
  resetVelocity(): void;
  /** Replaces weights and biases (not precisions). */
  setWeights(weights: HierarchyWeights): void;
  /** Brings everything that does not change while settling up to date; called by itself when needed. */
  prepare(): void;
  /** Sets the levels below `from` to their predictions, each after those that predict it; held levels stay. */
  predictDownwards(from: number): void;
  /** Settles all rows of the batch. */
  settle(options: SettleOptions): SettleRun;
  /** Free energy, summed over the batch, from a trace row. */
  freeEnergy(traceRow: ArrayLike<number>): FreeEnergy;
  /** Predictions, errors and energies at the present values; a trace row. */
  measure(): Float64Array;
  /** Free energy of every row of the batch, each in nats; call after `settle` or `measure`. */
  rowEnergies(): Float64Array;
  /** Free energy of one row of the batch; call after `settle` or `measure`. */
  rowFreeEnergy(row: number): FreeEnergy;
  /** Weight gradients at the present values; call after `settle` or `measure`. */
  learn(): void;
  /** A buffer's numbers, copied into float64. */
  read(buffer: number): Float64Array;
  readonly executable: Executable;
  /** Frees the engine's memory. */
  dispose(): void;
}

/** What a model is made of. */
export interface ModelOptions extends BuildOptions {
  readonly hierarchy: Hierarchy;
  readonly weights: HierarchyWeights;
  readonly engine: Engine;
  readonly inferenceRate: number;
}

/**
 * Loads a hierarchy into an engine, all values at zero, all units free, precisions as learned.
 *
 * @throws {HelmholtzError} `bad-shape` if the hierarchy does not fit together.
 */
export function createModel(options: ModelOptions): Model {
  const { hierarchy, engine, batch } = options;
  const built = buildProgram(hierarchy, options);
  const executable = engine.load(built.program);
  const constants = { errors: [] as number[], priors: [] as number[] };
  let stale = true;
  const order = predictionOrder(hierarchy);
  const top = hierarchy.levels.length - 1;
  // The phase `start` sets every level, and takes no averages over windows.
  const canStartInside = built.averagedLevels.size === 0 && built.predictions[top] === null;

  const levelAt = (level: number): BuiltProgram['levels'][number] => {
    const found = built.levels[level];
    if (found === undefined) {
      throw new HelmholtzError(
        'unknown-level',
        `level ${level}: expected 0..${built.levels.length - 1}`,
      );
    }
    return found;
  };

  const model: Model = {
    hierarchy,
    built,
    batch,
    executable,
    values: (level) => Float64Array.from(executable.view(levelAt(level).values)),
    setValues: (level, values) => {
      const { units, values: buffer, gradient } = levelAt(level);
      executable.write(
        buffer,
        values.length === units && batch > 1 ? repeated(values, batch) : values,
      );
      if (gradient === null) stale = true;
    },
    setFree: (level, free) => {
      executable.write(
        levelAt(level).free,
        Array.from(free, (value) => (value === 0 ? 0 : 1)),
      );
    },
    setPrecision: (connection, precision) => {
      const level = built.predictions.findIndex((found) => found?.leader === connection);
      if (level < 0) return;
      const { likelihood, modulation, covariance, ...own } = built.predictions[level]!;
      executable.write(own.precision, precision);
      constants.errors[level] = likelihood === 'gaussian' ? gaussianConstant(precision) : 0;
      if (modulation !== null) {
        executable.write(
          modulation.minusHalfCounted,
          Array.from(precision, (value) => (value > 0 ? -0.5 : 0)),
        );
      }
      if (covariance !== null) {
        const given = hierarchy.connections[connection]!.precisionFactor!;
        const factor = marginalFactor(given, precision);
        executable.write(covariance.factor, factor);
        executable.write(covariance.root, Array.from(precision, Math.sqrt));
        constants.errors[level] += correlationConstant(factor, own.errors);
      }
      stale = true;
    },
    setPriorStrength: (level, strength) => {
      const { prior: buffers } = levelAt(level);
      const prior = hierarchy.levels[level]?.prior;
      if (buffers === null || prior === undefined) return;
      executable.write(buffers.kind === 'gaussian' ? buffers.precision : buffers.weight, strength);
      constants.priors[level] = priorConstant(prior, strength);
    },
    setInferenceRate: (rate) => {
      executable.write(built.inferenceRate, [rate]);
    },
    setMomentum: (momentum) => {
      if (built.momentum === null || !(momentum >= 0 && momentum < 1)) {
        throw new HelmholtzError(
          'parameter-out-of-range',
          built.momentum === null
            ? `momentum: expected a model that is built with momentum; got ${momentum} for one without`
            : `momentum: expected number in [0, 1); got ${momentum}`,
        );
      }
      executable.write(built.momentum, [momentum]);
    },
    resetVelocity: () => {
      for (const { velocity, units } of built.levels) {
        if (velocity !== null) executable.write(velocity, new Float64Array(batch * units));
      }
    },
    setWeights: (weights) => {
      built.connections.forEach(({ lowerFromUpper, bias }, index) => {
        const given = weights[index]!;
        executable.write(lowerFromUpper, given.lowerFromUpper);
        if (bias !== null && given.bias !== null) executable.write(bias, given.bias);
      });
      stale = true;
    },
    prepare: () => {
      if (!stale) return;
      executable.run('prepare');
      stale = false;
    },
    predictDownwards: (from) => {
      model.prepare();
      if (from === built.levels.length - 1 && canStartInside) {
        executable.run('start');
        return;
      }
      for (const level of order.filter((candidate) => candidate < from)) {
        const { values, gradient, units } = levelAt(level);
        const found = built.predictions[level];
        if (gradient === null || found === null || found === undefined) continue;
        model.prepare();
        executable.run('evaluate');
        const predicted = model.read(found.prediction);
        executable.write(
          values,
          found.unitOfError === null
            ? predicted
            : averagedOverWindows(predicted, found.unitOfError, units, batch),
        );
      }
    },
    settle: (settleOptions) => {
      model.prepare();
      return executable.settle(settleOptions);
    },
    measure: () => {
      model.prepare();
      executable.run('evaluate', 'measure');
      return executable.measured();
    },
    freeEnergy: (row) => {
      const { errorEnergy, priorEnergy } = built.columns;
      return partsOf(
        hierarchy.levels.map((_, level) => {
          const errors = errorEnergy[level];
          const prior = priorEnergy[level];
          return (
            (errors === null || errors === undefined
              ? 0
              : row[errors]! + batch * constants.errors[level]!) +
            (prior === null || prior === undefined
              ? 0
              : row[prior]! + batch * constants.priors[level]!)
          );
        }),
      );
    },
    rowEnergies: () => {
      const rows = new Float64Array(batch);
      const add = (buffer: number, constant: number): void => {
        const energies = executable.view(buffer);
        for (let row = 0; row < batch; row++) rows[row]! += energies[row]! + constant;
      };
      built.predictions.forEach((prediction, level) => {
        if (prediction !== null) add(prediction.rowEnergy, constants.errors[level]!);
      });
      built.levels.forEach(({ prior }, index) => {
        if (prior !== null) add(prior.rowEnergy, constants.priors[index]!);
      });
      return rows;
    },
    rowFreeEnergy: (row) =>
      partsOf(
        hierarchy.levels.map((_, level) => {
          const prediction = built.predictions[level] ?? null;
          const prior = built.levels[level]!.prior;
          return (
            (prediction === null
              ? 0
              : executable.view(prediction.rowEnergy)[row]! + constants.errors[level]!) +
            (prior === null ? 0 : executable.view(prior.rowEnergy)[row]! + constants.priors[level]!)
          );
        }),
      ),
    learn: () => {
      executable.run('learn');
    },
    read: (buffer) => Float64Array.from(executable.view(buffer)),
    dispose: () => {
      executable.dispose();
    },
  };

  model.setWeights(options.weights);
  model.setInferenceRate(options.inferenceRate);
  options.weights.forEach(({ logPrecision }, index) => {
    model.setPrecision(
      index,
      logPrecision.map((value) => Math.exp(value)),
    );
  });
  hierarchy.levels.forEach(({ prior }, level) => {
    const { units, prior: buffers } = built.levels[level]!;
    model.setFree(level, new Float64Array(units).fill(1));
    if (prior === undefined) return;
    model.setPriorStrength(level, priorStrength(prior, units));
    if (prior.kind === 'gaussian' && buffers?.kind === 'gaussian') {
      executable.write(buffers.minusMean, new Float64Array(units).fill(-prior.mean));
    }
  });
  return model;
}

/** Sums the levels and splits them into accuracy (the sensory level) and complexity (all others). */
function partsOf(levels: readonly number[]): FreeEnergy {
  const total = levels.reduce((sum, energy) => sum + energy, 0);
  const accuracy = -(levels[0] ?? 0);
  return { total, accuracy, complexity: total + accuracy, levels };
}

function repeated(row: ArrayLike<number>, batch: number): Float64Array {
  const all = new Float64Array(row.length * batch);
  for (let index = 0; index < batch; index++) all.set(row, index * row.length);
  return all;
}
