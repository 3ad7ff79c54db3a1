import { HelmholtzError } from '../errors.ts';
import type { Hierarchy, PrecisionLearning } from '../hierarchy.ts';
import {
  blankWeights,
  type ConnectionWeights,
  type HierarchyWeights,
} from '../weights/parameters-of-hierarchy.ts';
import { createOptimiserState, optimise, type OptimiserState } from './optimiser.ts';
import { learnPrecision } from './precision-learning.ts';
import { scheduleFactor } from './schedule.ts';
import type { ShardInput, ShardResult, ShardTask } from './shard-learner.ts';
import { settlingRate } from './stable-rate.ts';
import { copyWeights, initialised, normalise, stageWeights } from './stage-weights.ts';
import { type ConnectionSums, sumShards } from './sum-shards.ts';
import type { TrainingBatch, TrainingPlan, TrainingStage } from './training-plan.ts';

/** Every batch is cut into this many shards, whatever the number of workers. */
export const SHARDS = 4;

/** Learns shards, here or in other threads. Results come back in the order of the inputs. */
export interface ShardRunner {
  /** Prepares for the shards of a stage. */
  begin(task: ShardTask, start: HierarchyWeights): Promise<void>;
  /** Learns all shards of a batch. */
  learn(shards: readonly ShardInput[]): Promise<readonly ShardResult[]>;
  /** Ends threads and frees memory. */
  dispose(): Promise<void>;
}

/** Everything that training has to remember between two batches; enough to go on bit for bit. */
export interface TrainingState {
  readonly stage: number;
  /** Batches done in the stage. */
  readonly batch: number;
  /** Weights of the agent's whole hierarchy. */
  readonly weights: HierarchyWeights;
  /** Optimiser memory for the weights and biases of each learned connection of the present stage. */
  readonly optimisers: readonly {
    readonly weights: OptimiserState;
    readonly bias: OptimiserState | null;
  }[];
  /** Mean free energy per observation of the latest batches, newest last. */
  readonly recentFreeEnergy: readonly number[];
}

/** What training reports after each batch. */
export interface TrainingProgress {
  readonly stage: string;
  /** Batches done over all stages, and how many there will be. */
  readonly done: number;
  readonly total: number;
  /** Mean free energy per observation of this batch, in nats. */
  readonly freeEnergy: number;
  readonly state: TrainingState;
}

/** What training needs. */
export interface TrainingOptions {
  /** Hierarchy of the agent that is trained. */
  readonly hierarchy: Hierarchy;
  readonly plan: TrainingPlan;
  readonly seed: number;
  readonly runner: ShardRunner;
  /** Observations of batch `index` of a stage; must depend on its arguments and the seed alone. */
  readonly batchOf: (stage: number, index: number) => TrainingBatch;
  /** Where to go on; from the beginning when absent. */
  readonly resumeFrom?: TrainingState;
}

/** Free energies that are kept for the final figure. */
const RECENT = 50;

/**
 * Learns the generative weights of a hierarchy, batch by batch: settle, then the local Hebbian rule
 *
 *   dW = +rate mean[ (g' .* Pi e) f(x_upper)' ],   d ln Pi = -rate dF/dlnPi
 *
 * The same seed gives the same bits, whatever the number of workers and wherever training was interrupted.
 *
 * @throws {HelmholtzError} `diverged` if the free energy of a batch is not a number, naming stage and batch.
 */
export async function* train(
  options: TrainingOptions,
): AsyncGenerator<TrainingProgress, HierarchyWeights> {
  const { hierarchy, plan, seed, runner, batchOf, resumeFrom } = options;
  const counts = plan.stages.map(({ batches }) => batches);
  const total = counts.reduce((sum, count) => sum + count, 0);
  let weights: HierarchyWeights = copyWeights(resumeFrom?.weights ?? blankWeights(hierarchy));
  for (const [stageIndex, stage] of plan.stages.entries()) {
    if (resumeFrom !== undefined && stageIndex < resumeFrom.stage) continue;
    const resumed = resumeFrom?.stage === stageIndex ? resumeFrom : undefined;
    if (resumed === undefined) weights = initialised(weights, stage, stageIndex, seed);
    const optimisers =
      resumed?.optimisers.map(({ weights: w, bias }) => ({
        weights: structuredClone(w),
        bias: structuredClone(bias),
      })) ?? freshOptimisers(stage, weights);
    let recent = resumed?.recentFreeEnergy ?? [];
    if (stage.batch % SHARDS !== 0) {
      throw new RangeError(
        `train: expected a batch that ${SHARDS} divides in stage ${stage.name}; got ${stage.batch}`,
      );
    }
    const size = stage.batch / SHARDS;
    await runner.begin(
      { hierarchy: stage.hierarchy, size, settleSteps: stage.settleSteps, classes: stage.classes },
      stageWeights(weights, stage),
    );
    for (let index = resumed?.batch ?? 0; index < stage.batches; index++) {
      const present = stageWeights(weights, stage);
      const inferenceRate = settlingRate(stage, present);
      const { observations, labels } = batchOf(stageIndex, index);
      const width = observations.length / stage.batch;
      const results = await runner.learn(
        Array.from({ length: SHARDS }, (_, shard) => ({
          weights: present,
          inferenceRate,
          observations: observations.slice(shard * size * width, (shard + 1) * size * width),
          labels: labels?.slice(shard * size, (shard + 1) * size) ?? null,
        })),
      );
      const freeEnergy = results.reduce((sum, result) => sum + result.freeEnergy, 0) / stage.batch;
      if (!Number.isFinite(freeEnergy)) {
        throw new HelmholtzError(
          'diverged',
          `training: the free energy is ${freeEnergy} at batch ${index} of stage ${stage.name}; lower its learning rate ${stage.learningRate}`,
        );
      }
      const factor = scheduleFactor(stage.schedule, index, stage.batches);
      for (const [slot, connection] of stage.learned.entries()) {
        const target = weights[stage.connections[connection]!]!;
        applyResults(stage, connection, target, optimisers[slot]!, sumShards(results, connection), {
          precisionLearned: stage.hierarchy.connections[connection]!.precisionLearned,
          factor,
        });
      }
      recent = [...recent.slice(1 - RECENT), freeEnergy];
      yield {
        stage: stage.name,
        done: counts.slice(0, stageIndex).reduce((sum, count) => sum + count, 0) + index + 1,
        total,
        freeEnergy,
        state: {
          stage: stageIndex,
          batch: index + 1,
          weights,
          optimisers,
          recentFreeEnergy: recent,
        },
      };
    }
  }
  return weights;
}

function applyResults(
  stage: TrainingStage,
  connection: number,
  target: ConnectionWeights,
  optimiser: TrainingState['optimisers'][number],
  sum: ConnectionSums,
  {
    precisionLearned,
    factor,
  }: { readonly precisionLearned: PrecisionLearning; readonly factor: number },
): void {
  const mean = (values: Float64Array): Float64Array => values.map((value) => value / stage.batch);
  const rate = stage.learningRate * factor;
  optimise(stage.optimiser, optimiser.weights, target.lowerFromUpper, mean(sum.weights), rate);
  if (target.bias !== null && optimiser.bias !== null && sum.bias !== null) {
    // Decay would pull biases towards zero for no reason.
    const options = { ...stage.optimiser, weightDecay: 0 };
    optimise(options, optimiser.bias, target.bias, mean(sum.bias), rate);
  }
  if (precisionLearned !== false) {
    learnPrecision(target.logPrecision, sum.squaredErrors, {
      kind: precisionLearned,
      batch: stage.batch,
      rate: stage.precisionRate,
    });
  }
  normalise(stage, connection, target);
}

function freshOptimisers(
  stage: TrainingStage,
  weights: HierarchyWeights,
): TrainingState['optimisers'] {
  return stage.learned.map((connection) => {
    const { lowerFromUpper, bias } = weights[stage.connections[connection]!]!;
    return {
      weights: createOptimiserState(stage.optimiser, lowerFromUpper.length),
      bias: bias === null ? null : createOptimiserState(stage.optimiser, bias.length),
    };
  });
}
