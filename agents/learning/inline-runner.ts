import type { Engine } from '../engine/engine.ts';
import { createShardLearner, type ShardLearner } from './shard-learner.ts';
import type { ShardRunner } from './train.ts';

/** Learns all shards one after the other in this thread. */
export function createInlineRunner(engine: Engine): ShardRunner {
  let learner: ShardLearner | null = null;
  return {
    begin: (task, start) => {
      learner?.dispose();
      learner = createShardLearner(task, engine, start);
      return Promise.resolve();
    },
    learn: (shards) => {
      if (learner === null) throw new Error('createInlineRunner: expected begin before learn');
      const present = learner;
      return Promise.resolve(shards.map((shard) => present.learn(shard)));
    },
    dispose: () => {
      learner?.dispose();
      learner = null;
      return Promise.resolve();
    },
  };
}
