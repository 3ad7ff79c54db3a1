/** Stops what was planned; calling it again, or afterwards, does nothing. */
export type Cancel = () => void;

/** The clock and the timers. Everything in the server that waits or measures time does it through one of these. */
export interface Scheduler {
  /** Milliseconds since some fixed moment; never goes back. */
  readonly now: () => number;
  /** Runs a task once, after so many milliseconds. */
  after(milliseconds: number, task: () => void): Cancel;
  /** Runs a task after whatever input and output is waiting. */
  soon(task: () => void): void;
}

/** Node's own timers around a clock. */
export function nodeScheduler(now: () => number): Scheduler {
  return {
    now,
    after: (milliseconds, task) => {
      const timer = setTimeout(task, milliseconds);
      return () => {
        clearTimeout(timer);
      };
    },
    soon: (task) => {
      setImmediate(task);
    },
  };
}
