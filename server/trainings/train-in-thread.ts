import type { LearnJob, LearnNews } from '../../experiments/index.ts';
import { type JobListener, jobInThread } from '../thread-jobs.ts';

/**
 * Trains a family in a thread of its own. After the signal it writes a checkpoint and ends.
 *
 * @param script What the thread runs; by default the compiled file beside this one.
 * @throws {HelmholtzError} that was thrown there; `interrupted` after the signal.
 */
export async function trainInThread(
  job: LearnJob,
  listener: JobListener<LearnNews>,
  script = new URL('./training-thread.js', import.meta.url),
): Promise<void> {
  await jobInThread(script, job, {
    ...listener,
    onStop: (thread) => {
      thread.postMessage('stop');
      return undefined;
    },
  });
}
