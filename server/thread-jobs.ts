import { parentPort, Worker, workerData } from 'node:worker_threads';
import { HelmholtzError, type HelmholtzErrorCode } from '../agents/index.ts';

/** What the thread of a job tells. */
type JobMessage<News> =
  | { readonly kind: 'news'; readonly news: News }
  | { readonly kind: 'finished' }
  | {
      readonly kind: 'refused';
      /** `null` for what is not refused on purpose. */
      readonly code: HelmholtzErrorCode | null;
      readonly message: string;
    };

/** In a thread: does the one job that it was started with, and tells how it goes and how it ends. */
export async function performJob(
  perform: (job: never, tell: (news: unknown) => void) => Promise<void>,
): Promise<void> {
  const tell = (message: JobMessage<unknown>): void => parentPort?.postMessage(message);
  try {
    // Whoever starts the thread gives it the job that it is for.
    await perform(workerData as never, (news) => {
      tell({ kind: 'news', news });
    });
    tell({ kind: 'finished' });
  } catch (error) {
    tell({
      kind: 'refused',
      code: error instanceof HelmholtzError ? error.code : null,
      message: error instanceof Error ? error.message : String(error),
    });
  }
}

/** Who listens to a job in a thread, and may stop it. */
export interface JobListener<News> {
  readonly tell: (news: News) => void;
  readonly signal: AbortSignal;
}

/**
 * Has a job done in a thread of its own, so that it holds up nobody's frames.
 *
 * @param onStop What happens after the signal: it may speak to the thread, and what it returns ends the job at once.
 * @throws {HelmholtzError} that was thrown there.
 */
export async function jobInThread<News>(
  script: URL,
  job: unknown,
  {
    tell,
    signal,
    onStop,
  }: JobListener<News> & { readonly onStop: (thread: Worker) => HelmholtzError | undefined },
): Promise<void> {
  const thread = new Worker(script, { workerData: job });
  let stop = (): void => undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      thread.on('message', (message: JobMessage<News>) => {
        if (message.kind === 'news') tell(message.news);
        else if (message.kind === 'finished') resolve();
        else {
          const { code, message: text } = message;
          reject(code === null ? new Error(text) : new HelmholtzError(code, text));
        }
      });
      thread.on('error', reject);
      thread.on('exit', () => {
        reject(new Error('the thread has ended'));
      });
      stop = () => {
        const end = onStop(thread);
        if (end !== undefined) reject(end);
      };
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop, { once: true });
    });
  } finally {
    signal.removeEventListener('abort', stop);
    await thread.terminate();
  }
}
