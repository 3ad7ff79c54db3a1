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
  /** How settling and learning take turns; `settled` when absent. */
  readonly rule?: LearningRule;
  /** Whether learning knows how sure the settled values are; `point` when absent. */
  readonly posterior?: LearningPosterior;
  /** Where free values start, for every batch anew; `forward` when absent. */
  readonly start?: LearningStart;
  /** Share of the previous settle step that is kept, in [0, 1); 0 when absent. */
  readonly momentum?: number;
  /** Level that is clamped to the picture; 0, the sensory level, when absent. */
  readonly pictureLevel?: number;
  /** Level whose first `classes` units are clamped to the label; the top level when absent. */
  readonly labelLevel?: number;
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
  /** How many of the first units of the label's level stand for classes and are clamped to it; 0 without labels. */
  readonly classes: number;
}

/**
 * How settling and learning take turns over a batch:
 *
 * - `settled`: the values settle for `settleSteps`, then the weights learn once;
 * - `incremental`: values and weights move together in each of `settleSteps` steps (incremental predictive coding);
 * - `backpropagation`: values start from a forward pass and move at rate 1, and connection t learns at step t. With both
 *   ends clamped and unit precisions these are the gradients of backpropagation exactly (Song et al. 2020), here as a
 *   comparison; settle steps and rate do not apply.
 */
export type LearningRule = 'settled' | 'incremental' | 'backpropagation';

/**
 * - `forward`: the top level at zero where it is free, and every level below it at its prediction;
 * - `zero`: every free level at zero.
 */
export type LearningStart = 'forward' | 'zero';

/**
 * - `point`: the settled values stand for the posterior. What they cannot explain is then too small, and the scale of
 *   the weights is not identified where the values have a prior.
 * - `laplace`: expectations under the Gaussian posterior around the settled values, which adds the gradient of
 *   1/2 ln |H| to that of F. Exact for linear levels, and refused for others.
 */
export type LearningPosterior = 'point' | 'laplace';

/**
 * Where learning starts from; biases start at zero unless told otherwise.
 *
 * - `normal`: independent normal numbers of this standard deviation (before normalisation);
 * - `uniform`: independent uniform numbers in +-sqrt(6 / (lower + upper)), Glorot & Bengio (2010);
 * - `fan-in`: weights and biases independent and uniform in +-1 / sqrt(upper);
 * - `class-blocks`: the lower units are divided evenly among the upper ones, which stand for classes: `named` is the
 *   weight from a class to its own units, all others are zero, and every bias is `bias`. The units of a class are then
 *   silent (under a rectifier) unless it is the cause: a gate that is wired, not learned.
 */
export type InitialWeights =
  | { readonly kind: 'normal'; readonly deviation: number }
  | { readonly kind: 'uniform' }
  | { readonly kind: 'fan-in' }
  | { readonly kind: 'class-blocks'; readonly named: number; readonly bias: number };

/** Where the observations of a stage come from; deterministic in the batch number. */
export interface TrainingBatch {
  /** `batch x sensory units`, after the retina. */
  readonly observations: Float32Array;
  /** Class of each observation, for labelled stages. */
  readonly labels: Int32Array | null;
}
