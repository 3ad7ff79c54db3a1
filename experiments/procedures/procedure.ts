/** What a procedure hears of a trial. */
export interface Outcome {
  /** The level that was shown. */
  readonly level: number;
  /** Whether the response was the one that the procedure counts: correct, or "more". */
  readonly success: boolean;
}

/** Chooses the level of the next trial from the responses so far. */
export interface Procedure {
  /**
   * Level of the next trial; `null` when there shall be no more. Asking does not change anything: the same level is
   * given until its outcome has been told.
   */
  next(): number | null;
  /** Tells what came of the trial. */
  record(outcome: Outcome): void;
  /** Where the procedure has arrived; `null` while it cannot say. */
  estimate(): number | null;
}
