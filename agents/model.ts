import type { Engine, Executable, SettleOptions, SettleRun } from './engine/engine.ts';
import type { FreeEnergy } from './energy/free-energy.ts';
import { gaussianConstant } from './energy/gaussian.ts';
import { priorConstant, priorStrength } from './energy/priors.ts';
import { HelmholtzError } from './errors.ts';
import type { Hierarchy } from './hierarchy.ts';
import { buildProgram, type BuildOptions, type BuiltProgram } from './program/build-program.ts';
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
  /** Precision in force of every prediction error of a connection; zero silences it. */
  setPrecision(connection: number, precision: ArrayLike<number>): void;
  /** Strength in force of a level's prior, one number per unit; zero silences it. */
  setPriorStrength(level: number, strength: ArrayLike<number>): void;
  /** Step size of settling from now on. */
  setInferenceRate(rate: number): void;
  /** Replaces weights and biases (not precisions). */
  setWeights(weights: HierarchyWeights): void;
  /** Brings everything that does not change while settling up to date; called by itself when needed. */
  prepare(): void;
  /** Sets the levels from `from - 1` down to 0 to their predictions, each from the one above; held levels stay. */
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
  const precisions: Float64Array[] = [];
  const strengths: (Float64Array | null)[] = [];
  let constants = { errors: [] as number[], priors: [] as number[] };
  let stale = true;

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
      executable.write(built.connections[connection]!.precision, precision);
      precisions[connection] = Float64Array.from(precision);
      constants.errors[connection] = gaussianConstant(precision);
      stale = true;
    },
    setPriorStrength: (level, strength) => {
      const { prior: buffers } = levelAt(level);
      const prior = hierarchy.levels[level]?.prior;
      if (buffers === null || prior === undefined) return;
      executable.write(buffers.kind === 'gaussian' ? buffers.precision : buffers.weight, strength);
      strengths[level] = Float64Array.from(strength);
      constants.priors[level] = priorConstant(prior, strength);
    },
    setInferenceRate: (rate) => {
      executable.write(built.inferenceRate, [rate]);
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
      for (let level = from - 1; level >= 0; level--) {
        const { values, gradient } = levelAt(level);
        if (gradient === null) continue;
        model.prepare();
        executable.run('evaluate');
        const { prediction, shape } = built.connections[level]!;
        const predicted = model.read(prediction);
        executable.write(
          values,
          shape.unitOfError === null
            ? predicted
            : averagedOverWindows(predicted, shape.unitOfError, built.levels[level]!.units, batch),
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
            (errors === undefined ? 0 : row[errors]! + batch * constants.errors[level]!) +
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
      built.connections.forEach(({ rowEnergy }, index) => {
        add(rowEnergy, constants.errors[index]!);
      });
      built.levels.forEach(({ prior }, index) => {
        if (prior !== null) add(prior.rowEnergy, constants.priors[index]!);
      });
      return rows;
    },
    rowFreeEnergy: (row) =>
      partsOf(
        hierarchy.levels.map((_, level) => {
          const connection = built.connections[level];
          const prior = built.levels[level]!.prior;
          return (
            (connection === undefined
              ? 0
              : executable.view(connection.rowEnergy)[row]! + constants.errors[level]!) +
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

  constants = { errors: [], priors: [] };
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
