import {
  pictureLevelOf,
  type Agent,
  type AgentKind,
  type AgentOptions,
  type SavedValues,
} from './agent.ts';
import { checkLength } from './check-length.ts';
import type { BeliefSnapshot } from './belief.ts';
import { createEngine, type SelectedEngine } from './engine/select-engine.ts';
import type { FreeEnergy } from './energy/free-energy.ts';
import { HelmholtzError } from './errors.ts';
import type { Hierarchy } from './hierarchy.ts';
import { createHypotheses, type Hypotheses } from './hypotheses.ts';
import type { Certificate } from './inference/certificate.ts';
import { conditionNumber } from './inference/conditioning.ts';
import { curvatureAt, type CurvaturePoint } from './inference/curvature.ts';
import { curvatureRefusal } from './inference/curvature-terms.ts';
import { errorCoordinatesRefusal } from './inference/error-coordinates.ts';
import { explainSettling } from './inference/explain-settling.ts';
import {
  laplaceSurprise,
  laplaceVariance,
  laplaceVarianceOf,
} from './inference/laplace-posterior.ts';
import { largestEigenvalue } from './inference/largest-eigenvalue.ts';
import { createRunningScheme, type RunningScheme } from './inference/running-scheme.ts';
import type { SchemeChoice } from './inference/scheme-facts.ts';
import type { SchemeConditions } from './inference/scheme.ts';
import { readLevelBelief, readRow } from './level-belief.ts';
import { createModel, type Model } from './model.ts';
import { cropPicture, scalePicture } from './picture.ts';
import { startBeliefs } from './start-beliefs.ts';
import { checkStart, type Start, STARTS } from './starts.ts';
import {
  createTreatments,
  type LevelTreatment,
  precisionModesOf,
  type Treatments,
} from './treatments.ts';
import type { HierarchyWeights } from './weights/parameters-of-hierarchy.ts';
import type { WeightsRecord } from './weights/training-record.ts';

/** What an agent that settles is made of. */
export interface SettlingIngredients {
  readonly kind: AgentKind;
  readonly options: AgentOptions;
  readonly parameters: Agent['parameters'];
  readonly hierarchy: Hierarchy;
  readonly weights: HierarchyWeights;
  readonly record: WeightsRecord | null;
  readonly selected: SelectedEngine;
}

/** An agent that perceives by descending the free energy of its hierarchy. */
export class SettlingAgent implements Agent {
  readonly kind: AgentKind;
  readonly parameters: Agent['parameters'];
  readonly seed: number;
  readonly hierarchy: Hierarchy;
  readonly precisionModes: Agent['precisionModes'];
  readonly trainingRecord: WeightsRecord | null;
  readonly field: Agent['field'];

  readonly #weights: HierarchyWeights;
  readonly #settling: ReturnType<AgentKind['settling']>;
  readonly #treatments: Treatments;
  readonly #hypotheses: Hypotheses;
  /** Whether weights in force differ from the weights: a level is lesioned. */
  #weightsChanged = false;
  #model: Model;
  #held: ReadonlySet<number>;
  #rate: number;
  #start: Start;
  #steps = 0;
  #trace: readonly FreeEnergy[] = [];
  #certificate: Certificate;
  #measured = false;
  readonly #scheme: RunningScheme;
  #engine: SelectedEngine;
  #disposed = false;

  constructor({
    kind,
    options,
    parameters,
    hierarchy,
    weights,
    record,
    selected,
  }: SettlingIngredients) {
    this.kind = kind;
    this.parameters = parameters;
    this.seed = options.seed ?? 1;
    this.hierarchy = hierarchy;
    this.trainingRecord = record;
    this.#weights = weights;
    this.#hypotheses = createHypotheses(kind.classes, hierarchy.levels.length - 1);
    this.#settling = kind.settling(parameters);
    this.#rate = this.#settling.inferenceRate;
    this.#engine = selected;
    this.#start = checkStart(options.start ?? STARTS[0]);
    this.precisionModes = precisionModesOf(hierarchy);
    this.#scheme = createRunningScheme(options.scheme ?? { name: 'euler' }, {
      seed: this.seed,
      inferenceRate: () => this.#rate,
    });
    const { arrangement } = hierarchy.levels[pictureLevelOf(kind)]!;
    this.field = {
      rows: arrangement.gridRows * arrangement.rows,
      columns: arrangement.gridColumns * arrangement.columns,
    };
    this.#treatments = createTreatments(hierarchy, weights, {
      pictureLevel: pictureLevelOf(kind),
      isHypothesis: (level, unit) => this.#hypotheses.isHypothesis(level, unit),
    });
    this.#held = this.#treatments.heldLevels();
    this.#scheme.check(this.#conditions());
    this.#model = this.#makeModel();
    this.#certificate = this.#certificateOf('settling', {
      norms: hierarchy.levels.map(() => 0),
      norm: 0,
    });
    this.#applyTreatments();
    this.reset();
  }

  get engine(): Agent['engine'] {
    return { name: this.#engine.engine.name, reason: this.#engine.reason };
  }

  get scheme(): Agent['scheme'] {
    const { kind, parameters } = this.#scheme.present;
    return { name: kind.name, parameters };
  }

  get precisionMode(): Agent['precisionMode'] {
    return this.#treatments.precisionMode;
  }

  get start(): Start {
    return this.#start;
  }

  get inferenceRate(): number {
    return this.#rate;
  }

  get trace(): readonly FreeEnergy[] {
    return this.#trace;
  }

  observe(observation: ArrayLike<number>): void {
    const level = pictureLevelOf(this.kind);
    this.#checkLength(level, observation);
    this.#model.setValues(level, observation);
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
    const picture = pictureLevelOf(this.kind);
    if (this.#model.built.predictions[picture] === null) {
      throw new HelmholtzError(
        'not-applicable',
        `${this.kind.name}: nothing predicts the level that pictures are shown to, so that nothing of them can be hidden`,
      );
    }
    this.#checkLength(picture, hidden);
    const mask = Uint8Array.from(Array.from(hidden, (value) => (value === 0 ? 0 : 1)));
    this.#treatment(picture).hidden = mask.some((value) => value === 1) ? mask : null;
    this.#applyTreatments();
  }

  setErrorGains(level: number, gains: ArrayLike<number> | null): void {
    const treatment = this.#treatment(level);
    const prediction = this.#model.built.predictions[level] ?? null;
    if (prediction === null) {
      throw new HelmholtzError(
        'unknown-level',
        `setErrorGains: level ${level} is not predicted from above`,
      );
    }
    const { errors } = prediction;
    if (gains !== null && gains.length !== errors) {
      throw new HelmholtzError(
        'bad-shape',
        `setErrorGains: expected ${errors} numbers for level ${level}; got ${gains.length}`,
      );
    }
    treatment.errorGains = gains === null ? null : Float64Array.from(gains);
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
    this.#change(treatment, { lesioned });
    if (lesioned) this.#model.setValues(level, new Float64Array(this.#units(level)));
    this.#applyTreatments();
  }

  clamp(level: number, { values, which }: NonNullable<Parameters<Agent['clamp']>[1]> = {}): void {
    const treatment = this.#treatment(level);
    const units = this.#units(level);
    if (which !== undefined) this.#checkLength(level, which);
    const prediction = this.#model.built.predictions[level] ?? null;
    if (which !== undefined && prediction !== null && prediction.likelihood !== 'gaussian') {
      throw new HelmholtzError(
        'bad-shape',
        `clamp: a ${prediction.likelihood} level is observed as a whole or not at all; got a part of level ${level}`,
      );
    }
    const mask = Uint8Array.from({ length: units }, (_, unit) => (which?.[unit] === 0 ? 0 : 1));
    if (values !== undefined) {
      this.#checkLength(level, values);
      const all = this.#model.values(level);
      this.#model.setValues(
        level,
        all.map((value, index) => (mask[index % units] === 1 ? values[index % units]! : value)),
      );
    }
    this.#change(treatment, { clamped: mask.some((value) => value === 1) ? mask : null });
    this.#changeHeld();
  }

  release(level: number): void {
    this.#change(this.#treatment(level), { clamped: null });
    this.#changeHeld();
  }

  schemes(): ReturnType<Agent['schemes']> {
    this.#alive();
    return this.#scheme.list(this.#conditions());
  }

  setScheme(choice: SchemeChoice): void {
    this.#alive();
    this.#scheme.choose(choice, this.#conditions());
    this.#unsettle();
  }

  async setEngine(name: string): Promise<void> {
    this.#alive();
    const selected = await createEngine(name);
    this.#alive();
    this.#engine = selected;
    this.#replaceModel();
    this.#applyTreatments();
  }

  setPrecisionMode(mode: Agent['precisionMode']): void {
    this.#alive();
    if (!this.precisionModes.includes(mode)) {
      throw new HelmholtzError(
        'not-applicable',
        mode === 'inferred'
          ? `${this.kind.name}: infers no precision from context; it has ${this.precisionModes.join(', ')}`
          : `${this.kind.name}: has learned no precision; it has ${this.precisionModes.join(', ')}`,
      );
    }
    this.#treatments.precisionMode = mode;
    this.#applyTreatments();
  }

  setStart(start: string): void {
    this.#alive();
    this.#start = checkStart(start);
  }

  setInferenceRate(rate: number): void {
    if (!(rate > 0 && Number.isFinite(rate))) {
      throw new HelmholtzError(
        'parameter-out-of-range',
        `inference rate: expected a finite number > 0; got ${rate}`,
      );
    }
    const { name, usesInferenceRate } = this.#scheme.present.kind;
    if (!usesInferenceRate) {
      throw new HelmholtzError(
        'not-applicable',
        `inference rate: ${name} takes none, since it chooses its own steps`,
      );
    }
    this.#rate = rate;
    this.#model.setInferenceRate(rate);
    this.#certificate = { ...this.#certificate, inferenceRate: rate };
  }

  reset(): void {
    this.#alive();
    startBeliefs(this.#model, {
      start: this.#start,
      seed: this.seed,
      treatments: this.#treatments,
      hypotheses: this.#hypotheses,
      held: this.#held,
    });
    this.#steps = 0;
    this.#scheme.restart();
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
    const row = this.#hypotheses.shownRow(this.#model);
    const levels = this.hierarchy.levels.map((_, level) =>
      readLevelBelief(this.#model, this.#treatments, { level, row }),
    );
    return {
      step: this.#steps,
      levels,
      freeEnergy: this.#freeEnergy(),
      errorNorms: levels.map(({ weightedErrors }) =>
        Math.sqrt(weightedErrors.reduce((sum, error) => sum + error * error, 0)),
      ),
      certificate: this.#certificate,
      posterior: this.#hypotheses.posterior(this.#model),
    };
  }

  posteriorVariance(
    method: 'exact' | 'diagonal' | 'auto' = 'auto',
  ): ReturnType<Agent['posteriorVariance']> {
    this.#alive();
    return laplaceVariance(this.#curvaturePoint(), { method, measureError: method === 'auto' });
  }

  varianceOf(level: number, weights: ArrayLike<number>): number | null {
    this.#treatment(level);
    this.#checkLength(level, weights);
    return laplaceVarianceOf(this.#curvaturePoint(), level, weights);
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

  estimateConditionNumber(): number | null {
    this.#alive();
    if (curvatureRefusal(this.hierarchy) !== null) return null;
    const number = conditionNumber(this.#curvaturePoint());
    this.#certificate = { ...this.#certificate, conditionNumber: number };
    return number;
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
    this.#scheme.restart();
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
    const treatment = this.#treatments.levels[level];
    if (treatment === undefined) {
      throw new HelmholtzError(
        'unknown-level',
        `${this.kind.name}: expected a level in 0..${this.#treatments.levels.length - 1}; got ${level}`,
      );
    }
    return treatment;
  }

  #checkLength(level: number, values: ArrayLike<number>): void {
    this.#alive();
    checkLength(values, this.#units(level), this.kind.name, level);
  }

  #changeHeld(): void {
    const held = this.#treatments.heldLevels();
    if (held.size !== this.#held.size || [...held].some((level) => !this.#held.has(level))) {
      this.#held = held;
      this.#replaceModel();
    }
    this.#applyTreatments();
  }

  #makeModel(): Model {
    return createModel({
      hierarchy: this.hierarchy,
      weights: this.#weights,
      engine: this.#engine.engine,
      batch: this.#hypotheses.count,
      held: this.#held,
      learning: false,
      inferenceRate: this.#rate,
    });
  }

  /** Makes the model anew, with the same values. */
  #replaceModel(): void {
    const next = this.#makeModel();
    this.hierarchy.levels.forEach((_, level) => {
      next.setValues(level, this.#model.values(level));
    });
    this.#model.dispose();
    this.#model = next;
  }

  /** What decides which schemes can run. */
  #conditions(): SchemeConditions {
    const free = this.hierarchy.levels.map((_, level) =>
      this.#treatments.free(level).reduce((sum, entry) => sum + entry, 0),
    );
    return {
      freeNodes: free.reduce((sum, count) => sum + count, 0),
      rows: this.#hypotheses.count,
      curvatureRefusal: curvatureRefusal(this.hierarchy),
      errorCoordinatesRefusal: errorCoordinatesRefusal(this.hierarchy, (level) => free[level]! > 0),
      hasKinks: this.hierarchy.levels.some(
        ({ prior }, level) => prior?.kind === 'laplace' && free[level]! > 0,
      ),
    };
  }

  /** Changes a treatment, unless the scheme in force could not go on with it. */
  #change(treatment: LevelTreatment, change: Partial<LevelTreatment>): void {
    const before = { ...treatment };
    Object.assign(treatment, change);
    try {
      this.#scheme.check(this.#conditions());
    } catch (error) {
      Object.assign(treatment, before);
      throw error;
    }
  }

  /** What was found out about settling holds no longer. */
  #unsettle(): void {
    this.#measured = false;
    this.#scheme.restart();
    if (this.#certificate.status !== 'settling') {
      this.#certificate = {
        ...this.#certificate,
        status: 'settling',
        largestStableRate: null,
        conditionNumber: null,
      };
    }
  }

  /** Brings precisions, priors and free units in line with gains, lesions, occlusion and clamps. */
  #applyTreatments(): void {
    const { levels, connections } = this.hierarchy;
    for (const index of connections.keys()) {
      this.#model.setPrecision(index, this.#treatments.precisionInForce(index));
    }
    levels.forEach((_, index) => {
      const strength = this.#treatments.priorStrengthInForce(index);
      if (strength !== null) this.#model.setPriorStrength(index, strength);
      this.#model.setFree(index, this.#treatments.free(index));
    });
    const isLesioned = this.#treatments.levels.some(({ lesioned }) => lesioned);
    if (isLesioned || this.#weightsChanged) {
      this.#model.setWeights(this.#treatments.weightsInForce());
      this.#weightsChanged = isLesioned;
    }
    this.#unsettle();
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
    const { settles } = this.#scheme.present.kind;
    const course = this.#scheme.settle(this.#model, {
      steps,
      tolerance,
      taken: before.step,
      // Hypotheses are measured row by row, so that the trace is that of the best one.
      freeEnergy:
        this.#hypotheses.count === 1 ? null : (model) => this.#hypotheses.freeEnergy(model),
    });
    this.#trace = course.trace;
    const { last, steps: taken } = course;
    let status: Certificate['status'] = course.status === 'step-limit' ? unfinished : course.status;
    const { norms, norm } = this.#normsOf(last);
    this.#measured = true;
    // A slow divergence is only seen over many calls of a step or two.
    const seen = this.#scheme.watch.sees(
      this.#trace.map(({ total }, index) => ({ energy: total, norm: course.norms[index]! })),
      this.#rate,
    );
    if (seen === 'diverged') status = 'diverged';
    const isFlat = seen === 'flat' && norm > this.#settling.tolerance;
    if (status === 'diverged') {
      this.restoreValues(before);
      const largestStableRate =
        curvatureRefusal(this.hierarchy) === null ? this.estimateLargestStableRate() : null;
      this.#certificate = this.#certificateOf(
        'diverged',
        { norms, norm },
        {
          ...(largestStableRate === null ? {} : { largestStableRate }),
          divergedAt: before.step + taken,
        },
      );
      return this.#certificate;
    }
    this.#steps = before.step + taken;
    const isAtRest = isFlat || norm <= this.#settling.tolerance;
    if (status === unfinished && settles && isAtRest) status = 'settled';
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
      conditionNumber: null,
      divergedAt: extra.divergedAt ?? null,
      isFlat: extra.isFlat ?? false,
      scheme: this.#scheme.present.kind,
    });
  }

  #freeEnergy(): FreeEnergy {
    return this.#hypotheses.freeEnergy(this.#model);
  }

  #curvaturePoint(): CurvaturePoint {
    const { levels, connections } = this.hierarchy;
    this.#refresh();
    const row = this.#hypotheses.shownRow(this.#model);
    return {
      hierarchy: this.hierarchy,
      weights: this.#weightsChanged ? this.#treatments.weightsInForce() : this.#weights,
      values: levels.map((_, level) => {
        const { values, units } = this.#model.built.levels[level]!;
        return readRow(this.#model, values, row, units);
      }),
      precision: connections.map((_, index) => this.#treatments.precisionInForce(index)),
      priorStrength: levels.map((_, level) => this.#treatments.priorStrengthInForce(level)),
      free: levels.map((_, level) => this.#treatments.free(level)),
    };
  }
}
