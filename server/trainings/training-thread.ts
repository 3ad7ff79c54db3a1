import { parentPort, workerData } from 'node:worker_threads';
import { HelmholtzError, type HelmholtzErrorCode } from '../../agents/index.ts';
import { learnInto, type LearnJob, type LearnNews } from '../../experiments/index.ts';

/** What the thread of a training tells. */
export type TrainingThreadMessage =
  | { readonly kind: 'news'; readonly news: LearnNews }
  | { readonly kind: 'finished' }
  | {
      readonly kind: 'refused';
      /** `null` for what is not refused on purpose. */
      readonly code: HelmholtzErrorCode | null;
      readonly message: string;
    };

const tell = (message: TrainingThreadMessage): void => parentPort?.postMessage(message);

let isStopped = false;
// The only thing that anybody says to this thread is that it shall stop, once a checkpoint is written.
parentPort?.on('message', () => {
  isStopped = true;
});

try {
  // The server starts this thread with a job.
  await learnInto(workerData as LearnJob, {
    tell: (news) => tell({ kind: 'news', news }),
    isInterrupted: () => isStopped,
    now: () => performance.now(),
  });
  tell({ kind: 'finished' });
} catch (error) {
  tell({
    kind: 'refused',
    code: error instanceof HelmholtzError ? error.code : null,
    message: error instanceof Error ? error.message : String(error),
  });
}
