import type { ConnectionShape, Likelihood } from '../hierarchy.ts';
import type { BufferId, Program } from './program.ts';

/** What the program is for. */
export interface BuildOptions {
  /** Observations settled side by side. */
  readonly batch: number;
  /** Levels whose values never move; what depends on them alone is computed once, before settling. */
  readonly held: ReadonlySet<number>;
  /** Whether weight gradients and precision statistics are wanted. */
  readonly learning: boolean;
  /** Whether settling has momentum; without, it is explicit Euler. Default false. */
  readonly momentum?: boolean;
  /**
   * Whether predictions and their slopes stay where `prepare` found them while values move (fixed-prediction
   * assumption). Default false.
   */
  readonly fixedPredictions?: boolean;
}

/** A hierarchy as a program, with the buffers that its quantities live in. */
export interface BuiltProgram {
  readonly program: Program;
  readonly batch: number;
  /** One entry per level, sensory first. */
  readonly levels: readonly LevelBuffers[];
  /** One entry per level: its prediction; `null` for a level that nothing predicts. */
  readonly predictions: readonly (PredictionBuffers | null)[];
  /** One entry per connection; in a chain, entry l predicts level l. */
  readonly connections: readonly ConnectionBuffers[];
  /** Step size of settling, one number. */
  readonly inferenceRate: BufferId;
  /** Share of the latest displacement that is kept, one number in [0, 1); `null` without momentum. */
  readonly momentum: BufferId | null;
  /** Whether predictions stay where `prepare` found them. */
  readonly fixedPredictions: boolean;
  /** Levels that the phase `start` cannot set, since several windows predict the same unit. */
  readonly averagedLevels: ReadonlySet<number>;
  readonly columns: TraceColumns;
}

/** Buffers of one level. Matrices have one row per observation of the batch. */
export interface LevelBuffers {
  readonly units: number;
  readonly values: BufferId;
  /** dF/dvalues of the smooth part of F; `null` for a level that is held. */
  readonly gradient: BufferId | null;
  /** Latest displacement; `null` for a level that is held, and without momentum. */
  readonly velocity: BufferId | null;
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

/** Buffers of the prediction of one level, shared by all connections that make it. */
export interface PredictionBuffers {
  /** Connection that leads: it holds the precision. */
  readonly leader: number;
  /** Number of prediction errors. */
  readonly errors: number;
  /** Lower unit that each prediction error belongs to, or `null` where that is the identity. */
  readonly unitOfError: Int32Array | null;
  /** Precision in force, one per error; with a full covariance, the part of it that is diagonal. */
  readonly precision: BufferId;
  readonly likelihood: Likelihood;
  /** Log precisions that come from a level; `null` where precision stays. */
  readonly modulation: ModulationBuffers | null;
  /** Correlations of the errors; `null` for a diagonal precision. */
  readonly covariance: CovarianceBuffers | null;
  /** g's argument. */
  readonly preactivation: BufferId;
  readonly prediction: BufferId;
  readonly predictionErrors: BufferId;
  readonly weightedErrors: BufferId;
  /** g' .* weighted errors: what travels up, and what learning pairs with f(x). */
  readonly delta: BufferId;
  /** Energy 1/2 sum precision error^2 of each observation. */
  readonly rowEnergy: BufferId;
}

/** Precision e^s times what is learned, s being values of another level. */
export interface ModulationBuffers {
  /** The level that holds s. */
  readonly level: number;
  /** Its unit for each prediction error, an index buffer. */
  readonly unitOfError: BufferId;
  /** e^s of each prediction error, `batch x errors`. */
  readonly factor: BufferId;
  /** -1/2 for errors that count, 0 for those of precision 0. */
  readonly minusHalfCounted: BufferId;
  /** Log determinant -1/2 sum s of each observation. */
  readonly rowEnergy: BufferId;
  /** dF/ds = 1/2 (Pi e^2 - 1) of each prediction error; `null` where the level is held. */
  readonly slope: BufferId | null;
}

/** A precision matrix D^1/2 L L' D^1/2. */
export interface CovarianceBuffers {
  /** Root of D, one per error. */
  readonly root: BufferId;
  /** L of the errors that count, row-major; rows of the others are zero. */
  readonly factor: BufferId;
}

/** Buffers of one connection, those of the prediction that it takes part in included. */
export interface ConnectionBuffers extends Omit<PredictionBuffers, 'errors' | 'unitOfError'> {
  readonly shape: ConnectionShape;
  /** Generative weights, `lower x upper`; empty where the transform has none. */
  readonly lowerFromUpper: BufferId;
  readonly bias: BufferId | null;
  /**
   * -dF/dweights, -dF/dbias and squared errors, summed over the batch; `null` unless built for learning. Squared errors
   * are with the leader; those of the others are empty.
   */
  readonly learning: {
    readonly weights: BufferId;
    readonly bias: BufferId | null;
    readonly squaredErrors: BufferId;
  } | null;
}

/** Which trace column holds what. */
export interface TraceColumns {
  /** Energy of the prediction errors of each level, summed over the batch; `null` for a level that nothing predicts. */
  readonly errorEnergy: readonly (number | null)[];
  /** Energy of each level's prior; `null` without one. */
  readonly priorEnergy: readonly (number | null)[];
  /** Gradient norm of each level. */
  readonly levelNorm: readonly number[];
  readonly norm: number;
}
