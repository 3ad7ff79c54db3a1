import { parentPort, workerData } from 'node:worker_threads';
import { HelmholtzError, type HelmholtzErrorCode } from '../../agents/index.ts';
import { type Claims, workOnClaims } from './claims.ts';
import type { Experiment } from './experiment.ts';
import { type ExperimentRequest, findExperiment } from './find-experiment.ts';
import { AT_ONCE, perform, type TaskInputs, type TaskKind, type TaskResults } from './tasks.ts';

/** What a thread is asked: to do those of some tasks that it gets hold of. */
export interface WorkRequest<Kind extends TaskKind = TaskKind> {
  readonly kind: Kind;
  readonly inputs: readonly TaskInputs[Kind][];
  readonly claims: Claims;
}

/** What it tells: trials of a task so far, results, that no task is left, or why it could not go on. */
export type WorkReply<Kind extends TaskKind = TaskKind> =
  | { readonly kind: 'progress'; readonly index: number; readonly done: number }
  | { readonly kind: 'result'; readonly index: number; readonly result: TaskResults[Kind] }
  | { readonly kind: 'finished' }
  | {
      readonly kind: 'refused';
      /** `null` for what is not refused on purpose. */
      readonly code: HelmholtzErrorCode | null;
      readonly message: string;
    };

/** Trials between two messages. */
const EVERY = 64;

const tell = (reply: WorkReply): void => parentPort?.postMessage(reply);

async function answer<Kind extends TaskKind>(
  { kind, inputs, claims }: WorkRequest<Kind>,
  experiment: Experiment,
): Promise<void> {
  await workOnClaims(claims, AT_ONCE[kind], async (index, signal) => {
    let told = 0;
    const result = await perform(kind, inputs[index]!, {
      experiment,
      report: ({ done }) => {
        signal.throwIfAborted();
        if (done - told < EVERY) return;
        told = done;
        tell({ kind: 'progress', index, done });
      },
    });
    tell({ kind: 'result', index, result });
  });
  tell({ kind: 'finished' });
}

function refusal(error: unknown): WorkReply {
  return {
    kind: 'refused',
    code: error instanceof HelmholtzError ? error.code : null,
    message: error instanceof Error ? error.message : String(error),
  };
}

// Whoever starts the thread says which experiment it is for.
const found = findExperiment(workerData as ExperimentRequest);
// Told when something is asked of it.
found.catch(() => undefined);

parentPort?.on('message', (request: WorkRequest) => {
  void found
    .then((experiment) => answer(request, experiment))
    .catch((error: unknown) => {
      tell(refusal(error));
    });
});
