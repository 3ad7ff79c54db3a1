import { Worker } from 'node:worker_threads';
import { askThread } from '../ask-thread.ts';
import type { CompareResult, CompareStage, CompareTask } from './compare-task.ts';
import type { CompareReply } from './compare-worker.ts';

/** A result with what a clock says of it. */
export interface TimedResult extends CompareResult {
  /** Seconds of learning. */
  readonly learning: number;
  /** Seconds to draw a thousand points. */
  readonly sampling: number;
}

/** How to do many comparisons. */
export interface CompareOptions {
  /** Threads. They change the time and nothing else. */
  readonly workers: number;
  /** A clock, ms; it has no part in anything but the durations. */
  readonly now: () => number;
  /** Called with every result; the thread waits for it before its next task. */
  readonly onResult: (task: CompareTask, result: TimedResult) => Promise<void>;
  /** Whether somebody wants it to stop after the trainings at hand. */
  readonly isInterrupted?: () => boolean;
  /** What the threads run; by default the compiled file beside this one. */
  readonly script?: URL;
}

/**
 * Trains and judges models, each in a thread, so that whoever waits is not blocked. But for durations, results do not depend on
 * the number of threads.
 */
export async function compareFamilies(
  tasks: readonly CompareTask[],
  {
    workers,
    now,
    onResult,
    isInterrupted,
    script = new URL('./compare-worker.js', import.meta.url),
  }: CompareOptions,
): Promise<void> {
  let next = 0;
  const work = async (worker: Worker): Promise<void> => {
    while (next < tasks.length && isInterrupted?.() !== true) {
      const task = tasks[next++]!;
      await onResult(task, await ask(worker, task, now));
    }
  };
  const threads = Array.from({ length: Math.min(workers, tasks.length) }, () => new Worker(script));
  try {
    await Promise.all(threads.map(work));
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

async function ask(worker: Worker, task: CompareTask, now: () => number): Promise<TimedResult> {
  const at: Record<CompareStage, number> = { begun: 0, learned: 0, sampled: 0 };
  return await askThread(worker, task, (reply: CompareReply) => {
    switch (reply.kind) {
      case 'stage':
        at[reply.stage] = now();
        return undefined;
      case 'failed':
        throw new Error(reply.message);
      case 'done':
        return {
          ...reply.result,
          learning: (at.learned - at.begun) / 1000,
          sampling: (at.sampled - at.learned) / 1000,
        };
    }
  });
}
