import type { Hierarchy } from '../hierarchy.ts';
import type { OptimiserOptions } from './optimiser.ts';
import type { Schedule } from './schedule.ts';

/** How an agent learns its generative model from nothing. */
export interface TrainingPlan {
  /** Name of the data set; whoever trains finds it. */
  readonly dataset: string;
  /** How many different examples of it to learn from; all of them where it has fewer. */
  readonly examples: number;
  readonly stages: readonly TrainingStage[];
}

/** A number of batches over which some of the connections learn. */
export interface TrainingStage {
  readonly name: string;
  /** What is settled in this stage: the agent's hierarchy, or a part of it. */
  readonly hierarchy: Hierarchy;
  /** For each connection of the stage's hierarchy, the agent's connection whose weights it uses. */
  readonly connections: readonly number[];
  /** Which of the stage's connections learn. */
  readonly learned: readonly number[];
  /** Observations per batch. */
  readonly batch: number;
  readonly batches: number;
  readonly settleSteps: number;
  /** Step size of settling; `stable` is 0.9 / lambda_max of the present weights, found anew for every batch. */
  readonly inferenceRate: number | 'stable';
  readonly optimiser: OptimiserOptions;
  readonly learningRate: number;
  readonly schedule: Schedule;
  /** Learning rate of ln precision (plain descent), where a connection learns its precision. */
  readonly precisionRate: number;
  /** What is done to the weights after every batch. */
  readonly normalisation: 'none' | 'unit-columns';
  /** Start of each learned connection, in the order of `learned`. */
  readonly initial: readonly InitialWeights[];
  /** How many of the first units of the top level stand for classes and are clamped to the label; 0 without labels. */
  readonly classes: number;
}

/**
 * Where learning starts from; biases start at zero unless told otherwise.
 *
 * - `normal`: independent normal numbers of this standard deviation (before normalisation);
 * - `uniform`: independent uniform numbers in +-sqrt(6 / (lower + upper)), Glorot & Bengio (2010);
 * - `class-blocks`: the lower units are divided evenly among the upper ones, which stand for classes: `named` is the
 *   weight from a class to its own units, all others are zero, and every bias is `bias`. The units of a class are then
 *   silent (under a rectifier) unless it is the cause: a gate that is wired, not learned.
 */
export type InitialWeights =
  | { readonly kind: 'normal'; readonly deviation: number }
  | { readonly kind: 'uniform' }
  | { readonly kind: 'class-blocks'; readonly named: number; readonly bias: number };

/** Where the observations of a stage come from; deterministic in the batch number. */
export interface TrainingBatch {
  /** `batch x sensory units`, after the retina. */
  readonly observations: Float32Array;
  /** Class of each observation, for labelled stages. */
  readonly labels: Int32Array | null;
}
