import type { Random } from '../../agents/index.ts';
import {
  fitPsychometric,
  type LevelCount,
  type PsychometricFit,
  type PsychometricFitOptions,
  percentiles,
} from '../psychophysics/fit-psychometric.ts';
import { meanOverParticipants } from '../report/participant-means.ts';
import { psychometricFigure } from '../report/psychometric-figure.ts';
import type { Estimate95, ResultFigure, ResultTable, Summary } from '../report/summary.ts';
import type { Cell, Group, Readout, Row, Seat } from '../running/experiment.ts';
import type { ExperimentFile } from './experiment-schema.ts';
import { type CompiledPart, flattenedParts } from './timeline.ts';

/** Counts at the levels of one participant in one condition. */
type Counts = Map<number, { trials: number; successes: number }>;

/** Sums of one participant in one condition. */
interface Sums {
  trials: number;
  correct: number;
  judged: number;
  chosen: number;
  time: number;
  estimate: number;
}

interface Gathered {
  readonly counts: Map<string, Map<number, Counts>>;
  readonly sums: Map<string, Map<number, Sums>>;
}

const RESAMPLES = 200;
const MOST_FIGURES = 24;

/**
 * What the file of a user shows: for every condition and group, shares and means over participants; where levels were
 * varied, psychometric functions of the pooled trials with intervals from resampled participants, and the differences of
 * the groups from the first one. Practice and catch trials are left out.
 */
export function fileReadout({
  file,
  parts,
  variables,
  groups,
}: {
  readonly file: ExperimentFile;
  readonly parts: readonly CompiledPart[];
  readonly variables: readonly string[];
  readonly groups: readonly Group[];
}): Readout {
  const gathered = new Map<string, Gathered>(
    groups.map(({ name }) => [name, { counts: new Map(), sums: new Map() }]),
  );
  const flat = flattenedParts(parts);
  const isCorrectCounted = flat.some(
    ({ procedure }) =>
      procedure !== null && 'counts' in procedure && procedure.counts === 'correct',
  );
  const severalParts =
    flat.filter(({ trial, role }) => trial !== null && role === 'test').length > 1;
  const caught = { trials: 0, correct: 0 };
  // Conditions come in random order, but stand in the order of their values.
  const order = new Map<string, readonly (Cell | undefined)[]>();
  const conditionOf = (row: Row): string => {
    const words = variables
      .filter((name) => row[name] !== null && row[name] !== undefined)
      .map((name) => `${name} ${String(row[name])}`);
    if (severalParts) words.unshift(String(row['part']));
    const condition = words.length === 0 ? 'all trials' : words.join(', ');
    if (!order.has(condition)) {
      order.set(condition, [
        severalParts ? row['part'] : null,
        ...variables.map((name) => row[name]),
      ]);
    }
    return condition;
  };
  return {
    add: (seat: Seat, row: Row) => {
      if (row['role'] === 'catch') {
        caught.trials++;
        if (row['correct'] === true) caught.correct++;
      }
      if (row['role'] !== 'test') return;
      const own = gathered.get(seat.group)!;
      const condition = conditionOf(row);
      addSums(own, condition, { seat, row });
      if (typeof row['level'] === 'number' && file.task !== 'matching') {
        addCounts(own, condition, {
          ...{ seat, level: row['level'] },
          isSuccess: (isCorrectCounted ? row['correct'] : row['choice']) === true,
        });
      }
    },
    finish: (random) => {
      const conditions = [...order]
        .sort(([, one], [, other]) => compareValues(one, other))
        .map(([condition]) => condition);
      for (const own of gathered.values()) {
        reorder(own.counts, conditions);
        reorder(own.sums, conditions);
      }
      const notes =
        caught.trials === 0 ? [] : [`catch trials: ${caught.correct} of ${caught.trials} correct`];
      const psychometric = psychometricResults(gathered, {
        random,
        isCorrectCounted,
        groups,
        notes,
      });
      return {
        tables: [meansTable(gathered, file.task), ...psychometric.tables],
        figures: psychometric.figures,
        estimates: psychometric.estimates,
        notes,
      };
    },
  };
}

/** First of two lists of values that differ decides: numbers by size, words by alphabet. */
function compareValues(
  one: readonly (Cell | undefined)[],
  other: readonly (Cell | undefined)[],
): number {
  for (const [at, value] of one.entries()) {
    const against = other[at];
    if (value === against) continue;
    return typeof value === 'number' && typeof against === 'number'
      ? value - against
      : String(value) < String(against)
        ? -1
        : 1;
  }
  return 0;
}

function reorder<Value>(map: Map<string, Value>, keys: readonly string[]): void {
  for (const key of keys) {
    const value = map.get(key);
    if (value === undefined) continue;
    map.delete(key);
    map.set(key, value);
  }
}

function addSums(
  { sums }: Gathered,
  condition: string,
  { seat, row }: { readonly seat: Seat; readonly row: Row },
): void {
  const own = within(
    within(sums, condition, () => new Map<number, Sums>()),
    seat.index,
    () => ({
      ...{ trials: 0, correct: 0, judged: 0, chosen: 0, time: 0, estimate: 0 },
    }),
  );
  own.trials++;
  if (typeof row['correct'] === 'boolean') own.judged++;
  if (row['correct'] === true) own.correct++;
  if (row['choice'] === true) own.chosen++;
  if (typeof row['reactionTime'] === 'number') own.time += row['reactionTime'];
  if (typeof row['estimate'] === 'number') own.estimate += row['estimate'];
}

function addCounts(
  { counts }: Gathered,
  condition: string,
  {
    seat,
    level,
    isSuccess,
  }: { readonly seat: Seat; readonly level: number; readonly isSuccess: boolean },
): void {
  const own = within(
    within(counts, condition, () => new Map<number, Counts>()),
    seat.index,
    (): Counts => new Map(),
  );
  const at = within(own, level, () => ({ trials: 0, successes: 0 }));
  at.trials++;
  if (isSuccess) at.successes++;
}

function within<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

function meansTable(
  gathered: ReadonlyMap<string, Gathered>,
  task: ExperimentFile['task'],
): ResultTable {
  const isMatching = task === 'matching';
  const measures: readonly (readonly [string, (sums: Sums) => number])[] = isMatching
    ? [
        ['mean estimate', ({ estimate, trials }) => estimate / trials],
        ['reaction time (ms)', ({ time, trials }) => time / trials],
      ]
    : [
        [
          task === 'comparison' ? 'share of "second"' : 'share of "yes"',
          ({ chosen, trials }) => chosen / trials,
        ],
        ['share correct', ({ correct, judged }) => (judged === 0 ? Number.NaN : correct / judged)],
        ['reaction time (ms)', ({ time, trials }) => time / trials],
      ];
  return {
    name: 'means',
    caption: 'Means over participants, with 95 % intervals (Student t).',
    columns: [
      'condition',
      'group',
      'participants',
      ...measures.flatMap(([name]) => [name, 'lower', 'upper']),
    ],
    rows: Array.from(gathered).flatMap(([group, { sums }]) =>
      Array.from(sums, ([condition, own]) => [
        ...[condition, group, own.size],
        ...measures.flatMap(([, of]) => {
          const { value, interval } = meanOverParticipants(Array.from(own.values(), of));
          return [value, interval.lower, interval.upper];
        }),
      ]),
    ),
  };
}

/** A fitted condition of a group. */
interface FittedCondition {
  readonly condition: string;
  readonly group: string;
  readonly counts: readonly LevelCount[];
  readonly fit: PsychometricFit;
  readonly pointOfEquality: Estimate95;
  readonly justNoticeable: Estimate95;
  /** The same of resampled participants, one each. */
  readonly resampled: readonly (readonly [number, number])[];
}

function psychometricResults(
  gathered: ReadonlyMap<string, Gathered>,
  {
    random,
    isCorrectCounted,
    groups,
    notes,
  }: {
    readonly random: Random;
    readonly isCorrectCounted: boolean;
    readonly groups: readonly Group[];
    readonly notes: string[];
  },
): {
  readonly tables: ResultTable[];
  readonly figures: ResultFigure[];
  readonly estimates: Summary['estimates'];
} {
  const options: PsychometricFitOptions = { guess: isCorrectCounted ? 0.5 : 'as-lapse' };
  const fitted: FittedCondition[] = [];
  for (const [group, { counts }] of gathered) {
    // The same draws of participants for all conditions, so that their differences are those of the same people.
    const size = groups.find(({ name }) => name === group)!.participants;
    const source = random.fork('resamples', group);
    const draws = Array.from({ length: RESAMPLES }, () =>
      Array.from({ length: size }, () => source.integer(size)),
    );
    for (const [condition, own] of counts) {
      const made = fitCondition(own, draws, options);
      if (typeof made === 'string') notes.push(`${condition}, ${group}: ${made}`);
      else fitted.push({ condition, group, ...made });
    }
  }
  if (fitted.length === 0) return { tables: [], figures: [], estimates: {} };
  const conditions = [...new Set(fitted.map(({ condition }) => condition))];
  const differences = groupDifferences(fitted, conditions, groups);
  return {
    tables: [functionsTable(fitted), ...(differences.table === null ? [] : [differences.table])],
    estimates: {
      ...Object.fromEntries(
        fitted.flatMap(({ condition, group, pointOfEquality, justNoticeable }) => [
          [`PSE, ${condition}, ${group}`, pointOfEquality],
          [`JND, ${condition}, ${group}`, justNoticeable],
        ]),
      ),
      ...differences.estimates,
    },
    figures: conditions.slice(0, MOST_FIGURES).map((condition, at) =>
      psychometricFigure(
        `psychometric-${at + 1}`,
        condition,
        fitted.filter((one) => one.condition === condition),
        isCorrectCounted ? 'correct' : 'chosen',
      ),
    ),
  };
}

function fitCondition(
  own: ReadonlyMap<number, Counts>,
  draws: readonly (readonly number[])[],
  options: PsychometricFitOptions,
): Omit<FittedCondition, 'condition' | 'group'> | string {
  const counts = pooled(Array.from(own.values()));
  let fit: PsychometricFit;
  try {
    fit = fitPsychometric(counts, options);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const resampled = draws.map((draw): readonly [number, number] => {
    const drawn = pooled(draw.flatMap((index) => own.get(index) ?? []));
    try {
      const again = fitPsychometric(drawn, { ...options, near: fit });
      return [again.pointOfEquality, again.justNoticeable];
    } catch {
      // Participants who all gave the same response say nothing; they are counted as missing.
      return [Number.NaN, Number.NaN];
    }
  });
  const of = (at: 0 | 1): Estimate95['interval'] =>
    percentiles(resampled.map((one) => one[at]).filter(Number.isFinite));
  return {
    ...{ counts, fit, resampled },
    pointOfEquality: { value: fit.pointOfEquality, interval: of(0) },
    justNoticeable: { value: fit.justNoticeable, interval: of(1) },
  };
}

function pooled(all: readonly Counts[]): LevelCount[] {
  const sum: Counts = new Map();
  for (const counts of all) {
    for (const [level, { trials, successes }] of counts) {
      const at = within(sum, level, () => ({ trials: 0, successes: 0 }));
      at.trials += trials;
      at.successes += successes;
    }
  }
  return Array.from(sum, ([level, count]) => ({ level, ...count })).sort(
    (a, b) => a.level - b.level,
  );
}

function functionsTable(fitted: readonly FittedCondition[]): ResultTable {
  return {
    name: 'psychometric-functions',
    caption:
      'Psychometric functions of the pooled trials: points of equality (PSE), just noticeable differences (JND) with 95 % intervals from resampled participants, lapse rate, deviance.',
    columns: [
      ...['condition', 'group', 'trials', 'PSE', 'lower', 'upper', 'JND', 'lower', 'upper'],
      ...['lapse', 'deviance', 'levels'],
    ],
    rows: fitted.map(({ condition, group, fit, counts, pointOfEquality, justNoticeable }) => [
      ...[condition, group, fit.trials],
      ...[pointOfEquality, justNoticeable].flatMap(({ value, interval }) => [
        value,
        interval.lower,
        interval.upper,
      ]),
      ...[fit.lapse, fit.deviance, counts.length],
    ]),
  };
}

function groupDifferences(
  fitted: readonly FittedCondition[],
  conditions: readonly string[],
  groups: readonly Group[],
): { readonly table: ResultTable | null; readonly estimates: Summary['estimates'] } {
  const [first, ...others] = groups;
  const estimates: Record<string, Estimate95> = {};
  const rows: (string | number)[][] = [];
  const find = (condition: string, group: string): FittedCondition | undefined =>
    fitted.find((one) => one.condition === condition && one.group === group);
  for (const other of others) {
    const pairs = conditions.flatMap((condition) => {
      const [a, b] = [find(condition, first!.name), find(condition, other.name)];
      return a === undefined || b === undefined ? [] : [{ condition, a, b }];
    });
    for (const [measure, at] of [
      ['PSE', 0],
      ['JND', 1],
    ] as const) {
      const key = at === 0 ? 'pointOfEquality' : 'justNoticeable';
      const one = (of: readonly (typeof pairs)[number][]): Estimate95 => {
        const mean = (values: readonly number[]): number =>
          values.reduce((sum, value) => sum + value, 0) / values.length;
        const draws = Array.from({ length: RESAMPLES }, (_, draw) =>
          mean(of.map(({ a, b }) => b.resampled[draw]![at] - a.resampled[draw]![at])),
        ).filter(Number.isFinite);
        return {
          value: mean(of.map(({ a, b }) => b[key].value - a[key].value)),
          interval: percentiles(draws),
        };
      };
      const contrasts: (readonly [string, Estimate95])[] = pairs.map((pair) => [
        pair.condition,
        one([pair]),
      ]);
      if (pairs.length > 1) contrasts.push(['mean over conditions', one(pairs)]);
      for (const [condition, estimate] of contrasts) {
        estimates[`${measure} difference, ${condition}, ${other.name} minus ${first!.name}`] =
          estimate;
        rows.push([
          measure,
          condition,
          `${other.name} minus ${first!.name}`,
          estimate.value,
          estimate.interval.lower,
          estimate.interval.upper,
        ]);
      }
    }
  }
  return {
    estimates,
    table:
      rows.length === 0
        ? null
        : {
            name: 'group-differences',
            caption: 'Differences between groups, with 95 % intervals from resampled participants.',
            columns: ['measure', 'condition', 'groups', 'difference', 'lower', 'upper'],
            rows,
          },
  };
}
