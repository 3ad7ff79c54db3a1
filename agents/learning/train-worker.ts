import { parentPort, workerData } from 'node:worker_threads';
import { createEngine } from '../engine/select-engine.ts';
import type { HierarchyWeights } from '../weights/parameters-of-hierarchy.ts';
import {
  createShardLearner,
  type ShardInput,
  type ShardLearner,
  type ShardResult,
  type ShardTask,
} from './shard-learner.ts';

/** What a training thread is asked. */
export type TrainWorkerRequest =
  | { readonly kind: 'begin'; readonly task: ShardTask; readonly start: HierarchyWeights }
  | { readonly kind: 'learn'; readonly shards: readonly ShardInput[] };

/** What it answers; empty after `begin`. */
export interface TrainWorkerReply {
  readonly results: readonly ShardResult[];
}

const { engineName } = workerData as { readonly engineName: string };
const { engine } = await createEngine(engineName);
let learner: ShardLearner | null = null;

parentPort?.on('message', (request: TrainWorkerRequest) => {
  const reply: TrainWorkerReply = { results: answer(request) };
  parentPort?.postMessage(reply);
});

function answer(request: TrainWorkerRequest): readonly ShardResult[] {
  if (request.kind === 'begin') {
    learner?.dispose();
    learner = createShardLearner(request.task, engine, request.start);
    return [];
  }
  if (learner === null) throw new Error('train-worker: expected begin before learn');
  const present = learner;
  return request.shards.map((shard) => present.learn(shard));
}
