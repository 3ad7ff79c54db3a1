import type { Engine } from '../engine/engine.ts';
import { unitsOf, type Hierarchy } from '../hierarchy.ts';
import { createModel } from '../model.ts';
import type { HierarchyWeights } from '../weights/parameters-of-hierarchy.ts';

/** What a learner of one shard of a batch is made for. */
export interface ShardTask {
  readonly hierarchy: Hierarchy;
  /** Observations per shard. */
  readonly size: number;
  readonly settleSteps: number;
  /** How many of the first units of the top level stand for classes and are clamped to the label; 0 without labels. */
  readonly classes: number;
}

/** One shard of a batch. */
export interface ShardInput {
  readonly weights: HierarchyWeights;
  readonly inferenceRate: number;
  /** `size x sensory units`. */
  readonly observations: Float32Array;
  readonly labels: Int32Array | null;
}

/** What one shard says about the weights: sums over its observations. */
export interface ShardResult {
  /** Per connection: -dF/dweights, -dF/dbias, squared errors. */
  readonly connections: readonly {
    readonly weights: Float64Array;
    readonly bias: Float64Array | null;
    readonly squaredErrors: Float64Array;
  }[];
  /** Free energy summed over the shard, in nats; not a number if settling diverged. */
  readonly freeEnergy: number;
}

/** Settles shards and reports what they say about the weights. */
export interface ShardLearner {
  learn(input: ShardInput): ShardResult;
  dispose(): void;
}

/**
 * Makes a learner. A batch is always cut into the same shards, whatever the number of workers, and their results are
 * summed in the same order: that makes training give the same bits with any number of workers.
 */
export function createShardLearner(
  task: ShardTask,
  engine: Engine,
  start: HierarchyWeights,
): ShardLearner {
  const { hierarchy, size, settleSteps, classes } = task;
  const top = hierarchy.levels.length - 1;
  const model = createModel({
    hierarchy,
    weights: start,
    engine,
    batch: size,
    held: new Set(classes > 0 && classes === unitsOf(hierarchy.levels[top]!) ? [0, top] : [0]),
    learning: true,
    inferenceRate: 1,
  });
  const topUnits = model.built.levels[top]!.units;
  model.setFree(
    top,
    Array.from({ length: topUnits }, (_, unit) => (unit < classes ? 0 : 1)),
  );
  return {
    learn: ({ weights, inferenceRate, observations, labels }) => {
      model.setWeights(weights);
      weights.forEach(({ logPrecision }, index) => {
        model.setPrecision(
          index,
          logPrecision.map((value) => Math.exp(value)),
        );
      });
      model.setInferenceRate(inferenceRate);
      model.setValues(0, observations);
      const topValues = new Float64Array(size * topUnits);
      if (classes > 0 && labels !== null) {
        labels.forEach((label, row) => {
          topValues[row * topUnits + label] = 1;
        });
      }
      model.setValues(top, topValues);
      model.predictDownwards(top);
      const run = model.settle({
        steps: settleSteps,
        tolerance: 0,
        traceEvery: 0,
        risesToDiverge: Number.MAX_SAFE_INTEGER,
      });
      model.learn();
      return {
        connections: model.built.connections.map(({ learning }) => ({
          weights: model.read(learning!.weights),
          bias: learning!.bias === null ? null : model.read(learning!.bias),
          squaredErrors: model.read(learning!.squaredErrors),
        })),
        freeEnergy: model.freeEnergy(run.trace).total,
      };
    },
    dispose: () => {
      model.dispose();
    },
  };
}
