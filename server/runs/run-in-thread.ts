import { HelmholtzError } from '../../agents/index.ts';
import { type JobListener, jobInThread } from '../thread-jobs.ts';
import type { RunJob, RunNews } from './run-job.ts';

/**
 * Runs an experiment in a thread of its own. It may be ended at any moment: that is what the journal of a run is for.
 *
 * @param script What the thread runs; by default the compiled file beside this one.
 * @throws {HelmholtzError} that was thrown there; `interrupted` after the signal.
 */
export async function runInThread(
  job: RunJob,
  listener: JobListener<RunNews>,
  script = new URL('./run-thread.js', import.meta.url),
): Promise<void> {
  await jobInThread(script, job, {
    ...listener,
    onStop: () =>
      new HelmholtzError('interrupted', 'interrupted; finished trials are kept: go on with it'),
  });
}
