import type { Seat } from '../running/experiment.ts';
import { meanOverParticipants } from './participant-means.ts';
import type { Estimate95, ResultTable } from './summary.ts';

/** Means of what participants answered, condition by condition: sums and counts only are kept. */
export interface CollectedMeans {
  /** Takes in one number; one that is not finite is left out. */
  add(seat: Seat, condition: string, value: number): void;
  /** Mean of every participant of a group in a condition, in the order in which they took part; NaN where there is none. */
  of(group: string, condition: string): number[];
  /** Standard deviation of every participant of a group in a condition; NaN for fewer than two numbers. */
  deviationsOf(group: string, condition: string): number[];
  /** Mean over the participants of a group, with its interval. */
  mean(group: string, condition: string): Estimate95;
}

interface Sums {
  count: number;
  mean: number;
  squares: number;
}

/** Begins to collect. */
export function collectMeans(): CollectedMeans {
  const groups = new Map<string, Map<number, Map<string, Sums>>>();
  const ofGroup = (group: string, condition: string, read: (sums: Sums) => number): number[] =>
    Array.from(groups.get(group)?.values() ?? [], (own) =>
      read(own.get(condition) ?? { count: 0, mean: Number.NaN, squares: Number.NaN }),
    );
  const collected: CollectedMeans = {
    add: ({ group, participant }, condition, value) => {
      if (!Number.isFinite(value)) return;
      const members = groups.get(group) ?? new Map<number, Map<string, Sums>>();
      groups.set(group, members);
      const own = members.get(participant) ?? new Map<string, Sums>();
      members.set(participant, own);
      const sums = own.get(condition) ?? { count: 0, mean: 0, squares: 0 };
      own.set(condition, sums);
      // Welford's: no cancellation of large numbers.
      sums.count++;
      const before = value - sums.mean;
      sums.mean += before / sums.count;
      sums.squares += before * (value - sums.mean);
    },
    of: (group, condition) => ofGroup(group, condition, ({ mean }) => mean),
    deviationsOf: (group, condition) =>
      ofGroup(group, condition, ({ count, squares }) =>
        count < 2 ? Number.NaN : Math.sqrt(squares / (count - 1)),
      ),
    mean: (group, condition) => meanOverParticipants(collected.of(group, condition)),
  };
  return collected;
}

/** One line of a table of what was found beside what is expected. */
export interface FoundBesideExpected {
  /** What it is about: one cell per column of {@link foundTable}. */
  readonly about: readonly (string | number)[];
  readonly found: Estimate95;
  /** What a closed form or a paper gives; `null` where there is none. */
  readonly expected: number | null;
}

/** A table of numbers that were found, with their intervals, beside those that are expected. */
export function foundTable(
  name: string,
  caption: string,
  columns: readonly string[],
  lines: readonly FoundBesideExpected[],
): ResultTable {
  return {
    ...{ name, caption, columns: [...columns, 'found', 'lower', 'upper', 'expected'] },
    rows: lines.map(({ about, found: { value, interval }, expected }) => [
      ...[...about, value, interval.lower, interval.upper],
      expected ?? '',
    ]),
  };
}
