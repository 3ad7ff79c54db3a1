import type { Agent, AgentKind, AgentOptions, NamedTensors, SavedValues } from '../../agent.ts';
import type { BeliefSnapshot, LevelBelief, PosteriorVariance } from '../../belief.ts';
import { checkLength } from '../../check-length.ts';
import type { FreeEnergy } from '../../energy/free-energy.ts';
import { HelmholtzError } from '../../errors.ts';
import { type Hierarchy, unitsOf } from '../../hierarchy.ts';
import type { Certificate } from '../../inference/certificate.ts';
import type { SchemeFacts } from '../../inference/scheme-facts.ts';
import { createRandom } from '../../maths/random.ts';
import { suggestion } from '../../nearest-name.ts';
import type { ParameterValues } from '../../parameter-table.ts';
import { type Picture, scalePicture } from '../../picture.ts';
import { REFERENCES } from '../../references.ts';
import type { WeightsRecord } from '../../weights/training-record.ts';
import {
  type Particles,
  startParticles,
  type StepDenoiser,
  stepParticles,
} from './ancestral-sampling.ts';
import { flowDenoiser, type LearnedDenoiser, NOISE_RANGE } from './learned-denoiser.ts';
import { type FlowDenoiser, noiseLevels } from './probability-flow.ts';
import { denoiserOf } from './sample-denoiser.ts';

/** The picture and the samples: levels of {@link diffusingHierarchy}. */
const IMAGE = 0;
const SAMPLES = 1;

/** How a diffusing agent samples. */
export interface Diffusing {
  /** Independent runs; a sample of each is shown. */
  readonly runs: number;
  /** Particles of each run. */
  readonly particles: number;
  /** Steps from noise to pictures. */
  readonly steps: number;
  /** Standard deviation by which prediction errors are weighed in what is shown; inference makes no use of it. */
  readonly deviation: number;
}

/** What an agent is made of. */
export interface DiffusingIngredients {
  readonly kind: AgentKind;
  readonly parameters: ParameterValues;
  readonly options: AgentOptions;
  readonly weights: NamedTensors;
  readonly record: WeightsRecord | null;
  readonly diffusing: Diffusing;
}

/** The only way in which such an agent infers. */
const REVERSE_DIFFUSION: SchemeFacts = {
  name: 'reverse-diffusion',
  summary:
    'Particles lose their noise step by step, weighed at each by how probable what is seen is.',
  sources: [REFERENCES.trippe2023],
  parameters: {},
  descends: false,
  settles: true,
  usesInferenceRate: false,
};

/**
 * An agent that perceives by diffusion told backward. Runs of particles start as noise; every step takes some of it away, and
 * particles are weighed by what is seen (Trippe et al. 2023, `REFERENCES.trippe2023`). Its beliefs are moments of all
 * particles: the prediction is their mean as they look without noise, and variances are those between them. After the last step
 * the particles are samples, near the posterior and no more: particles are few, and what is seen is noised once a run.
 *
 * Nothing descends here. What stands for the free energy is the energy of the prediction errors of what is seen; what the belief
 * costs is not known, and its complexity is given as 0.
 *
 * A step depends on the seed and its number alone, so that going back and forward again gives the same beliefs. Whatever changes
 * what is seen starts the particles anew.
 *
 * @throws {HelmholtzError} `bad-weights` where the numbers are not those of a denoiser.
 */
export function createDiffusingAgent(ingredients: DiffusingIngredients): Agent {
  return new DiffusingAgent(ingredients);
}

class DiffusingAgent implements Agent {
  readonly kind: AgentKind;
  readonly parameters: ParameterValues;
  readonly seed: number;
  readonly hierarchy: Hierarchy;
  readonly engine = {
    name: 'reference',
    reason: 'its network is evaluated in double precision, by no engine',
  } as const;
  readonly trainingRecord: WeightsRecord | null;
  readonly field: Agent['field'];
  readonly precisionMode = 'fixed';
  readonly precisionModes = ['fixed'] as const;
  /** Noise, which is the prior of the process. */
  readonly start = 'forward';
  readonly inferenceRate = 1;
  readonly scheme = { name: REVERSE_DIFFUSION.name, parameters: {} };

  readonly #diffusing: Diffusing;
  readonly #model: LearnedDenoiser;
  readonly #levels: Float64Array;
  readonly #learned: FlowDenoiser;
  #observation: Float64Array;
  #hidden: Uint8Array;
  #isDreaming = false;
  #isLesioned = false;
  #gain = 1;
  #runs: readonly Particles[] = [];
  #steps = 0;
  #trace: readonly FreeEnergy[] = [];
  #isDisposed = false;

  constructor({ kind, parameters, options, weights, record, diffusing }: DiffusingIngredients) {
    this.kind = kind;
    this.trainingRecord = record;
    this.parameters = parameters;
    this.seed = options.seed ?? 1;
    this.hierarchy = kind.hierarchy(parameters);
    const { arrangement } = this.hierarchy.levels[IMAGE]!;
    this.field = { rows: arrangement.rows, columns: arrangement.columns };
    this.#diffusing = diffusing;
    this.#model = denoiserOf(weights);
    this.#learned = flowDenoiser(this.#model);
    checkLength(this.#model.centre, unitsOf(this.hierarchy.levels[IMAGE]!), kind.name, IMAGE);
    this.#levels = noiseLevels(diffusing.steps, NOISE_RANGE);
    this.#observation = this.#model.centre.slice();
    this.#hidden = new Uint8Array(this.#observation.length);
    if (options.scheme !== undefined) this.setScheme(options.scheme);
    if (options.start !== undefined) this.setStart(options.start);
    this.reset();
  }

  get trace(): readonly FreeEnergy[] {
    return this.#trace;
  }

  observe(observation: ArrayLike<number>): void {
    this.#alive();
    checkLength(observation, this.#observation.length, this.kind.name, IMAGE);
    this.#observation = Float64Array.from(observation);
    this.reset();
  }

  look(picture: Picture): void {
    this.observe(this.kind.retina(scalePicture(picture, this.field), this.parameters).pixels);
  }

  occlude(hidden: ArrayLike<number>): void {
    this.#alive();
    checkLength(hidden, this.#hidden.length, this.kind.name, IMAGE);
    this.#hidden = Uint8Array.from(hidden, (value) => (value === 0 ? 0 : 1));
    this.reset();
  }

  setErrorGains(level: number, gains: ArrayLike<number> | null): void {
    this.#checkLevel(level);
    if (gains !== null)
      this.#refuse('has one precision for all that it sees, and no gains of single errors');
  }

  setPrecisionGain(level: number, gain: number): void {
    this.#checkLevel(level);
    if (!(gain >= 0 && Number.isFinite(gain))) {
      throw new HelmholtzError(
        'parameter-out-of-range',
        `precision gain of level ${level}: expected a finite number >= 0; got ${gain}`,
      );
    }
    if (level !== IMAGE) this.#refuse('has no precision of its samples; change that of the image');
    this.#gain = gain;
    this.reset();
  }

  setLesioned(level: number, lesioned: boolean): void {
    this.#checkLevel(level);
    if (level === IMAGE) {
      if (lesioned)
        this.#refuse('without its image it would have nothing to sample; lesion the samples');
      return;
    }
    this.#isLesioned = lesioned;
    this.reset();
  }

  clamp(level: number, { values, which }: Parameters<Agent['clamp']>[1] = {}): void {
    this.#checkLevel(level);
    if (level !== IMAGE || which !== undefined) {
      this.#refuse('holds its image as a whole or not at all, and no samples');
    }
    this.#isDreaming = false;
    if (values === undefined) this.reset();
    else this.observe(values);
  }

  release(level: number): void {
    this.#checkLevel(level);
    if (level !== IMAGE) return;
    this.#isDreaming = true;
    this.reset();
  }

  setInferenceRate(): void {
    this.#refuse('has no inference rate: its steps are those of its levels of noise');
  }

  schemes(): ReturnType<Agent['schemes']> {
    this.#alive();
    return [{ kind: REVERSE_DIFFUSION, refusal: null }];
  }

  setScheme({ name }: Parameters<Agent['setScheme']>[0]): void {
    if (name !== REVERSE_DIFFUSION.name) {
      this.#refuse(`infers by ${REVERSE_DIFFUSION.name} alone; got the scheme "${name}"`);
    }
  }

  // Async, so that what it throws is a rejection.
  async setEngine(name: string): Promise<void> {
    await Promise.resolve();
    if (name !== this.engine.name) {
      this.#refuse(
        `is evaluated in double precision by ${this.engine.name} alone; got the engine "${name}"${suggestion(name, [this.engine.name])}`,
      );
    }
  }

  setPrecisionMode(mode: Agent['precisionMode']): void {
    if (mode !== this.precisionMode) this.#refuse(`has fixed precisions alone; got "${mode}"`);
  }

  setStart(start: string): void {
    if (start !== this.start)
      this.#refuse(`starts from noise, its prior, which is the start forward; got "${start}"`);
  }

  reset(): void {
    this.#alive();
    const options = { ...this.#seen(), particles: this.#diffusing.particles };
    const scaled = this.#observation.map((value, pixel) => this.#scaled(value, pixel));
    this.#runs = Array.from({ length: this.#diffusing.runs }, (_, run) =>
      startParticles(this.#denoiser(), scaled, {
        ...options,
        random: createRandom(this.seed, 'diffusing', run, 'start'),
      }),
    );
    this.#steps = 0;
    this.#trace = [this.#energy()];
  }

  step(count: number): Certificate {
    this.#alive();
    const seen = this.#seen();
    const denoiser = this.#denoiser();
    const trace = [this.#energy()];
    for (let taken = 0; taken < count && this.#steps < this.#diffusing.steps; taken++) {
      this.#runs = this.#runs.map((particles, run) =>
        stepParticles(denoiser, particles, {
          ...seen,
          index: this.#steps,
          random: createRandom(this.seed, 'diffusing', run, this.#steps),
        }),
      );
      this.#steps++;
      trace.push(this.#energy());
    }
    this.#trace = trace;
    return this.#certificate();
  }

  settle({ steps = this.#diffusing.steps }: Parameters<Agent['settle']>[0] = {}): Certificate {
    const certificate = this.step(steps);
    return certificate.status === 'settled'
      ? certificate
      : { ...certificate, status: 'step-limit' };
  }

  belief(): BeliefSnapshot {
    this.#alive();
    const levels = [this.#imageBelief(), this.#sampleBelief()];
    return {
      step: this.#steps,
      levels,
      freeEnergy: this.#energy(),
      errorNorms: levels.map(({ weightedErrors }) => Math.hypot(...weightedErrors)),
      certificate: this.#certificate(),
      posterior: [],
    };
  }

  posteriorVariance(): PosteriorVariance {
    this.#alive();
    const { variance } = this.#moments();
    return {
      levels: [
        variance.map((value, pixel) => (this.#isVisible(pixel) ? 0 : value)),
        this.#eachRun(variance),
      ],
      prediction: variance,
      method: 'sampled',
      relativeError: null,
    };
  }

  varianceOf(level: number, weights: ArrayLike<number>): number {
    this.#checkLevel(level);
    checkLength(weights, unitsOf(this.hierarchy.levels[level]!), this.kind.name, level);
    const size = this.#observation.length;
    const sums = this.#particles().map((picture) => {
      let sum = 0;
      for (let unit = 0; unit < weights.length; unit++)
        sum += weights[unit]! * picture[unit % size]!;
      return sum;
    });
    const mean = sums.reduce((all, sum) => all + sum, 0) / sums.length;
    return sums.reduce((all, sum) => all + (sum - mean) ** 2, 0) / Math.max(1, sums.length - 1);
  }

  laplaceSurprise(): null {
    this.#alive();
    return null;
  }

  estimateLargestStableRate(): number {
    this.#alive();
    return Infinity;
  }

  estimateConditionNumber(): null {
    this.#alive();
    return null;
  }

  saveValues(): SavedValues {
    this.#alive();
    return {
      step: this.#steps,
      levels: this.#runs.map(({ points }) => points),
    };
  }

  restoreValues({ step, levels }: SavedValues): void {
    this.#alive();
    this.#steps = step;
    this.#runs = this.#runs.map(({ path }, run) => {
      const points = levels[run]!;
      return {
        points,
        expected: this.#denoiser().datum(points, this.#levels[step]!).slice(),
        path,
      };
    });
  }

  dispose(): void {
    this.#isDisposed = true;
  }

  #alive(): void {
    if (this.#isDisposed) {
      throw new HelmholtzError('disposed', `${this.kind.name}: this agent has been disposed of`);
    }
  }

  #refuse(fault: string): never {
    throw new HelmholtzError('not-applicable', `${this.kind.name}: ${fault}`);
  }

  #checkLevel(level: number): void {
    this.#alive();
    if (level !== IMAGE && level !== SAMPLES) {
      throw new HelmholtzError(
        'unknown-level',
        `${this.kind.name}: expected a level in 0..1; got ${level}`,
      );
    }
  }

  #isVisible(pixel: number): boolean {
    return !this.#isDreaming && this.#gain > 0 && this.#hidden[pixel] === 0;
  }

  #seen(): {
    readonly visible: Uint8Array;
    readonly levels: Float64Array;
    readonly gain: number;
  } {
    return {
      visible: this.#hidden.map((_, pixel) => (this.#isVisible(pixel) ? 1 : 0)),
      levels: this.#levels,
      gain: this.#gain,
    };
  }

  /** The denoiser that was learned, or with the lesion what is left of it: pixels as independent normal numbers. */
  #denoiser(): StepDenoiser {
    if (!this.#isLesioned) return this.#learned;
    return {
      size: this.#learned.size,
      datum: (noisy, deviation) => noisy.map((value) => value / (1 + deviation ** 2)),
    };
  }

  #scaled(value: number, pixel: number): number {
    return (value - this.#model.centre[pixel]!) / this.#model.scale;
  }

  /** All particles as they look without their noise, in luminance. */
  #particles(): Float64Array[] {
    const { centre, scale } = this.#model;
    return this.#runs.flatMap(({ expected }) =>
      Array.from({ length: this.#diffusing.particles }, (_, particle) =>
        centre.map((middle, pixel) => middle + scale * expected[particle * centre.length + pixel]!),
      ),
    );
  }

  #moments(): { readonly mean: Float64Array; readonly variance: Float64Array } {
    const pictures = this.#particles();
    const mean = this.#model.centre.map(
      (_, pixel) => pictures.reduce((sum, picture) => sum + picture[pixel]!, 0) / pictures.length,
    );
    const variance = mean.map(
      (middle, pixel) =>
        pictures.reduce((sum, picture) => sum + (picture[pixel]! - middle) ** 2, 0) /
        Math.max(1, pictures.length - 1),
    );
    return { mean, variance };
  }

  /** The same for the sample of every run; samples lie side by side, row by row. */
  #eachRun(picture: ArrayLike<number>): Float64Array {
    return this.#sideBySide(Array.from({ length: this.#diffusing.runs }, () => picture));
  }

  #sideBySide(pictures: readonly ArrayLike<number>[]): Float64Array {
    return Float64Array.from(pictures.flatMap((picture) => Array.from(picture)));
  }

  #imageBelief(): LevelBelief {
    const { mean: prediction } = this.#moments();
    const values = prediction.map((expected, pixel) =>
      this.#isVisible(pixel) ? this.#observation[pixel]! : expected,
    );
    const predictionErrors = values.map((value, pixel) => value - prediction[pixel]!);
    const precision = values.map((_, pixel) =>
      this.#isVisible(pixel) ? this.#gain / this.#diffusing.deviation ** 2 : 0,
    );
    const weightedErrors = predictionErrors.map((error, pixel) => error * precision[pixel]!);
    return { values, prediction, predictionErrors, weightedErrors, precision };
  }

  #sampleBelief(): LevelBelief {
    const { particles } = this.#diffusing;
    const pictures = this.#particles();
    const values = this.#sideBySide(pictures.filter((_, index) => index % particles === 0));
    const prediction = this.#eachRun(this.#moments().mean);
    const predictionErrors = values.map((value, unit) => value - prediction[unit]!);
    // Deviations of samples from their mean are spread and no errors that anything is done about.
    const none = new Float64Array(values.length);
    return { values, prediction, predictionErrors, weightedErrors: none, precision: none };
  }

  /** Energy of the prediction errors of what is seen, nats. */
  #energy(): FreeEnergy {
    const { predictionErrors, precision } = this.#imageBelief();
    let total = 0;
    for (const [pixel, error] of predictionErrors.entries()) {
      const weight = precision[pixel]!;
      if (weight > 0) total += 0.5 * (weight * error ** 2 + Math.log((2 * Math.PI) / weight));
    }
    return { total, accuracy: -total, complexity: 0, levels: [total, 0] };
  }

  #certificate(): Certificate {
    const { steps, runs, particles } = this.#diffusing;
    const isOver = this.#steps >= steps;
    const noise = Number((this.#levels[this.#steps]! * this.#model.scale).toPrecision(3));
    const count = `${runs} runs of ${particles} particles`;
    return {
      status: isOver ? 'settled' : 'settling',
      steps: this.#steps,
      gradientNorm: 0,
      levelNorms: [0, 0],
      tolerance: 0,
      inferenceRate: this.inferenceRate,
      largestStableRate: null,
      conditionNumber: null,
      explanation: isOver
        ? `all ${steps} steps of reverse diffusion are taken: ${count} are approximate samples, given what is seen`
        : `reverse diffusion, step ${this.#steps} of ${steps}: noise of ${noise} luminance is left in ${count}`,
    };
  }
}
