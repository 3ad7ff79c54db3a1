import type { Agent, AgentKind, AgentOptions, SavedValues } from './agent.ts';
import type { BeliefSnapshot, LevelBelief } from './belief.ts';
import { createEngine, DEFAULT_ENGINE, type SelectedEngine } from './engine/select-engine.ts';
import { perceivingWorkload } from './engine-workload.ts';
import type { FreeEnergy } from './energy/free-energy.ts';
import { priorStrength } from './energy/priors.ts';
import { HelmholtzError } from './errors.ts';
import { connectionShape, unitsOf, type Hierarchy } from './hierarchy.ts';
import type { Certificate } from './inference/certificate.ts';
import { curvatureAt, type CurvaturePoint } from './inference/curvature.ts';
import { createEnergyWatch } from './inference/energy-watch.ts';
import { explainSettling } from './inference/explain-settling.ts';
import { laplaceSurprise, laplaceVariance } from './inference/laplace-posterior.ts';
import { largestEigenvalue } from './inference/largest-eigenvalue.ts';
import { createModel, type Model } from './model.ts';
import { resolveParameters } from './parameters.ts';
import { cropPicture, scalePicture } from './picture.ts';
import { weightsFromTensors, type HierarchyWeights } from './weights/parameters-of-hierarchy.ts';
import { loadShippedWeights } from './weights/shipped-weights.ts';
import type { TrainingRecord } from './weights/training-record.ts';
import { averagedOverWindows } from './window-average.ts';

/** Traced rises of the free energy in a row that count as divergence. */
const RISES_TO_DIVERGE = 10;

/**
 * Makes a running agent of a kind. Whoever makes it calls `dispose`.
 *
 * @throws {HelmholtzError} for unknown or impossible parameters, an unknown engine, or weights that are missing, damaged
 *   or do not fit.
 */
export async function createAgent(kind: AgentKind, options: AgentOptions = {}): Promise<Agent> {
  const parameters = resolveParameters(kind.name, kind.parameters, options.parameters);
  const hierarchy = kind.hierarchy(parameters);
  const { weights, record } = await findWeights(kind, hierarchy, options, parameters);
  const { engine = DEFAULT_ENGINE, now } = options;
  const selected = await createEngine(
    engine,
    now === undefined ? undefined : perceivingWorkload(kind, parameters, now),
  );
  return new SettlingAgent({ kind, options, parameters, hierarchy, weights, record, selected });
}

async function findWeights(
  kind: AgentKind,
  hierarchy: Hierarchy,
  options: AgentOptions,
  parameters: Agent['parameters'],
): Promise<{ weights: HierarchyWeights; record: TrainingRecord | null }> {
  if (options.weights !== undefined) {
    return { weights: weightsFromTensors(hierarchy, options.weights), record: null };
  }
  if (kind.weights !== 'trained') {
    return { weights: weightsFromTensors(hierarchy, kind.weights(parameters)), record: null };
  }
  const shipped = await loadShippedWeights(kind.weightsName?.(parameters) ?? kind.name);
  return { weights: weightsFromTensors(hierarchy, shipped.tensors), record: shipped.record };
}

interface Ingredients {
  readonly kind: AgentKind;
  readonly options: AgentOptions;
  readonly parameters: Agent['parameters'];
  readonly hierarchy: Hierarchy;
  readonly weights: HierarchyWeights;
  readonly record: TrainingRecord | null;
  readonly selected: SelectedEngine;
}

/** What somebody has done to a level of a running agent. */
interface LevelTreatment {
  gain: number;
  lesioned: boolean;
  /** Nonzero for clamped units; `null` when none is. */
  clamped: Uint8Array | null;
}

/** An agent that perceives by descending the free energy of its hierarchy. */
class SettlingAgent implements Agent {
  readonly kind: AgentKind;
  readonly parameters: Agent['parameters'];
  readonly seed: number;
  readonly hierarchy: Hierarchy;
  readonly engine: Agent['engine'];
  readonly trainingRecord: TrainingRecord | null;
  readonly field: Agent['field'];

  readonly #weights: HierarchyWeights;
  readonly #makeModel: (held: ReadonlySet<number>) => Model;
  readonly #settling: ReturnType<AgentKind['settling']>;
  readonly #treatments: LevelTreatment[];
  readonly #errorGains: (Float64Array | null)[];
  readonly #classes: AgentKind['classes'];
  #hidden: Uint8Array | null = null;
  #model: Model;
  #held: ReadonlySet<number>;
  #rate: number;
  #steps = 0;
  #trace: FreeEnergy[] = [];
  #certificate: Certificate;
  #measured = false;
  readonly #watch = createEnergyWatch(RISES_TO_DIVERGE);
  #disposed = false;

  constructor({ kind, options, parameters, hierarchy, weights, record, selected }: Ingredients) {
    this.kind = kind;
    this.parameters = parameters;
    this.seed = options.seed ?? 1;
    this.hierarchy = hierarchy;
    this.trainingRecord = record;
    this.#weights = weights;
    this.#classes = kind.classes;
    this.#settling = kind.settling(parameters);
    this.#rate = this.#settling.inferenceRate;
    const { engine, reason } = selected;
    this.engine = { name: engine.name, reason };
    const { arrangement } = hierarchy.levels[0]!;
    this.field = {
      rows: arrangement.gridRows * arrangement.rows,
      columns: arrangement.gridColumns * arrangement.columns,
    };
    this.#makeModel = (held) =>
      createModel({
        hierarchy,
        weights,
        engine,
        batch: kind.classes?.names.length ?? 1,
        held,
        learning: false,
        inferenceRate: this.#rate,
      });
    this.#treatments = hierarchy.levels.map((level, index) => ({
      gain: 1,
      lesioned: false,
      clamped: index === 0 ? new Uint8Array(unitsOf(level)).fill(1) : null,
    }));
    this.#errorGains = hierarchy.connections.map(() => null);
    this.#held = this.#heldLevels();
    this.#model = this.#makeModel(this.#held);
    this.#certificate = this.#certificateOf('settling', {
      norms: hierarchy.levels.map(() => 0),
      norm: 0,
    });
    this.#applyTreatments();
    this.reset();
  }

  get inferenceRate(): number {
    return this.#rate;
  }

  get trace(): readonly FreeEnergy[] {
    return this.#trace;
  }

  observe(observation: ArrayLike<number>): void {
    this.#checkLength(0, observation);
    this.#model.setValues(0, observation);
    this.reset();
  }

  look(picture: Parameters<Agent['look']>[0], crop?: Parameters<Agent['look']>[1]): void {
    const { field, kind, parameters } = this;
    const small = picture.rows < field.rows || picture.columns < field.columns;
    if (kind.fit === 'scale' || small) {
      this.observe(kind.retina(scalePicture(picture, field), parameters).pixels);
      return;
    }
    const seen = kind.retina(picture, parameters);
    const corner = crop ?? {
      x: Math.floor((picture.columns - field.columns) / 2),
      y: Math.floor((picture.rows - field.rows) / 2),
    };
    this.observe(cropPicture(seen, field, corner).pixels);
  }

  occlude(hidden: ArrayLike<number>): void {
    this.#checkLength(0, hidden);
    const mask = Uint8Array.from(Array.from(hidden, (value) => (value === 0 ? 0 : 1)));
    this.#hidden = mask.some((value) => value === 1) ? mask : null;
    this.#applyTreatments();
  }

  setErrorGains(level: number, gains: ArrayLike<number> | null): void {
    this.#treatment(level);
    if (level >= this.#errorGains.length) {
      throw new HelmholtzError(
        'unknown-level',
        `setErrorGains: level ${level} is not predicted from above`,
      );
    }
    const { errors } = connectionShape(this.hierarchy, level);
    if (gains !== null && gains.length !== errors) {
      throw new HelmholtzError(
        'bad-shape',
        `setErrorGains: expected ${errors} numbers for level ${level}; got ${gains.length}`,
      );
    }
    this.#errorGains[level] = gains === null ? null : Float64Array.from(gains);
    this.#applyTreatments();
  }

  setPrecisionGain(level: number, gain: number): void {
    const treatment = this.#treatment(level);
    if (!(gain >= 0 && Number.isFinite(gain))) {
      throw new HelmholtzError(
        'parameter-out-of-range',
        `precision gain of level ${level}: expected a finite number >= 0; got ${gain}`,
      );
    }
    treatment.gain = gain;
    this.#applyTreatments();
  }

  setLesioned(level: number, lesioned: boolean): void {
    const treatment = this.#treatment(level);
    treatment.lesioned = lesioned;
    if (lesioned) this.#model.setValues(level, new Float64Array(this.#units(level)));
    this.#applyTreatments();
  }

  clamp(level: number, { values, which }: NonNullable<Parameters<Agent['clamp']>[1]> = {}): void {
    const treatment = this.#treatment(level);
    const units = this.#units(level);
    if (which !== undefined) this.#checkLength(level, which);
    const mask = Uint8Array.from({ length: units }, (_, unit) => (which?.[unit] === 0 ? 0 : 1));
    if (values !== undefined) {
      this.#checkLength(level, values);
      const all = this.#model.values(level);
      this.#model.setValues(
        level,
        all.map((value, index) => (mask[index % units] === 1 ? values[index % units]! : value)),
      );
    }
    treatment.clamped = mask.some((value) => value === 1) ? mask : null;
    this.#changeHeld();
  }

  release(level: number): void {
    this.#treatment(level).clamped = null;
    this.#changeHeld();
  }

  setInferenceRate(rate: number): void {
    if (!(rate > 0 && Number.isFinite(rate))) {
      throw new HelmholtzError(
        'parameter-out-of-range',
        `inference rate: expected a finite number > 0; got ${rate}`,
      );
    }
    this.#rate = rate;
    this.#model.setInferenceRate(rate);
    this.#certificate = { ...this.#certificate, inferenceRate: rate };
  }

  reset(): void {
    this.#alive();
    const { levels } = this.hierarchy;
    levels.forEach((level, index) => {
      const { clamped } = this.#treatments[index]!;
      const mean = level.prior?.kind === 'gaussian' ? level.prior.mean : 0;
      const before = clamped === null ? null : this.#model.values(index);
      const units = this.#units(index);
      this.#model.setValues(
        index,
        Float64Array.from({ length: units * this.#model.batch }, (_, entry) =>
          clamped?.[entry % units] === 1 ? before![entry]! : mean,
        ),
      );
    });
    this.#setHypotheses();
    const clampedValues = levels.map((_, index) => this.#model.values(index));
    this.#model.predictDownwards(levels.length - 1);
    levels.forEach((_, index) => {
      this.#restoreFixed(index, clampedValues[index]!);
    });
    this.#steps = 0;
    this.#watch.restart();
    this.#measure();
    this.#trace = [this.#freeEnergy()];
  }

  step(count: number): Certificate {
    return this.#run(count, 0, 'settling');
  }

  settle(options: Parameters<Agent['settle']>[0] = {}): Certificate {
    return this.#run(
      options.steps ?? this.#settling.steps,
      options.tolerance ?? this.#settling.tolerance,
      'step-limit',
    );
  }

  belief(): BeliefSnapshot {
    this.#refresh();
    const levels = this.hierarchy.levels.map((_, level) => this.#levelBelief(level));
    return {
      step: this.#steps,
      levels,
      freeEnergy: this.#freeEnergy(),
      errorNorms: levels.map(({ weightedErrors }) =>
        Math.sqrt(weightedErrors.reduce((sum, error) => sum + error * error, 0)),
      ),
      certificate: this.#certificate,
      posterior: this.#posterior(),
    };
  }

  posteriorVariance(
    method: 'exact' | 'diagonal' | 'auto' = 'auto',
  ): ReturnType<Agent['posteriorVariance']> {
    this.#alive();
    return laplaceVariance(this.#curvaturePoint(), { method, measureError: method === 'auto' });
  }

  laplaceSurprise(): number | null {
    this.#alive();
    return laplaceSurprise(this.#freeEnergy().total, this.#curvaturePoint());
  }

  estimateLargestStableRate(): number {
    this.#alive();
    const rate = 2 / largestEigenvalue(curvatureAt(this.#curvaturePoint()));
    this.#certificate = { ...this.#certificate, largestStableRate: rate };
    return rate;
  }

  saveValues(): SavedValues {
    this.#alive();
    return {
      step: this.#steps,
      levels: this.hierarchy.levels.map((_, level) => this.#model.values(level)),
    };
  }

  restoreValues(saved: SavedValues): void {
    this.#alive();
    saved.levels.forEach((values, level) => {
      this.#model.setValues(level, values);
    });
    this.#steps = saved.step;
    this.#measure();
  }

  dispose(): void {
    if (!this.#disposed) this.#model.dispose();
    this.#disposed = true;
  }

  #alive(): void {
    if (this.#disposed) {
      throw new HelmholtzError('disposed', `${this.kind.name}: this agent has been disposed of`);
    }
  }

  #units(level: number): number {
    return this.#model.built.levels[level]!.units;
  }

  #treatment(level: number): LevelTreatment {
    this.#alive();
    const treatment = this.#treatments[level];
    if (treatment === undefined) {
      throw new HelmholtzError(
        'unknown-level',
        `${this.kind.name}: expected a level in 0..${this.#treatments.length - 1}; got ${level}`,
      );
    }
    return treatment;
  }

  #checkLength(level: number, values: ArrayLike<number>): void {
    this.#alive();
    const units = this.#units(level);
    if (values.length !== units) {
      throw new HelmholtzError(
        'bad-shape',
        `${this.kind.name}: expected ${units} numbers for level ${level}; got ${values.length}`,
      );
    }
    for (let unit = 0; unit < units; unit++) {
      if (!Number.isFinite(values[unit])) {
        throw new HelmholtzError(
          'bad-shape',
          `${this.kind.name}: expected finite numbers for level ${level}; got ${values[unit]} at unit ${unit}`,
        );
      }
    }
  }

  /** Levels of which no unit can move; the program computes what depends on them alone only once. */
  #heldLevels(): ReadonlySet<number> {
    return new Set(
      this.#treatments.flatMap(({ clamped }, level) => {
        const classUnits = this.#classUnits(level);
        const isHeld = Array.from(
          { length: unitsOf(this.hierarchy.levels[level]!) },
          (_, unit) => clamped?.[unit] === 1 || classUnits.has(unit),
        ).every(Boolean);
        return isHeld ? [level] : [];
      }),
    );
  }

  #changeHeld(): void {
    const held = this.#heldLevels();
    if (held.size !== this.#held.size || [...held].some((level) => !this.#held.has(level))) {
      const next = this.#makeModel(held);
      this.hierarchy.levels.forEach((_, level) => {
        next.setValues(level, this.#model.values(level));
      });
      this.#model.dispose();
      this.#model = next;
      this.#held = held;
    }
    this.#applyTreatments();
  }

  /** Brings precisions, priors and free units in line with gains, lesions, occlusion and clamps. */
  #applyTreatments(): void {
    const { levels } = this.hierarchy;
    for (const index of this.hierarchy.connections.keys()) {
      this.#model.setPrecision(index, this.#precisionInForce(index));
    }
    levels.forEach(({ prior }, index) => {
      const { lesioned, clamped } = this.#treatments[index]!;
      if (prior !== undefined)
        this.#model.setPriorStrength(index, this.#priorStrengthInForce(index)!);
      const classUnits = this.#classUnits(index);
      this.#model.setFree(
        index,
        Float64Array.from({ length: this.#units(index) }, (_, unit) =>
          lesioned || clamped?.[unit] === 1 || classUnits.has(unit) ? 0 : 1,
        ),
      );
    });
    this.#measured = false;
    this.#watch.restart();
    if (this.#certificate.status !== 'settling') {
      this.#certificate = { ...this.#certificate, status: 'settling', largestStableRate: null };
    }
  }

  #precisionInForce(index: number): Float64Array {
    const { shape } = this.#model.built.connections[index]!;
    const lower = this.#treatments[index]!;
    const upper = this.#treatments[index + 1]!;
    const factor = lower.lesioned || upper.lesioned ? 0 : lower.gain;
    const gains = this.#errorGains[index] ?? null;
    return this.#weights[index]!.logPrecision.map((logPrecision, error) => {
      const unit = shape.unitOfError === null ? error : shape.unitOfError[error]!;
      const seen = index === 0 && this.#hidden?.[unit] === 1 ? 0 : 1;
      return Math.exp(logPrecision) * factor * seen * (gains?.[error] ?? 1);
    });
  }

  #priorStrengthInForce(index: number): Float64Array | null {
    const { prior } = this.hierarchy.levels[index]!;
    if (prior === undefined) return null;
    const { lesioned, gain } = this.#treatments[index]!;
    const isTop = index === this.hierarchy.levels.length - 1;
    const factor = lesioned ? 0 : isTop ? gain : 1;
    const classUnits = this.#classUnits(index);
    return priorStrength(prior, this.#units(index)).map((strength, unit) =>
      classUnits.has(unit) ? 0 : strength * factor,
    );
  }

  /** Units of a level that hold the class hypotheses. */
  #classUnits(level: number): ReadonlySet<number> {
    const classes = this.#classes;
    if (classes === undefined || level !== this.hierarchy.levels.length - 1) return new Set();
    return new Set(classes.names.map((_, index) => classes.first + index));
  }

  /** Row c of the batch supposes that class c is the cause. */
  #setHypotheses(): void {
    const classes = this.#classes;
    if (classes === undefined) return;
    const top = this.hierarchy.levels.length - 1;
    const units = this.#units(top);
    const values = this.#model.values(top);
    classes.names.forEach((_, row) => {
      classes.names.forEach((__, unit) => {
        values[row * units + classes.first + unit] = row === unit ? 1 : 0;
      });
    });
    this.#model.setValues(top, values);
  }

  /** Puts back the values of clamped and lesioned units after a downward pass. */
  #restoreFixed(level: number, values: Float64Array): void {
    const { clamped, lesioned } = this.#treatments[level]!;
    if (clamped === null && !lesioned) return;
    if (this.#held.has(level)) return;
    const units = this.#units(level);
    const present = this.#model.values(level);
    this.#model.setValues(
      level,
      present.map((value, entry) => {
        if (lesioned) return 0;
        return clamped?.[entry % units] === 1 ? values[entry]! : value;
      }),
    );
  }

  #measure(): void {
    this.#alive();
    const row = this.#model.measure();
    this.#measured = true;
    this.#certificate = this.#certificateOf('settling', this.#normsOf(row));
  }

  #refresh(): void {
    this.#alive();
    if (!this.#measured) this.#measure();
  }

  #normsOf(row: ArrayLike<number>): { norms: number[]; norm: number } {
    const { levelNorm, norm } = this.#model.built.columns;
    return { norms: levelNorm.map((column) => row[column]!), norm: row[norm]! };
  }

  /** Takes steps; beliefs that are not settled after all of them are called `unfinished`. */
  #run(steps: number, tolerance: number, unfinished: 'settling' | 'step-limit'): Certificate {
    this.#alive();
    if (!(Number.isInteger(steps) && steps >= 0)) {
      throw new HelmholtzError(
        'parameter-out-of-range',
        `settle: expected a whole number of steps >= 0; got ${steps}`,
      );
    }
    const before = this.saveValues();
    const { built } = this.#model;
    const length = built.program.traceLength;
    this.#trace = [];
    let status: Certificate['status'] = unfinished;
    let taken = 0;
    let last: ArrayLike<number>;
    const stepNorms: number[] = [];
    if (this.#classes === undefined) {
      const run = this.#model.settle({
        steps,
        tolerance,
        traceEvery: 1,
        risesToDiverge: RISES_TO_DIVERGE,
      });
      for (let start = 0; start < run.trace.length; start += length) {
        const row = run.trace.subarray(start, start + length);
        this.#trace.push(this.#model.freeEnergy(row));
        stepNorms.push(this.#normsOf(row).norm);
      }
      last = run.trace.subarray(run.trace.length - length);
      if (run.status !== 'step-limit') status = run.status;
      taken = run.steps;
    } else {
      // Hypotheses are measured row by row, so that the trace is that of the best one.
      last = this.#model.measure();
      this.#trace.push(this.#freeEnergy());
      stepNorms.push(this.#normsOf(last).norm);
      while (taken < steps && !(this.#normsOf(last).norm <= tolerance)) {
        this.#model.executable.run('update');
        taken++;
        last = this.#model.measure();
        this.#trace.push(this.#freeEnergy());
        stepNorms.push(this.#normsOf(last).norm);
        if (!Number.isFinite(this.#normsOf(last).norm)) {
          status = 'diverged';
          break;
        }
      }
      if (this.#normsOf(last).norm <= tolerance) status = 'settled';
    }
    const { norms, norm } = this.#normsOf(last);
    this.#measured = true;
    // A slow divergence is only seen over many calls of a step or two.
    const course = this.#watch.sees(
      this.#trace.map(({ total }, index) => ({ energy: total, norm: stepNorms[index]! })),
      this.#rate,
    );
    if (course === 'diverged') status = 'diverged';
    const isFlat = course === 'flat' && norm > this.#settling.tolerance;
    if (status === 'diverged') {
      this.#watch.restart();
      this.restoreValues(before);
      const largestStableRate = this.estimateLargestStableRate();
      this.#certificate = this.#certificateOf(
        'diverged',
        { norms, norm },
        {
          largestStableRate,
          divergedAt: before.step + taken,
        },
      );
      return this.#certificate;
    }
    this.#steps = before.step + taken;
    if (status === unfinished && (isFlat || norm <= this.#settling.tolerance)) status = 'settled';
    this.#certificate = this.#certificateOf(status, { norms, norm }, { isFlat });
    return this.#certificate;
  }

  #certificateOf(
    status: Certificate['status'],
    { norms, norm }: { norms: readonly number[]; norm: number },
    extra: {
      readonly largestStableRate?: number;
      readonly divergedAt?: number;
      readonly isFlat?: boolean;
    } = {},
  ): Certificate {
    return explainSettling({
      status,
      steps: this.#steps,
      levelNames: this.hierarchy.levels.map(({ name }) => name),
      levelNorms: norms,
      gradientNorm: norm,
      tolerance: this.#settling.tolerance,
      inferenceRate: this.#rate,
      largestStableRate: extra.largestStableRate ?? null,
      divergedAt: extra.divergedAt ?? null,
      isFlat: extra.isFlat ?? false,
    });
  }

  /** The row of the batch that is shown: the best hypothesis. */
  #row(): number {
    if (this.#classes === undefined) return 0;
    const energies = this.#model.rowEnergies();
    return energies.indexOf(Math.min(...energies));
  }

  #posterior(): number[] {
    if (this.#classes === undefined) return [];
    const { temperature } = this.#classes;
    const energies = this.#model.rowEnergies();
    const least = Math.min(...energies);
    const odds = Array.from(energies, (energy) => Math.exp((least - energy) / temperature));
    const sum = odds.reduce((total, value) => total + value, 0);
    return odds.map((value) => value / sum);
  }

  /** Free energy of the shown row, from the row energies of the latest measurement. */
  #freeEnergy(): FreeEnergy {
    const row = this.#row();
    const energies = this.#model.rowFreeEnergy(row);
    const classes = this.#classes;
    if (classes === undefined) return energies;
    // A uniform prior over the classes costs ln(number of classes).
    const cost = Math.log(classes.names.length);
    return {
      total: energies.total + cost,
      accuracy: energies.accuracy,
      complexity: energies.complexity + cost,
      levels: energies.levels.map((energy, level) =>
        level === energies.levels.length - 1 ? energy + cost : energy,
      ),
    };
  }

  #rowOf(buffer: number, width: number): Float64Array {
    const row = this.#row();
    return Float64Array.from(
      this.#model.executable.view(buffer).subarray(row * width, (row + 1) * width),
    );
  }

  #levelBelief(level: number): LevelBelief {
    const units = this.#units(level);
    const { built } = this.#model;
    const values = this.#rowOf(built.levels[level]!.values, units);
    const connection = built.connections[level];
    if (connection === undefined) return this.#topBelief(level, values);
    const { shape } = connection;
    const perUnit = (perError: Float64Array): Float64Array =>
      shape.unitOfError === null
        ? perError
        : averagedOverWindows(perError, shape.unitOfError, units, 1);
    const prediction = perUnit(this.#rowOf(connection.prediction, shape.errors));
    const belief = {
      prediction,
      weightedErrors: perUnit(this.#rowOf(connection.weightedErrors, shape.errors)),
      precision: perUnit(this.#precisionInForce(level)),
    };
    if (level !== 0 || this.#hidden === null) {
      return {
        ...belief,
        values,
        predictionErrors: perUnit(this.#rowOf(connection.predictionErrors, shape.errors)),
      };
    }
    // What is hidden is unknown: its posterior mean is its prediction, and there is no error.
    const hidden = this.#hidden;
    const filled = values.map((value, unit) => (hidden[unit] === 1 ? prediction[unit]! : value));
    return {
      ...belief,
      values: filled,
      predictionErrors: filled.map((value, unit) => value - prediction[unit]!),
    };
  }

  #topBelief(level: number, values: Float64Array): LevelBelief {
    const { prior } = this.hierarchy.levels[level]!;
    const mean = prior?.kind === 'gaussian' ? prior.mean : 0;
    const precision =
      prior?.kind === 'gaussian'
        ? this.#priorStrengthInForce(level)!
        : new Float64Array(values.length);
    const prediction = new Float64Array(values.length).fill(mean);
    const predictionErrors = values.map((value) => value - mean);
    return {
      values,
      prediction,
      predictionErrors,
      weightedErrors: predictionErrors.map((error, unit) => error * precision[unit]!),
      precision,
    };
  }

  #curvaturePoint(): CurvaturePoint {
    const { levels, connections } = this.hierarchy;
    this.#refresh();
    return {
      hierarchy: this.hierarchy,
      weights: this.#weights,
      values: levels.map((_, level) =>
        this.#rowOf(this.#model.built.levels[level]!.values, this.#units(level)),
      ),
      precision: connections.map((_, index) => this.#precisionInForce(index)),
      priorStrength: levels.map((_, level) => this.#priorStrengthInForce(level)),
      free: levels.map((_, level) => {
        const { clamped, lesioned } = this.#treatments[level]!;
        const classUnits = this.#classUnits(level);
        return Float64Array.from({ length: this.#units(level) }, (__, unit) =>
          lesioned || clamped?.[unit] === 1 || classUnits.has(unit) ? 0 : 1,
        );
      }),
    };
  }
}
