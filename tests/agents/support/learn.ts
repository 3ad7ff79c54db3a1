import {
  createEngine,
  createInlineRunner,
  type Hierarchy,
  type HierarchyWeights,
  train,
  type TrainingBatch,
  type TrainingProgress,
  type TrainingStage,
} from '../../../agents/index.ts';

/** A stage that trains all connections of a hierarchy by plain descent, unless told otherwise. */
export function plainStage(
  hierarchy: Hierarchy,
  changes: Partial<TrainingStage> = {},
): TrainingStage {
  const connections = hierarchy.connections.map((_, index) => index);
  return {
    name: 'test',
    hierarchy,
    connections,
    learned: connections,
    batch: 4,
    batches: 1,
    settleSteps: 20,
    inferenceRate: 0.1,
    optimiser: { kind: 'sgd' },
    learningRate: 0.1,
    schedule: 'constant',
    precisionRate: 0,
    normalisation: 'none',
    initial: connections.map(() => ({ kind: 'normal' as const, deviation: 0.5 })),
    classes: 0,
    ...changes,
  };
}

/** Trains a stage on batches to its end. */
export async function learn(
  stage: TrainingStage,
  batchOf: (index: number) => TrainingBatch,
  { engine = 'reference', seed = 1 }: { readonly engine?: string; readonly seed?: number } = {},
): Promise<{ weights: HierarchyWeights; progress: TrainingProgress[] }> {
  const runner = createInlineRunner((await createEngine(engine)).engine);
  const progress: TrainingProgress[] = [];
  try {
    const training = train({
      hierarchy: stage.hierarchy,
      plan: { dataset: 'test', examples: 1, stages: [stage] },
      seed,
      runner,
      batchOf: (_, index) => batchOf(index),
    });
    let next = await training.next();
    while (next.done !== true) {
      progress.push(next.value);
      next = await training.next();
    }
    return { weights: next.value, progress };
  } finally {
    await runner.dispose();
  }
}
