import { Worker } from 'node:worker_threads';
import { askThread } from '../ask-thread.ts';
import { doFitTask, type FitTask, type FitTaskResult } from './fit-task.ts';
import type { FitReply, FitRequest } from './fit-worker.ts';

/** How to do many tasks. */
export interface FitTasksOptions {
  /** Threads; 1 stays in this one. */
  readonly workers: number;
  /** Called with the number of tasks that are done. */
  readonly onProgress?: (done: number) => void;
  /** What the threads run; by default the compiled file beside this one. */
  readonly script?: URL;
}

/** Tasks that a thread is given at a time. */
const BATCH = 4;

/**
 * Does tasks in threads. Results are in the order of the tasks, and do not depend on the number of workers, since every
 * task has random numbers of its own.
 */
export async function runFitTasks(
  tasks: readonly FitTask[],
  { workers, onProgress, script = new URL('./fit-worker.js', import.meta.url) }: FitTasksOptions,
): Promise<FitTaskResult[]> {
  if (workers <= 1 || tasks.length <= 1) {
    const results: FitTaskResult[] = [];
    for (const task of tasks) {
      results.push(doFitTask(task));
      onProgress?.(results.length);
      // Lets a progress bar draw and Ctrl+C through.
      await new Promise((resolve) => setImmediate(resolve));
    }
    return results;
  }
  const results = new Array<FitTaskResult>(tasks.length);
  let next = 0;
  let done = 0;
  const work = async (worker: Worker): Promise<void> => {
    while (next < tasks.length) {
      const batch = tasks.slice(next, next + BATCH).map((task, at) => ({ index: next + at, task }));
      next += batch.length;
      for (const { index, result } of (await askFor(worker, { tasks: batch })).results) {
        results[index] = result;
        done++;
      }
      onProgress?.(done);
    }
  };
  const threads = Array.from({ length: Math.min(workers, tasks.length) }, () => new Worker(script));
  try {
    await Promise.all(threads.map(work));
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
  return results;
}

async function askFor(worker: Worker, request: FitRequest): Promise<FitReply> {
  return await askThread(worker, request, (reply: FitReply) => reply);
}
