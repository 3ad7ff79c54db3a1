import { Worker } from 'node:worker_threads';
import { HelmholtzError } from '../../agents/index.ts';
import { askThread } from '../ask-thread.ts';
import { closeClaims, createClaims, workOnClaims } from './claims.ts';
import type { Experiment } from './experiment.ts';
import { type ExperimentRequest, findExperiment } from './find-experiment.ts';
import type { CohortProgress } from './run-cohort.ts';
import type { WorkReply, WorkRequest } from './run-worker.ts';
import {
  AT_ONCE,
  perform,
  type Report,
  type TaskInputs,
  type TaskKind,
  type TaskResults,
} from './tasks.ts';

/** Who works on a run. */
export interface CrewOptions {
  readonly request: ExperimentRequest;
  /** Threads; 1 stays in this one. They change the time and nothing else. */
  readonly workers: number;
  /** Whether somebody wants it to stop after the trial at hand. */
  readonly isInterrupted?: () => boolean;
  /** What threads run; by default the compiled file beside this one. */
  readonly script?: URL;
}

/** Who is told of tasks that are under way. */
export interface Watch<Kind extends TaskKind> {
  /** A cohort is so far; the latest trial is known of those in this thread. */
  readonly onProgress?: (index: number, progress: CohortProgress) => void;
  readonly onResult?: (index: number, result: TaskResults[Kind]) => void;
}

/** The threads that share the work of a run; this one is among them. */
export interface Crew {
  readonly experiment: Experiment;
  /**
   * Has tasks done, each by the thread that is free first.
   *
   * @returns Results in the order of the tasks: the number of threads has no part in them.
   * @throws {HelmholtzError} what a task throws, in whatever thread; `interrupted`.
   */
  share<Kind extends TaskKind>(
    kind: Kind,
    inputs: readonly TaskInputs[Kind][],
    watch?: Watch<Kind>,
  ): Promise<TaskResults[Kind][]>;
  close(): Promise<void>;
}

/** Rounds of trials in this thread between two looks around. */
const ROUNDS = 16;

/**
 * Starts the threads of a run. They load while this one finds the experiment and begins.
 *
 * @throws {HelmholtzError} `unknown-experiment`; `bad-experiment`.
 */
export async function openCrew({
  request,
  workers,
  isInterrupted = () => false,
  script = new URL('./run-worker.js', import.meta.url),
}: CrewOptions): Promise<Crew> {
  const threads = Array.from({ length: workers - 1 }, () => startThread(script, request));
  const close = async (): Promise<void> => {
    await Promise.all(threads.map(({ worker }) => worker.terminate()));
  };
  try {
    const experiment = await findExperiment(request);
    return {
      ...{ experiment, close },
      share: (kind, inputs, watch = {}) =>
        shareTasks({ kind, inputs, watch }, { experiment, threads, isInterrupted }),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Thread {
  readonly worker: Worker;
  /** Rejected if the thread fails while nobody asks it. */
  readonly failure: Promise<never>;
}

function startThread(script: URL, request: ExperimentRequest): Thread {
  const worker = new Worker(script, { workerData: request });
  const failure = new Promise<never>((_, reject) => worker.once('error', reject));
  failure.catch(() => undefined);
  return { worker, failure };
}

interface Shared<Kind extends TaskKind> {
  readonly kind: Kind;
  readonly inputs: readonly TaskInputs[Kind][];
  readonly watch: Watch<Kind>;
}

async function shareTasks<Kind extends TaskKind>(
  { kind, inputs, watch }: Shared<Kind>,
  {
    experiment,
    threads,
    isInterrupted,
  }: {
    readonly experiment: Experiment;
    readonly threads: readonly Thread[];
    readonly isInterrupted: () => boolean;
  },
): Promise<TaskResults[Kind][]> {
  const claims = createClaims(inputs.length);
  const results = new Map<number, TaskResults[Kind]>();
  const stopped = new AbortController();
  const take = (index: number, result: TaskResults[Kind]): void => {
    results.set(index, result);
    watch.onResult?.(index, result);
  };
  const lookAround = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    stopped.signal.throwIfAborted();
  };
  const reportOf = (index: number, signal: AbortSignal): Report => {
    let rounds = 0;
    return async (progress) => {
      const isDue = ++rounds % ROUNDS === 0;
      // Also after the first round: rounds may be slow.
      if (isDue || rounds === 1) watch.onProgress?.(index, progress);
      if (!isDue) return;
      // Lets a progress bar draw, other threads speak and Ctrl+C through.
      await lookAround();
      signal.throwIfAborted();
      if (isInterrupted()) throw interrupted();
    };
  };
  const workHere = (): Promise<void> =>
    workOnClaims(claims, AT_ONCE[kind], async (index, signal) => {
      const report = reportOf(index, signal);
      take(index, await perform(kind, inputs[index]!, { experiment, report }));
      await lookAround();
    });
  const workThere = async ({ worker, failure }: Thread): Promise<void> => {
    const request: WorkRequest<Kind> = { kind, inputs, claims };
    const finished = askThread(worker, request, (reply: WorkReply<Kind>) => {
      switch (reply.kind) {
        case 'progress':
          if (isInterrupted()) throw interrupted();
          watch.onProgress?.(reply.index, { done: reply.done, latest: null });
          return undefined;
        case 'result':
          take(reply.index, reply.result);
          return undefined;
        case 'refused':
          throw reply.code === null
            ? new Error(reply.message)
            : new HelmholtzError(reply.code, reply.message);
        case 'finished':
          return reply;
      }
    });
    await Promise.race([finished, failure]);
  };
  const here = workHere();
  try {
    await Promise.all([here, ...threads.map(workThere)]);
  } catch (error) {
    closeClaims(claims);
    stopped.abort(error);
    // Nobody writes any more when the error is told.
    await here.catch(() => undefined);
    throw error;
  }
  return inputs.map((_, index) => results.get(index)!);
}

function interrupted(): HelmholtzError {
  return new HelmholtzError(
    'interrupted',
    'interrupted; finished trials are kept: go on with --resume',
  );
}
