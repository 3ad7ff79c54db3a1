import type { Procedure } from './procedure.ts';

/** An n-up-m-down staircase, weighted where its steps up and down differ. */
export interface StaircaseOptions {
  readonly start: number;
  /** Failures in a row after which the level goes up. */
  readonly up: number;
  /** Successes in a row after which the level goes down. */
  readonly down: number;
  /** Size of a step; the next one is taken at each reversal, the last one stays. */
  readonly steps: readonly number[];
  /** Size of a step up relative to one down; 1 by default. */
  readonly upOverDown?: number;
  readonly min?: number;
  readonly max?: number;
  /** Ends after this many reversals; never by itself where absent. */
  readonly reversals?: number;
  /** Ends after this many trials. */
  readonly trials: number;
  /** Reversals at the beginning that the estimate leaves out. */
  readonly ignored?: number;
}

/**
 * Share of successes at which a staircase comes to rest: successes and failures then move it equally far,
 * p^m stepDown = (1 - p^m) stepUp for n = 1, so p = (upOverDown / (1 + upOverDown))^(1/m). For n > 1 the failures in a
 * row are counted too, and the balance p^m-runs against (1 - p)^n-runs is solved by bisection.
 *
 * @see Levitt (1971), `REFERENCES.levitt1971`; Kaernbach (1991), `REFERENCES.kaernbach1991`
 */
export function staircaseTarget({
  up,
  down,
  upOverDown = 1,
}: Pick<StaircaseOptions, 'up' | 'down' | 'upOverDown'>): number {
  // Chance that `down` successes in a row come before `up` failures in a row.
  const downFirst = (p: number): number => {
    const q = 1 - p;
    const afterSuccess = p ** (down - 1);
    const afterFailure = q ** (up - 1);
    const fromFailure =
      ((1 - afterFailure) * afterSuccess) /
      (afterSuccess + afterFailure - afterSuccess * afterFailure);
    const fromSuccess = afterSuccess + (1 - afterSuccess) * fromFailure;
    return p * fromSuccess + q * fromFailure;
  };
  const share = upOverDown / (1 + upOverDown);
  let low = 0;
  let high = 1;
  for (let halving = 0; halving < 100; halving++) {
    const middle = (low + high) / 2;
    if (downFirst(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** A staircase: down after `down` successes in a row, up after `up` failures in a row. */
export function staircase({
  start,
  up,
  down,
  steps,
  upOverDown = 1,
  min = -Infinity,
  max = Infinity,
  reversals = Infinity,
  trials,
  ignored = 2,
}: StaircaseOptions): Procedure {
  let level = start;
  let inRow = 0;
  let lastSuccess: boolean | null = null;
  let lastDirection = 0;
  let done = 0;
  const turns: number[] = [];
  const move = (direction: 1 | -1): void => {
    if (lastDirection !== 0 && direction !== lastDirection) turns.push(level);
    lastDirection = direction;
    const size = steps[Math.min(turns.length, steps.length - 1)]!;
    const moved = level + direction * size * (direction === 1 ? upOverDown : 1);
    level = Math.min(max, Math.max(min, moved));
    inRow = 0;
    lastSuccess = null;
  };
  return {
    next: () => (done >= trials || turns.length >= reversals ? null : level),
    record: ({ success }) => {
      done++;
      inRow = lastSuccess === success ? inRow + 1 : 1;
      lastSuccess = success;
      if (success && inRow === down) move(-1);
      else if (!success && inRow === up) move(1);
    },
    estimate: () => {
      const used = turns.slice(ignored);
      // Upper and lower turns in equal numbers.
      const paired = used.slice(used.length % 2);
      return paired.length === 0
        ? null
        : paired.reduce((sum, turn) => sum + turn, 0) / paired.length;
    },
  };
}
