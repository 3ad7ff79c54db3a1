import { parentPort } from 'node:worker_threads';
import { doFitTask, type FitTask, type FitTaskResult } from './fit-task.ts';

/** What a fitting thread is asked: tasks with their places in the list. */
export interface FitRequest {
  readonly tasks: readonly { readonly index: number; readonly task: FitTask }[];
}

/** What it answers. */
export interface FitReply {
  readonly results: readonly { readonly index: number; readonly result: FitTaskResult }[];
}

parentPort?.on('message', ({ tasks }: FitRequest) => {
  const reply: FitReply = {
    results: tasks.map(({ index, task }) => ({ index, result: doFitTask(task) })),
  };
  parentPort?.postMessage(reply);
});
