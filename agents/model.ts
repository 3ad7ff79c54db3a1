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
import type { BufferId } from './program/program.ts';
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
  /**
   * Free energy of every row of the batch, each in nats; call after `settle` or `measure`.
   *
   * @param into Receives them, one per row; a new array where absent.
   */
  rowEnergies(into?: Float64Array): Float64Array;
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
  return new LoadedModel(options);
}

/** A class: hundreds of models come and go in a run, and V8 forgets what it has compiled of closures that are gone. */
class LoadedModel implements Model {
  readonly hierarchy: Hierarchy;
  readonly built: BuiltProgram;
  readonly batch: number;
  readonly executable: Executable;
  /** Energy of each level that no buffer holds, for one row: of its prediction errors and of its prior. */
  readonly #constants: { readonly errors: number[]; readonly priors: number[] } = {
    errors: [],
    priors: [],
  };
  readonly #order: readonly number[];
  /** The phase `start` sets every level, and takes no averages over windows. */
  readonly #canStartInside: boolean;
  #isStale = true;

  constructor({ hierarchy, weights, engine, inferenceRate, ...options }: ModelOptions) {
    const built = buildProgram(hierarchy, options);
    this.hierarchy = hierarchy;
    this.built = built;
    this.batch = options.batch;
    this.executable = engine.load(built.program);
    this.#order = predictionOrder(hierarchy);
    this.#canStartInside =
      built.averagedLevels.size === 0 && built.predictions[hierarchy.levels.length - 1] === null;
    this.setWeights(weights);
    this.setInferenceRate(inferenceRate);
    for (const [index, { logPrecision }] of weights.entries()) {
      this.setPrecision(
        index,
        logPrecision.map((value) => Math.exp(value)),
      );
    }
    for (const [level, { prior }] of hierarchy.levels.entries()) {
      const { units, prior: buffers } = built.levels[level]!;
      this.setFree(level, new Float64Array(units).fill(1));
      if (prior === undefined) continue;
      this.setPriorStrength(level, priorStrength(prior, units));
      if (prior.kind === 'gaussian' && buffers?.kind === 'gaussian') {
        this.executable.write(buffers.minusMean, new Float64Array(units).fill(-prior.mean));
      }
    }
  }

  values(level: number): Float64Array {
    return this.read(this.#levelAt(level).values);
  }

  setValues(level: number, values: ArrayLike<number>): void {
    const { units, values: buffer, gradient } = this.#levelAt(level);
    const { batch } = this;
    this.executable.write(
      buffer,
      values.length === units && batch > 1 ? repeated(values, batch) : values,
    );
    if (gradient === null) this.#isStale = true;
  }

  setFree(level: number, free: ArrayLike<number>): void {
    this.executable.write(
      this.#levelAt(level).free,
      Array.from(free, (value) => (value === 0 ? 0 : 1)),
    );
  }

  setPrecision(connection: number, precision: ArrayLike<number>): void {
    const { predictions } = this.built;
    let level = 0;
    while (level < predictions.length && predictions[level]?.leader !== connection) level++;
    const found = predictions[level];
    if (found === undefined || found === null) return;
    const { likelihood, modulation, covariance, ...own } = found;
    const constants = this.#constants.errors;
    this.executable.write(own.precision, precision);
    constants[level] = likelihood === 'gaussian' ? gaussianConstant(precision) : 0;
    if (modulation !== null) {
      this.executable.write(
        modulation.minusHalfCounted,
        Array.from(precision, (value) => (value > 0 ? -0.5 : 0)),
      );
    }
    if (covariance !== null) {
      const given = this.hierarchy.connections[connection]!.precisionFactor!;
      const factor = marginalFactor(given, precision);
      this.executable.write(covariance.factor, factor);
      this.executable.write(covariance.root, Array.from(precision, Math.sqrt));
      constants[level]! += correlationConstant(factor, own.errors);
    }
    this.#isStale = true;
  }

  setPriorStrength(level: number, strength: ArrayLike<number>): void {
    const { prior: buffers } = this.#levelAt(level);
    const prior = this.hierarchy.levels[level]?.prior;
    if (buffers === null || prior === undefined) return;
    this.executable.write(
      buffers.kind === 'gaussian' ? buffers.precision : buffers.weight,
      strength,
    );
    this.#constants.priors[level] = priorConstant(prior, strength);
  }

  setInferenceRate(rate: number): void {
    this.executable.write(this.built.inferenceRate, [rate]);
  }

  setMomentum(momentum: number): void {
    const { momentum: buffer } = this.built;
    if (buffer === null || !(momentum >= 0 && momentum < 1)) {
      throw new HelmholtzError(
        'parameter-out-of-range',
        buffer === null
          ? `momentum: expected a model that is built with momentum; got ${momentum} for one without`
          : `momentum: expected number in [0, 1); got ${momentum}`,
      );
    }
    this.executable.write(buffer, [momentum]);
  }

  resetVelocity(): void {
    for (const { velocity, units } of this.built.levels) {
      if (velocity !== null) this.executable.write(velocity, new Float64Array(this.batch * units));
    }
  }

  setWeights(weights: HierarchyWeights): void {
    for (const [index, { lowerFromUpper, bias }] of this.built.connections.entries()) {
      const given = weights[index]!;
      this.executable.write(lowerFromUpper, given.lowerFromUpper);
      if (bias !== null && given.bias !== null) this.executable.write(bias, given.bias);
    }
    this.#isStale = true;
  }

  prepare(): void {
    if (!this.#isStale) return;
    this.executable.run('prepare');
    this.#isStale = false;
  }

  predictDownwards(from: number): void {
    const { built, batch, executable } = this;
    this.prepare();
    if (from === built.levels.length - 1 && this.#canStartInside) {
      executable.run('start');
      return;
    }
    for (const level of this.#order.filter((candidate) => candidate < from)) {
      const { values, gradient, units } = this.#levelAt(level);
      const found = built.predictions[level];
      if (gradient === null || found === null || found === undefined) continue;
      this.prepare();
      executable.run('evaluate');
      const predicted = this.read(found.prediction);
      executable.write(
        values,
        found.unitOfError === null
          ? predicted
          : averagedOverWindows(predicted, found.unitOfError, units, batch),
      );
    }
  }

  settle(options: SettleOptions): SettleRun {
    this.prepare();
    return this.executable.settle(options);
  }

  measure(): Float64Array {
    this.prepare();
    this.executable.run('evaluate', 'measure');
    return this.executable.measured();
  }

  freeEnergy(row: ArrayLike<number>): FreeEnergy {
    const { errorEnergy, priorEnergy } = this.built.columns;
    const { errors, priors } = this.#constants;
    const of = (column: number | null | undefined, constant: number | undefined): number =>
      column === null || column === undefined ? 0 : row[column]! + this.batch * constant!;
    return partsOf(
      this.hierarchy.levels.map(
        (_, level) => of(errorEnergy[level], errors[level]) + of(priorEnergy[level], priors[level]),
      ),
    );
  }

  rowEnergies(into = new Float64Array(this.batch)): Float64Array {
    const { predictions, levels } = this.built;
    const { errors, priors } = this.#constants;
    into.fill(0);
    for (const [level, prediction] of predictions.entries()) {
      if (prediction !== null) this.#addEnergies(into, prediction.rowEnergy, errors[level]!);
    }
    for (const [level, { prior }] of levels.entries()) {
      if (prior !== null) this.#addEnergies(into, prior.rowEnergy, priors[level]!);
    }
    return into;
  }

  rowFreeEnergy(row: number): FreeEnergy {
    const { predictions, levels } = this.built;
    const { errors, priors } = this.#constants;
    const of = (
      buffers: { readonly rowEnergy: BufferId } | null | undefined,
      constant: number | undefined,
    ): number =>
      buffers === null || buffers === undefined
        ? 0
        : this.executable.view(buffers.rowEnergy)[row]! + constant!;
    return partsOf(
      levels.map(
        ({ prior }, level) => of(predictions[level], errors[level]) + of(prior, priors[level]),
      ),
    );
  }

  learn(): void {
    this.executable.run('learn');
  }

  read(buffer: number): Float64Array {
    return Float64Array.from(this.executable.view(buffer));
  }

  dispose(): void {
    this.executable.dispose();
  }

  #levelAt(level: number): BuiltProgram['levels'][number] {
    const { levels } = this.built;
    const found = levels[level];
    if (found === undefined) {
      throw new HelmholtzError('unknown-level', `level ${level}: expected 0..${levels.length - 1}`);
    }
    return found;
  }

  #addEnergies(rows: Float64Array, buffer: BufferId, constant: number): void {
    const energies = this.executable.view(buffer);
    for (let row = 0; row < rows.length; row++) rows[row]! += energies[row]! + constant;
  }
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
