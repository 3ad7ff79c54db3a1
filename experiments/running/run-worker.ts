import { parentPort } from 'node:worker_threads';
import { HelmholtzError, type HelmholtzErrorCode } from '../../agents/index.ts';
import { type ExperimentRequest, findExperiment } from './find-experiment.ts';
import { type Cohort, runCohort } from './run-cohort.ts';

/** What a thread is asked. */
export interface RunRequest {
  readonly experiment: ExperimentRequest;
  readonly cohort: Cohort;
  readonly seed: number;
}

/** What it tells: finished trials so far, the end, or why it could not go on. */
export type RunReply =
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'finished'; readonly done: number }
  | {
      readonly kind: 'refused';
      /** `null` for what is not refused on purpose. */
      readonly code: HelmholtzErrorCode | null;
      readonly message: string;
    };

/** Trials between two messages. */
const EVERY = 64;

async function answer({ experiment: request, cohort, seed }: RunRequest): Promise<void> {
  const tell = (reply: RunReply): void => parentPort?.postMessage(reply);
  try {
    const experiment = await findExperiment(request);
    let done = 0;
    let told = 0;
    for await (const progress of runCohort(experiment, cohort, seed)) {
      ({ done } = progress);
      if (done - told < EVERY) continue;
      told = done;
      tell({ kind: 'progress', done });
    }
    tell({ kind: 'finished', done });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    tell({
      kind: 'refused',
      code: error instanceof HelmholtzError ? error.code : null,
      message,
    });
  }
}

parentPort?.on('message', (request: RunRequest) => {
  void answer(request);
});
