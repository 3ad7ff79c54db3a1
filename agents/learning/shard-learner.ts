import type { Engine } from '../engine/engine.ts';
import type { Hierarchy } from '../hierarchy.ts';
import { createModel, type Model } from '../model.ts';
import type { HierarchyWeights } from '../weights/parameters-of-hierarchy.ts';
import { clampsOf } from './check-stage.ts';
import { LEARNING_RULES, type ConnectionDescent } from './learning-rules.ts';
import type { LearningRule, LearningStart, TrainingStage } from './training-plan.ts';

/** What a learner of one shard of a batch is made for. */
export interface ShardTask {
  readonly hierarchy: Hierarchy;
  /** Observations per shard. */
  readonly size: number;
  readonly settleSteps: number;
  /** How many of the first units of the label's level stand for classes and are clamped to it; 0 without labels. */
  readonly classes: number;
  readonly rule: LearningRule;
  readonly start: LearningStart;
  /** Share of the previous settle step that is kept. */
  readonly momentum: number;
  /** Level that is clamped to the picture. */
  readonly pictureLevel: number;
  /** Level that is clamped to the label. */
  readonly labelLevel: number;
}

/** What the shards of a stage have in common. */
export function shardTaskOf(stage: TrainingStage, size: number): ShardTask {
  const {
    hierarchy,
    settleSteps,
    classes,
    rule = 'settled',
    start = 'forward',
    momentum = 0,
  } = stage;
  const { pictureLevel, labelLevel } = clampsOf(stage);
  return { hierarchy, size, settleSteps, classes, rule, start, momentum, pictureLevel, labelLevel };
}

/** One shard of a batch. */
export interface ShardInput {
  /** Which part of the batch this is: incremental learning goes on from the values that this part has. */
  readonly shard: number;
  readonly weights: HierarchyWeights;
  readonly inferenceRate: number;
  /** What is shown; `null` goes on from the values that the shard has, with new weights (incremental learning). */
  readonly shown: {
    /** `size x units` of the picture's level. */
    readonly observations: Float32Array;
    readonly labels: Int32Array | null;
  } | null;
}

/** What one shard says about the weights: sums over its observations. */
export interface ShardResult {
  /** Per connection: -dF/dweights, -dF/dbias, squared errors. */
  readonly connections: readonly ConnectionDescent[];
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
  // Incremental learning comes back to the values of a shard; otherwise one model serves all of them in turn.
  const models = new Map<number, Model>();
  const modelOf = (shard: number): Model => {
    const key = task.rule === 'incremental' ? shard : 0;
    const model = models.get(key) ?? makeModel(task, engine, start);
    models.set(key, model);
    return model;
  };
  return {
    learn: ({ shard, weights, inferenceRate, shown }) => {
      const model = modelOf(shard);
      model.setWeights(weights);
      weights.forEach(({ logPrecision }, index) => {
        model.setPrecision(
          index,
          logPrecision.map((value) => Math.exp(value)),
        );
      });
      model.setInferenceRate(inferenceRate);
      if (shown !== null) {
        show(model, task, shown);
        model.resetVelocity();
      }
      return LEARNING_RULES[task.rule](model, task.settleSteps);
    },
    dispose: () => {
      for (const model of models.values()) model.dispose();
    },
  };
}

function makeModel(task: ShardTask, engine: Engine, start: HierarchyWeights): Model {
  const model = createModel({
    hierarchy: task.hierarchy,
    weights: start,
    engine,
    batch: task.size,
    held: clampsOf(task).held,
    learning: true,
    inferenceRate: 1,
    momentum: task.momentum > 0,
  });
  if (task.momentum > 0) model.setMomentum(task.momentum);
  if (task.classes > 0) {
    const { units } = model.built.levels[task.labelLevel]!;
    model.setFree(
      task.labelLevel,
      Array.from({ length: units }, (_, unit) => (unit < task.classes ? 0 : 1)),
    );
  }
  return model;
}

/** Clamps picture and label and puts the free levels at their start. */
function show(
  model: Model,
  { size, classes, pictureLevel, labelLevel, hierarchy, start }: ShardTask,
  { observations, labels }: NonNullable<ShardInput['shown']>,
): void {
  const top = hierarchy.levels.length - 1;
  model.built.levels.forEach(({ units }, level) => {
    if (level === top || start === 'zero') model.setValues(level, new Float64Array(size * units));
  });
  model.setValues(pictureLevel, observations);
  if (classes > 0 && labels !== null) {
    const { units } = model.built.levels[labelLevel]!;
    const values = new Float64Array(size * units);
    labels.forEach((label, row) => {
      values[row * units + label] = 1;
    });
    model.setValues(labelLevel, values);
  }
  if (start === 'forward') model.predictDownwards(top);
}
