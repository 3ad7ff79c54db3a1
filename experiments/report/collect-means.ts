import type { Seat } from '../running/experiment.ts';
import { meanOverParticipants } from './participant-means.ts';
import type { Estimate95, ResultTable } from './summary.ts';

/** Mean of a participant in a condition; NaN where there is none. */
export type ConditionMean = (condition: string) => number;

/** Means of what participants answered, condition by condition: sums and counts only are kept. */
export interface CollectedMeans {
  /** Takes in one number; one that is not finite is left out. */
  add(seat: Pick<Seat, 'group' | 'participant'>, condition: string, value: number): void;
  /** A number of each participant of a group, in order: a difference or a ratio of means of conditions. */
  each(group: string, of: (mean: ConditionMean) => number): number[];
  /** The mean of that number over the participants of a group, with its 95 % interval. */
  estimate(group: string, of: (mean: ConditionMean) => number): Estimate95;
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

const NOTHING: Readonly<Sums> = { count: 0, mean: Number.NaN, squares: Number.NaN };

/** Begins to collect. */
export function collectMeans(): CollectedMeans {
  const groups = new Map<string, Map<number, Map<string, Sums>>>();
  const membersOf = (group: string): Map<string, Sums>[] => [
    ...(groups.get(group)?.values() ?? []),
  ];
  const each: CollectedMeans['each'] = (group, of) =>
    membersOf(group).map((own) => of((condition) => (own.get(condition) ?? NOTHING).mean));
  const estimate: CollectedMeans['estimate'] = (group, of) => meanOverParticipants(each(group, of));
  return {
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
    ...{ each, estimate },
    of: (group, condition) => each(group, (mean) => mean(condition)),
    deviationsOf: (group, condition) =>
      membersOf(group).map((own) => {
        const { count, squares } = own.get(condition) ?? NOTHING;
        return count < 2 ? Number.NaN : Math.sqrt(squares / (count - 1));
      }),
    mean: (group, condition) => estimate(group, (mean) => mean(condition)),
  };
}

/** Value and interval of an estimate, for a row of a table. */
export function cellsOf({ value, interval }: Estimate95): [number, number, number] {
  return [value, interval.lower, interval.upper];
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
    rows: lines.map(({ about, found, expected }) => [...about, ...cellsOf(found), expected ?? '']),
  };
}
