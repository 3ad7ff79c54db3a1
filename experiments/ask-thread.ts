import type { Worker } from 'node:worker_threads';

/**
 * Asks a thread and waits for its answer.
 *
 * @param take Looks at each reply: returns the answer, or `undefined` while there is more to come; what it throws is thrown
 * here. The thread's own errors are too.
 */
export async function askThread<Answer>(
  thread: Worker,
  request: unknown,
  take: (reply: never) => Answer | undefined,
): Promise<Answer> {
  return await new Promise((resolve, reject) => {
    const settle = (): void => {
      thread.off('message', onMessage);
      thread.off('error', onError);
    };
    const onMessage = (reply: unknown): void => {
      try {
        // Whoever asks knows what the thread says.
        const answer = take(reply as never);
        if (answer === undefined) return;
        settle();
        resolve(answer);
      } catch (error) {
        onError(error as Error);
      }
    };
    const onError = (error: Error): void => {
      settle();
      reject(error);
    };
    thread.on('message', onMessage);
    thread.on('error', onError);
    thread.postMessage(request);
  });
}
