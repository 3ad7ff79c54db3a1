import type { Scheduler } from '../scheduler.ts';

/**
 * Gives sessions their turns to compute, one after the other in the order of asking. Between two turns the event loop
 * goes round once, so that messages and frames of everybody else are handled.
 */
export class Turns {
  readonly #scheduler: Scheduler;
  readonly #waiting: (() => void)[] = [];
  #isRunning = false;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  /** Runs a task when its turn comes. The task must not throw. */
  take(task: () => void): void {
    this.#waiting.push(task);
    if (!this.#isRunning) {
      this.#isRunning = true;
      this.#scheduler.soon(this.#next);
    }
  }

  readonly #next = (): void => {
    const task = this.#waiting.shift();
    if (task === undefined) {
      this.#isRunning = false;
      return;
    }
    this.#scheduler.soon(this.#next);
    task();
  };
}
