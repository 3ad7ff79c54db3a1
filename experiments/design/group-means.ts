import { differenceOfMeans, meanOverParticipants } from '../report/participant-means.ts';
import type { Estimate95, ResultTable, Summary } from '../report/summary.ts';
import type { Row } from '../running/experiment.ts';
import type { ExperimentFile } from './experiment-schema.ts';

/** Sums of one participant in one condition. */
export interface Sums {
  trials: number;
  correct: number;
  judged: number;
  chosen: number;
  time: number;
  estimate: number;
}

/** Takes a trial in. */
export function addToSums(sums: Sums, row: Row): void {
  sums.trials++;
  if (typeof row['correct'] === 'boolean') sums.judged++;
  if (row['correct'] === true) sums.correct++;
  if (row['choice'] === true) sums.chosen++;
  if (typeof row['reactionTime'] === 'number') sums.time += row['reactionTime'];
  if (typeof row['estimate'] === 'number') sums.estimate += row['estimate'];
}

/** What is averaged over the trials of a participant. */
interface Measure {
  readonly name: string;
  readonly of: (sums: Sums) => number;
}

const TIME: Measure = { name: 'reaction time (ms)', of: ({ time, trials }) => time / trials };
const CORRECT: Measure = {
  name: 'share correct',
  of: ({ correct, judged }) => (judged === 0 ? Number.NaN : correct / judged),
};

function measuresOf(task: ExperimentFile['task']): readonly Measure[] {
  switch (task) {
    case 'matching':
      return [{ name: 'mean estimate', of: ({ estimate, trials }) => estimate / trials }, TIME];
    case 'naming':
      return [CORRECT, TIME];
    case 'comparison':
    case 'yes-no':
    case 'rating': {
      const name = task === 'comparison' ? 'share of "second"' : 'share of "yes"';
      return [{ name, of: ({ chosen, trials }) => chosen / trials }, CORRECT, TIME];
    }
  }
}

/** Means of all groups in all conditions, and how the groups differ from the first. */
export interface GroupMeans {
  readonly table: ResultTable;
  /** None where there is one group. */
  readonly differences: readonly ResultTable[];
  readonly estimates: Summary['estimates'];
}

/** Sums by group, condition and participant. */
type GroupSums = ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<number, Sums>>>;

/** Averages over participants, with intervals. */
export function groupMeans(groups: GroupSums, task: ExperimentFile['task']): GroupMeans {
  const measures = measuresOf(task);
  const estimates: Record<string, Estimate95> = {};
  const rows: (string | number)[][] = [];
  for (const [group, conditions] of groups) {
    for (const [condition, own] of conditions) {
      const means = measures.map(({ name, of }) => {
        const mean = meanOverParticipants(Array.from(own.values(), of));
        if (Number.isFinite(mean.value)) estimates[`${name}, ${condition}, ${group}`] = mean;
        return mean;
      });
      rows.push([condition, group, own.size, ...means.flatMap(cellsOf)]);
    }
  }
  const differences = differencesOf(groups, measures);
  return {
    table: {
      name: 'means',
      caption: 'Means over participants, with 95 % intervals (Student t).',
      columns: [
        ...['condition', 'group', 'participants'],
        ...measures.flatMap(({ name }) => [name, 'lower', 'upper']),
      ],
      rows,
    },
    estimates: {
      ...estimates,
      ...Object.fromEntries(
        differences.map(({ measure, condition, pair, estimate }) => [
          `${measure} difference, ${condition}, ${pair}`,
          estimate,
        ]),
      ),
    },
    differences:
      differences.length === 0
        ? []
        : [
            {
              name: 'mean-differences',
              caption: 'Differences of means between groups, with 95 % intervals (Welch t).',
              columns: ['measure', 'condition', 'groups', 'difference', 'lower', 'upper'],
              rows: differences.map(({ measure, condition, pair, estimate }) => [
                ...[measure, condition, pair],
                ...cellsOf(estimate),
              ]),
            },
          ],
  };
}

function cellsOf({ value, interval }: Estimate95): number[] {
  return [value, interval.lower, interval.upper];
}

interface Difference {
  readonly measure: string;
  readonly condition: string;
  readonly pair: string;
  readonly estimate: Estimate95;
}

function differencesOf(groups: GroupSums, measures: readonly Measure[]): Difference[] {
  const [first, ...others] = groups;
  if (first === undefined) return [];
  const [baseline, conditions] = first;
  return others.flatMap(([group, own]) =>
    measures.flatMap(({ name, of }) =>
      Array.from(conditions).flatMap(([condition, sums]): Difference[] => {
        const other = own.get(condition);
        if (other === undefined) return [];
        const estimate = differenceOfMeans(
          Array.from(other.values(), of),
          Array.from(sums.values(), of),
        );
        if (!Number.isFinite(estimate.value)) return [];
        return [{ measure: name, condition, pair: `${group} minus ${baseline}`, estimate }];
      }),
    ),
  );
}
