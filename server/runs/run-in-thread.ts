import { Worker } from 'node:worker_threads';
import { HelmholtzError } from '../../agents/index.ts';
import type { RunJob, RunListener } from './run-job.ts';
import type { RunThreadMessage } from './run-thread.ts';

/**
 * Runs an experiment in a thread of its own, so that it holds up nobody's frames. It may be ended at any moment: that is
 * what the journal of a run is for.
 *
 * @param script What the thread runs; by default the compiled file beside this one.
 * @throws {HelmholtzError} that was thrown there; `interrupted` after the signal.
 */
export async function runInThread(
  job: RunJob,
  { tell, signal }: RunListener,
  script = new URL('./run-thread.js', import.meta.url),
): Promise<void> {
  const thread = new Worker(script, { workerData: job });
  try {
    await new Promise<void>((resolve, reject) => {
      thread.on('message', (message: RunThreadMessage) => {
        if (message.kind === 'news') tell(message.news);
        else if (message.kind === 'finished') resolve();
        else {
          const { code, message: text } = message;
          reject(code === null ? new Error(text) : new HelmholtzError(code, text));
        }
      });
      thread.on('error', reject);
      thread.on('exit', () => {
        reject(new Error('the thread of the run has ended'));
      });
      const interrupt = (): void => {
        reject(
          new HelmholtzError('interrupted', 'interrupted; finished trials are kept: go on with it'),
        );
      };
      if (signal.aborted) interrupt();
      signal.addEventListener('abort', interrupt, { once: true });
    });
  } finally {
    await thread.terminate();
  }
}
