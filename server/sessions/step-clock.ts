/** A session that cannot keep up with its speed does not owe more than this, in milliseconds of steps. */
const LARGEST_DEBT = 100;

/** Turns time into inference steps at an even rate. Times are in milliseconds. */
export class StepClock {
  #stepsPerSecond: number;
  #owed = 0;
  #countedAt: number;

  constructor(stepsPerSecond: number, now: number) {
    this.#stepsPerSecond = stepsPerSecond;
    this.#countedAt = now;
  }

  get stepsPerSecond(): number {
    return this.#stepsPerSecond;
  }

  /** Changes the rate from now on. */
  setRate(stepsPerSecond: number, now: number): void {
    this.#count(now);
    this.#stepsPerSecond = stepsPerSecond;
  }

  /** Starts counting anew, one step being due at once. */
  restart(now: number): void {
    this.#owed = 1;
    this.#countedAt = now;
  }

  /** Whole steps that are due. */
  due(now: number): number {
    this.#count(now);
    return Math.floor(this.#owed);
  }

  /** Notes that steps were taken. */
  pay(steps: number): void {
    this.#owed -= steps;
  }

  /** Milliseconds until a step is due. */
  wait(now: number): number {
    this.#count(now);
    return Math.max(0, ((1 - this.#owed) / this.#stepsPerSecond) * 1000);
  }

  #count(now: number): void {
    const earned = (Math.max(0, now - this.#countedAt) / 1000) * this.#stepsPerSecond;
    const largest = Math.max(1, (LARGEST_DEBT / 1000) * this.#stepsPerSecond);
    this.#owed = Math.min(largest, this.#owed + earned);
    this.#countedAt = now;
  }
}
