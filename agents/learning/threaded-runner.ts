import { Worker } from 'node:worker_threads';
import type { ShardInput, ShardResult } from './shard-learner.ts';
import type { TrainWorkerReply, TrainWorkerRequest } from './train-worker.ts';
import type { ShardRunner } from './train.ts';

/**
 * Learns shards in worker threads, shard i in worker i modulo their number. Results come back in the order of the
 * shards, so that the sum over them has the same bits as in one thread.
 *
 * @param script What the threads run; by default the compiled file beside this one.
 */
export function createThreadedRunner(
  engineName: string,
  workers: number,
  script = new URL('./train-worker.js', import.meta.url),
): ShardRunner {
  const threads = Array.from({ length: workers }, () => openThread(script, engineName));
  return {
    begin: async (task, start) => {
      await Promise.all(threads.map((thread) => thread.ask({ kind: 'begin', task, start })));
    },
    learn: async (shards) => {
      const replies = await Promise.all(
        threads.map((thread, worker) =>
          thread.ask({ kind: 'learn', shards: ownShards(shards, worker, workers) }),
        ),
      );
      return shards.map((_, shard): ShardResult => {
        const reply = replies[shard % workers]!;
        return reply.results[Math.floor(shard / workers)]!;
      });
    },
    dispose: async () => {
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
}

function ownShards(shards: readonly ShardInput[], worker: number, workers: number): ShardInput[] {
  return shards.filter((_, shard) => shard % workers === worker);
}

interface Thread {
  ask(request: TrainWorkerRequest): Promise<TrainWorkerReply>;
  close(): Promise<void>;
}

function openThread(script: URL, engineName: string): Thread {
  const worker = new Worker(script, { workerData: { engineName } });
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        const settle = (): void => {
          worker.off('message', onMessage);
          worker.off('error', onError);
        };
        const onMessage = (reply: TrainWorkerReply): void => {
          settle();
          resolve(reply);
        };
        const onError = (error: Error): void => {
          settle();
          reject(error);
        };
        worker.on('message', onMessage);
        worker.on('error', onError);
        worker.postMessage(request);
      }),
    close: async () => {
      await worker.terminate();
    },
  };
}
