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

/**
 * Does what it gets hold of, `atOnce` numbers side by side, until none is left.
 *
 * @param work Hears by `signal` that it may stop, since work beside it has failed.
 * @throws the first of what `work` throws: no more numbers are handed out then, and what was begun has ended.
 */
export async function workOnClaims(
  claims: Claims,
  atOnce: number,
  work: (number: number, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const failed = new AbortController();
  const takeTurns = async (): Promise<void> => {
    try {
      for (let number = claim(claims); number !== null; number = claim(claims)) {
        await work(number, failed.signal);
      }
    } catch (error) {
      closeClaims(claims);
      failed.abort(error);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, takeTurns));
  failed.signal.throwIfAborted();
}
