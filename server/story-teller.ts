import { LIMITS } from '../protocol/index.ts';
import type { StoryAnswer, StoryQuestion } from './answer-story.ts';
import { Refusal } from './problems.ts';
import type { RequestThread } from './request-thread.ts';
import type { Scheduler } from './scheduler.ts';

/** Most questions that wait for their turn; more is somebody asking without waiting for answers. */
const MOST_WAITING = 32;

/**
 * Tells stories in a thread of its own, one question after the other, each within a time of its own. A question that takes
 * longer, or more memory than the thread has, is refused, and the next one gets a new thread. A question that nobody waits
 * for any longer is passed over.
 */
export class StoryTeller {
  readonly #thread: RequestThread<StoryQuestion, StoryAnswer>;
  readonly #scheduler: Pick<Scheduler, 'after'>;
  readonly #seconds: number;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(
    thread: RequestThread<StoryQuestion, StoryAnswer>,
    scheduler: Pick<Scheduler, 'after'>,
    seconds: number = LIMITS.storySeconds,
  ) {
    this.#thread = thread;
    this.#scheduler = scheduler;
    this.#seconds = seconds;
  }

  /**
   * Answers a question when its turn comes.
   *
   * @throws {Refusal} `too-slow`, `too-large` for want of memory, or `too-many-messages` when too many wait.
   * @throws {HelmholtzError} for a story, a parameter or a datum that does not exist.
   */
  async answer(question: StoryQuestion, signal: AbortSignal): Promise<StoryAnswer> {
    if (this.#waiting >= MOST_WAITING) {
      throw new Refusal(
        'too-many-messages',
        `stories: expected at most ${MOST_WAITING} questions at once; wait for their answers`,
      );
    }
    this.#waiting++;
    const turn = this.#last.then(async () => {
      this.#waiting--;
      // Whoever asked has gone; nobody reads this.
      if (signal.aborted) throw new Refusal('bad-message', 'stories: nobody waits for the answer');
      return await this.#ask(question);
    });
    this.#last = turn.catch(() => undefined);
    return await turn;
  }

  /** Stops the thread; what waits is refused. */
  async close(): Promise<void> {
    await this.#thread.close();
  }

  async #ask(question: StoryQuestion): Promise<StoryAnswer> {
    const late = new AbortController();
    const cancel = this.#scheduler.after(this.#seconds * 1000, () => {
      late.abort();
      void this.#thread.interrupt();
    });
    try {
      return await this.#thread.ask(question);
    } catch (error) {
      if (late.signal.aborted) {
        throw new Refusal(
          'too-slow',
          `${question.story}: expected an answer within ${this.#seconds} s; ask for less`,
        );
      }
      if (isOutOfMemory(error)) {
        throw new Refusal(
          'too-large',
          `${question.story}: needs more memory than there is for stories; ask for less`,
        );
      }
      throw error;
    } finally {
      cancel();
    }
  }
}

/** Not `instanceof Error`: the error of a thread may come from another realm. */
function isOutOfMemory(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'ERR_WORKER_OUT_OF_MEMORY'
  );
}
