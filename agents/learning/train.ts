import { HelmholtzError } from '../errors.ts';
import { connectionShape, type Hierarchy, type PrecisionLearning } from '../hierarchy.ts';
import {
  blankWeights,
  type ConnectionWeights,
  type HierarchyWeights,
} from '../weights/parameters-of-hierarchy.ts';
import { checkStage, SHARDS } from './check-stage.ts';
import type { ConnectionDescent } from './learning-rules.ts';
import { posteriorCorrection } from './laplace-learning.ts';
import { createOptimiserState, forBiases, optimise, type OptimiserState } from './optimiser.ts';
import { learnPrecision } from './precision-learning.ts';
import { factorAt } from './schedule.ts';
import { shardTaskOf, type ShardInput, type ShardResult, type ShardTask } from './shard-learner.ts';
import { settlingRate } from './stable-rate.ts';
import { copyWeights, initialised, normalise, stageWeights } from './stage-weights.ts';
import { sumShards } from './sum-shards.ts';
import type { TrainingBatch, TrainingPlan, TrainingStage } from './training-plan.ts';

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
  plan.stages.forEach(checkStage);
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
    const size = stage.batch / SHARDS;
    await runner.begin(shardTaskOf(stage, size), stageWeights(weights, stage));
    for (let index = resumed?.batch ?? 0; index < stage.batches; index++) {
      const freeEnergy = await learnBatch({
        stage,
        weights,
        optimisers,
        runner,
        batch: batchOf(stageIndex, index),
        index,
      });
      if (!Number.isFinite(freeEnergy)) {
        throw new HelmholtzError(
          'diverged',
          `training: the free energy is ${freeEnergy} at batch ${index} of stage ${stage.name}; lower its learning rate ${stage.learningRate}`,
        );
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

/**
 * Learns from one batch, changing weights and optimisers in place.
 *
 * @returns Mean free energy per observation in nats, before the (last) change of the weights.
 */
async function learnBatch({
  stage,
  weights,
  optimisers,
  runner,
  batch: { observations, labels },
  index,
}: {
  readonly stage: TrainingStage;
  readonly weights: HierarchyWeights;
  readonly optimisers: TrainingState['optimisers'];
  readonly runner: ShardRunner;
  readonly batch: TrainingBatch;
  readonly index: number;
}): Promise<number> {
  const size = stage.batch / SHARDS;
  const width = observations.length / stage.batch;
  const shown = Array.from({ length: SHARDS }, (_, shard) => ({
    observations: observations.slice(shard * size * width, (shard + 1) * size * width),
    labels: labels?.slice(shard * size, (shard + 1) * size) ?? null,
  }));
  const rounds = stage.rule === 'incremental' ? stage.settleSteps : 1;
  let freeEnergy = Number.NaN;
  for (let round = 0; round < rounds; round++) {
    const present = stageWeights(weights, stage);
    const inferenceRate = settlingRate(stage, present);
    const results = await runner.learn(
      shown.map((part, shard) => ({
        shard,
        weights: present,
        inferenceRate,
        shown: round === 0 ? part : null,
      })),
    );
    // Each observation counts by its own energy; errors are never averaged before they are squared.
    freeEnergy = results.reduce((sum, result) => sum + result.freeEnergy, 0) / stage.batch;
    if (!Number.isFinite(freeEnergy)) return freeEnergy;
    const factor = factorAt(stage.schedule, {
      batch: index,
      batches: stage.batches,
      update: round,
      updates: rounds,
    });
    const corrected = stage.posterior === 'laplace' ? posteriorCorrection(stage, present) : null;
    const all = stage.learned.map((connection) => {
      const sums = sumShards(results, connection);
      return corrected === null ? sums : corrected(connection, sums, stage.batch);
    });
    for (const [slot, connection] of stage.learned.entries()) {
      const target = weights[stage.connections[connection]!]!;
      applyResults(stage, connection, target, optimisers[slot]!, all[slot]!, {
        precisionLearned: stage.hierarchy.connections[connection]!.precisionLearned,
        factor,
      });
    }
  }
  return freeEnergy;
}

function applyResults(
  stage: TrainingStage,
  connection: number,
  target: ConnectionWeights,
  optimiser: TrainingState['optimisers'][number],
  sum: ConnectionDescent,
  {
    precisionLearned,
    factor,
  }: { readonly precisionLearned: PrecisionLearning; readonly factor: number },
): void {
  const mean = (values: Float64Array): Float64Array => values.map((value) => value / stage.batch);
  const rate = stage.learningRate * factor;
  optimise(stage.optimiser, optimiser.weights, target.lowerFromUpper, mean(sum.weights), rate);
  if (target.bias !== null && optimiser.bias !== null && sum.bias !== null) {
    optimise(forBiases(stage.optimiser), optimiser.bias, target.bias, mean(sum.bias), rate);
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
      weights: createOptimiserState(
        stage.optimiser,
        lowerFromUpper.length,
        connectionShape(stage.hierarchy, connection).upper,
      ),
      bias: bias === null ? null : createOptimiserState(forBiases(stage.optimiser), bias.length),
    };
  });
}
