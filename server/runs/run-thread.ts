import { parentPort, workerData } from 'node:worker_threads';
import { HelmholtzError, type HelmholtzErrorCode } from '../../agents/index.ts';
import { type RunJob, runJob, type RunNews } from './run-job.ts';

/** What the thread of a run tells. */
export type RunThreadMessage =
  | { readonly kind: 'news'; readonly news: RunNews }
  | { readonly kind: 'finished' }
  | {
      readonly kind: 'refused';
      /** `null` for what is not refused on purpose. */
      readonly code: HelmholtzErrorCode | null;
      readonly message: string;
    };

const tell = (message: RunThreadMessage): void => parentPort?.postMessage(message);

try {
  // The server starts this thread with a job; it ends it by ending the thread.
  await runJob(workerData as RunJob, {
    tell: (news) => tell({ kind: 'news', news }),
    signal: new AbortController().signal,
  });
  tell({ kind: 'finished' });
} catch (error) {
  tell({
    kind: 'refused',
    code: error instanceof HelmholtzError ? error.code : null,
    message: error instanceof Error ? error.message : String(error),
  });
}
