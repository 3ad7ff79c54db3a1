import type { Seat } from '../running/experiment.ts';
import { meanOverParticipants } from './participant-means.ts';
import type { Estimate95 } from './summary.ts';

/** Mean of a participant in a condition; NaN where there was no trial. */
export type ConditionMean = (condition: string) => number;

/** Means of every participant in every condition, trial by trial. */
export interface ConditionMeans {
  /** Takes in one trial. */
  add(seat: Pick<Seat, 'group' | 'participant'>, condition: string, value: number): void;
  /** A number of each participant of a group, in order: a difference or a ratio of means of conditions. */
  each(group: string, of: (mean: ConditionMean) => number): number[];
  /** The mean of that number over the participants of a group, with its 95 % interval. */
  estimate(group: string, of: (mean: ConditionMean) => number): Estimate95;
}

interface Mean {
  sum: number;
  count: number;
}

/** Begins to count. */
export function createConditionMeans(): ConditionMeans {
  const groups = new Map<string, Map<number, Map<string, Mean>>>();
  const each = (group: string, of: (mean: ConditionMean) => number): number[] =>
    Array.from(groups.get(group)?.values() ?? [], (conditions) =>
      of((condition) => {
        const { sum, count } = conditions.get(condition) ?? { sum: 0, count: 0 };
        return sum / count;
      }),
    );
  return {
    add: ({ group, participant }, condition, value) => {
      const participants = entry(groups, group, () => new Map<number, Map<string, Mean>>());
      const conditions = entry(participants, participant, () => new Map<string, Mean>());
      const at = entry(conditions, condition, (): Mean => ({ sum: 0, count: 0 }));
      at.sum += value;
      at.count++;
    },
    each,
    estimate: (group, of) => meanOverParticipants(each(group, of)),
  };
}

/** Value and interval of an estimate, for a row of a table. */
export function cellsOf({ value, interval }: Estimate95): [number, number, number] {
  return [value, interval.lower, interval.upper];
}

function entry<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
