import type { BeliefSnapshot, PosteriorVariance } from './belief.ts';
import type { EngineName } from './engine/engine.ts';
import type { FreeEnergy } from './energy/free-energy.ts';
import type { Hierarchy } from './hierarchy.ts';
import type { Certificate } from './inference/certificate.ts';
import type { SchemeChoice, SchemeFacts } from './inference/scheme-facts.ts';
import type { TrainingPlan } from './learning/training-plan.ts';
import type { GivenValues, ParameterTable, ParameterValues } from './parameter-table.ts';
import type { Picture } from './picture.ts';
import type { Reference } from './references.ts';
import type { Start } from './starts.ts';
import type { WeightsRecord } from './weights/training-record.ts';

/** The declaration of an agent: one file of the catalogue. */
export interface AgentKind<Table extends ParameterTable = ParameterTable> {
  /** Equals the file's name. */
  readonly name: string;
  readonly summary: string;
  readonly sources: readonly Reference[];
  readonly parameters: Table;
  /** The generative model at these parameters. */
  readonly hierarchy: (parameters: ParameterValues<Table>) => Hierarchy;
  /** What a whole picture (luminance 0..1) looks like to the sensory level, pixel by pixel; same size as the picture. */
  readonly retina: (picture: Picture, parameters: ParameterValues<Table>) => Picture;
  /** How a picture of another size meets the field: a piece of it at its own resolution, or the whole of it scaled. */
  readonly fit: 'crop' | 'scale';
  /** Step size of settling and when to stop. */
  readonly settling: (parameters: ParameterValues<Table>) => {
    readonly inferenceRate: number;
    readonly steps: number;
    readonly tolerance: number;
  };
  /** Weights: written down (small models) or trained and kept under the agent's name. */
  readonly weights: 'trained' | ((parameters: ParameterValues<Table>) => NamedTensors);
  /** Name of the weights file at these parameters; the agent's own name when absent. */
  readonly weightsName?: (parameters: ParameterValues<Table>) => string;
  /**
   * Level that pictures and observations are clamped to; 0, the sensory level, when absent. A discriminative net has the
   * picture at the top, from which everything else is predicted.
   */
  readonly pictureLevel?: number;
  /** Ways to learn the weights, by name, where there are several; `training` is one of them. */
  readonly recipes?: Readonly<Record<string, Recipe<Table>>>;
  /** How trained weights are learned from nothing; absent where weights are written down. */
  readonly training?: (parameters: ParameterValues<Table>) => TrainingPlan;
  /**
   * Units of the top level that are a categorical cause: each class is tried as a hypothesis of its own, and the
   * posterior over classes is softmax(-F / temperature) of the hypotheses.
   */
  readonly classes?: {
    readonly first: number;
    readonly names: readonly string[];
    /** Divides F before the softmax: 1 is Bayes at the point estimate; larger where that is known to be too sure. */
    readonly temperature: number;
    /** Settle steps that are enough to compare the hypotheses when many examples are named. */
    readonly steps: number;
  };
  /** How written weights came about, where something else has learned them; absent where somebody made them up. */
  readonly record?: () => Promise<WeightsRecord>;
  /** Inference of its own, of a model that is no hierarchy to be settled. `hierarchy` says what its levels are and no more. */
  readonly inference?: OwnInference<Table>;
  /** Name of the picture that shows the agent at its best. */
  readonly firstPicture: string;
}

/** How agents of a kind are made that do not settle a hierarchy. */
export interface OwnInference<Table extends ParameterTable = ParameterTable> {
  /** What predicts each level, in words; `null` where nothing does. */
  readonly predictedBy: readonly (string | null)[];
  /** What is reported where other agents report their free energy, in words. */
  readonly energy: string;
  readonly create: (ingredients: {
    readonly kind: AgentKind;
    readonly parameters: ParameterValues<Table>;
    readonly options: AgentOptions;
    readonly weights: NamedTensors;
    readonly record: WeightsRecord | null;
  }) => Agent;
}

/** What agents of a kind report as their free energy, in words. */
export function energyOf({ inference }: Pick<AgentKind, 'inference'>): string {
  return inference?.energy ?? 'free energy';
}

/** Level of a kind's hierarchy that pictures are clamped to. */
export function pictureLevelOf({ pictureLevel = 0 }: Pick<AgentKind, 'pictureLevel'>): number {
  return pictureLevel;
}

/** A named way to learn an agent's weights. */
export interface Recipe<Table extends ParameterTable = ParameterTable> {
  readonly summary: string;
  /** Parameters of the agent that the recipe is made for; they cannot be set otherwise together with it. */
  readonly parameters: GivenValues;
  /** What is trained, stage by stage, at the parameters of the agent. */
  readonly plan: (parameters: ParameterValues<Table>) => TrainingPlan;
}

/** Tensors by name, as in a weights file. */
export type NamedTensors = ReadonlyMap<string, Tensor>;

/** Numbers with a shape, row-major. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array | Float64Array;
}

/** How to make an agent. */
export interface AgentOptions {
  readonly parameters?: GivenValues;
  /** Seed of everything random in it. Default 1. */
  readonly seed?: number;
  /** Default `wasm`; `auto` takes the fastest, and needs a clock to find out. */
  readonly engine?: EngineName | 'auto';
  /** A clock in milliseconds that only moves forward. */
  readonly now?: () => number;
  /** Scheme of inference. Default explicit Euler. */
  readonly scheme?: SchemeChoice;
  /** Where beliefs start. Default `forward`, from the predictions. */
  readonly start?: Start;
  /** Weights to use instead of the shipped ones. */
  readonly weights?: NamedTensors;
}

/**
 * Which precisions are in force: as described (`fixed`), as learned, or inferred from context by log-precision units.
 */
export type PrecisionMode = (typeof PRECISION_MODES)[number];

/** All of {@link PrecisionMode}. */
export const PRECISION_MODES = ['fixed', 'learned', 'inferred'] as const;

/** One running model. Whoever makes it calls `dispose`. */
export interface Agent {
  readonly kind: AgentKind;
  readonly parameters: ParameterValues;
  readonly seed: number;
  readonly hierarchy: Hierarchy;
  readonly engine: { readonly name: EngineName; readonly reason: string };
  /** How the weights came about; `null` when they were made up or given. */
  readonly trainingRecord: WeightsRecord | null;
  /** Rows and columns of the field, the level that sees pictures. */
  readonly field: { readonly rows: number; readonly columns: number };

  /** Presents an observation, one number per unit of the level that sees pictures (after the retina), and resets the beliefs. */
  observe(observation: ArrayLike<number>): void;
  /** Looks at a picture through the retina; a kind that crops takes its field at (x, y) pixels, by default centred. */
  look(picture: Picture, crop?: { readonly x: number; readonly y: number }): void;
  /**
   * Hides sensory units: where `hidden` is nonzero their precision is zero and their value is unknown. Beliefs stay.
   *
   * @throws {HelmholtzError} `not-applicable` for agents whose pictures nothing predicts.
   */
  occlude(hidden: ArrayLike<number>): void;
  /**
   * Factor on the precision of every single prediction error of a level (one per window and unit where windows overlap),
   * on top of the gain of the level; `null` takes it away. Beliefs stay.
   */
  setErrorGains(level: number, gains: ArrayLike<number> | null): void;
  /** Multiplies the precision of a level's prediction errors (attention). 1 is as learned, 0 silences them. Beliefs stay. */
  setPrecisionGain(level: number, gain: number): void;
  /** Removes a level (nothing is predicted from it and it predicts nothing), or puts it back. Beliefs of the others stay. */
  setLesioned(level: number, lesioned: boolean): void;
  /** Holds a level's values (all, or those where `which` is nonzero) at `values`, or where they are now. */
  clamp(
    level: number,
    options?: { readonly values?: ArrayLike<number>; readonly which?: ArrayLike<number> },
  ): void;
  /** Lets a level's values move again. Level 0 released is generation: the model dreams what it expects. */
  release(level: number): void;
  /** Step size of settling from now on. */
  setInferenceRate(rate: number): void;
  readonly inferenceRate: number;

  /** The scheme of inference in force, with all of its parameters. */
  readonly scheme: { readonly name: string; readonly parameters: ParameterValues };
  /** Every scheme, and why it cannot run here and now; `null` where it can. */
  schemes(): readonly { readonly kind: SchemeFacts; readonly refusal: string | null }[];
  /**
   * Settles by another scheme from now on. Beliefs stay.
   *
   * @throws {HelmholtzError} for an unknown scheme or parameter, and `not-applicable` with the reason where it cannot run.
   */
  setScheme(choice: SchemeChoice): void;
  /**
   * Computes with another engine (`auto` or its name) from now on. Beliefs, weights, clamps, gains and lesions stay.
   *
   * @throws {HelmholtzError} `unknown-engine`; `engine-unavailable` if this machine lacks what the engine needs.
   */
  setEngine(name: string): Promise<void>;
  /** Which precisions are in force. */
  readonly precisionMode: PrecisionMode;
  /** Those that this agent has. */
  readonly precisionModes: readonly PrecisionMode[];
  /**
   * Puts other precisions in force. Beliefs and gains stay.
   *
   * @throws {HelmholtzError} `not-applicable` with the reason where the agent has no such precisions.
   */
  setPrecisionMode(mode: PrecisionMode): void;

  /** Where beliefs start when something is observed or they are reset. */
  readonly start: Start;
  /** Chooses where beliefs start from then on. Present beliefs stay. */
  setStart(start: Start): void;
  /** Starts the beliefs anew; weights, clamps, gains, lesions and observation stay. */
  reset(): void;
  /** Takes inference steps. */
  step(count: number): Certificate;
  /** Settles until the tolerance or the step limit of the agent (or the given ones). */
  settle(options?: { readonly steps?: number; readonly tolerance?: number }): Certificate;
  /** Free energy at every step of the latest `step` or `settle`, the state before the first step included. */
  readonly trace: readonly FreeEnergy[];
  /** Everything that is believed now; of an agent with classes, under its best hypothesis. */
  belief(): BeliefSnapshot;
  /** `auto` is exact up to `exactLimit` free nodes, else diagonal with its error measured. */
  posteriorVariance(method?: 'exact' | 'diagonal' | 'auto'): PosteriorVariance;
  /**
   * Posterior variance of a weighted sum, one weight per unit, by the Laplace approximation at the present (settled)
   * beliefs: of the predictions of level 0, or of the values of a level above; `null` where they are not at a minimum.
   *
   * @throws {HelmholtzError} `unknown-level`; `bad-shape` where the curvature of the free energy is not available.
   */
  varianceOf(level: number, weights: ArrayLike<number>): number | null;
  /**
   * Surprise -ln p(observation) in nats by the Laplace approximation at the present (settled) beliefs; exact for linear
   * Gaussian models, `null` where the beliefs are not at a minimum.
   */
  laplaceSurprise(): number | null;
  /** Fills in `largestStableRate` of the certificate by power iteration. */
  estimateLargestStableRate(): number;
  /** Fills in `conditionNumber` of the certificate; `null` where there are too many nodes. */
  estimateConditionNumber(): number | null;
  /** Present values of every level, for going back to them. */
  saveValues(): SavedValues;
  /** Goes back to saved values; weights, clamps, gains, lesions and observation stay as they are. */
  restoreValues(saved: SavedValues): void;
  /** Frees the engine's memory; calling anything else afterwards throws. */
  dispose(): void;
}

/** Values of every level at one step; opaque to everybody but the agent that made it. */
export interface SavedValues {
  readonly step: number;
  readonly levels: readonly Float64Array[];
}
