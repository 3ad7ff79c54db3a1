/** Numbers 0 to count - 1 that are handed out once each, to whoever asks first, in all threads. */
export interface Claims {
  readonly count: number;
  /** How many have been handed out; shared by all threads. */
  readonly taken: Int32Array<SharedArrayBuffer>;
}

/** Begins to hand out numbers. */
export function createClaims(count: number): Claims {
  return { count, taken: new Int32Array(new SharedArrayBuffer(4)) };
}

/** The next number; `null` when there is none left. */
export function claim({ count, taken }: Claims): number | null {
  const number = Atomics.add(taken, 0, 1);
  return number < count ? number : null;
}

/** Hands out no more. */
export function closeClaims({ count, taken }: Claims): void {
  Atomics.store(taken, 0, count);
}
