import { parentPort } from 'node:worker_threads';
import { HelmholtzError, type HelmholtzErrorCode } from '../agents/index.ts';

/** What a thread is asked. */
export interface ThreadRequest<Question> {
  readonly id: number;
  readonly question: Question;
}

/** What it answers, or why it does not. */
export type ThreadReply<Answer> =
  | { readonly id: number; readonly answer: Answer }
  | { readonly id: number; readonly code: HelmholtzErrorCode; readonly message: string };

/** In a thread: answers one question after the other. */
export function answerRequests(answer: (question: never) => unknown): void {
  const replyTo = async ({ id, question }: ThreadRequest<never>): Promise<ThreadReply<unknown>> => {
    try {
      return { id, answer: await answer(question) };
    } catch (error) {
      if (!(error instanceof HelmholtzError)) throw error;
      return { id, code: error.code, message: error.message };
    }
  };
  parentPort?.on('message', (request: ThreadRequest<never>) => {
    void replyTo(request).then((reply) => parentPort?.postMessage(reply));
  });
}
