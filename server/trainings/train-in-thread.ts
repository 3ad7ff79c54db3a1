import { Worker } from 'node:worker_threads';
import { HelmholtzError } from '../../agents/index.ts';
import type { LearnJob, LearnNews } from '../../experiments/index.ts';
import type { TrainingThreadMessage } from './training-thread.ts';

/** Who listens to a training in a thread, and may stop it. */
export interface TrainingListener {
  readonly tell: (news: LearnNews) => void;
  readonly signal: AbortSignal;
}

/**
 * Trains a family in a thread of its own, so that it holds up nobody's frames. After the signal it writes a checkpoint and ends.
 *
 * @param script What the thread runs; by default the compiled file beside this one.
 * @throws {HelmholtzError} that was thrown there; `interrupted` after the signal.
 */
export async function trainInThread(
  job: LearnJob,
  { tell, signal }: TrainingListener,
  script = new URL('./training-thread.js', import.meta.url),
): Promise<void> {
  const thread = new Worker(script, { workerData: job });
  const stop = (): void => {
    thread.postMessage('stop');
  };
  try {
    await new Promise<void>((resolve, reject) => {
      thread.on('message', (message: TrainingThreadMessage) => {
        if (message.kind === 'news') tell(message.news);
        else if (message.kind === 'finished') resolve();
        else {
          const { code, message: text } = message;
          reject(code === null ? new Error(text) : new HelmholtzError(code, text));
        }
      });
      thread.on('error', reject);
      thread.on('exit', () => {
        reject(new Error('the thread of the training has ended'));
      });
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop, { once: true });
    });
  } finally {
    signal.removeEventListener('abort', stop);
    await thread.terminate();
  }
}
