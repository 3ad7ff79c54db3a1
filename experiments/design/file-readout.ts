import type { Random } from '../../agents/index.ts';
import { percentiles } from '../psychophysics/fit-psychometric.ts';
import type { LevelCount } from '../psychophysics/psychometric-likelihood.ts';
import type {
  FitFunctions,
  ResampledCounts,
  ResampledFit,
} from '../psychophysics/fit-resampled.ts';
import { psychometricFigure } from '../report/psychometric-figure.ts';
import type { Estimate95, ResultFigure, ResultTable, Summary } from '../report/summary.ts';
import type { PreparedGroup } from '../observer.ts';
import type { Cell, Readout, Row, Seat } from '../running/experiment.ts';
import type { ExperimentFile } from './experiment-schema.ts';
import { addToSums, groupMeans, type Sums } from './group-means.ts';
import { type CompiledPart, flattenedParts } from './timeline.ts';

/** Counts at the levels of one participant in one condition. */
type Counts = Map<number, { trials: number; successes: number }>;

interface Gathered {
  readonly counts: Map<string, Map<number, Counts>>;
  readonly sums: Map<string, Map<number, Sums>>;
}

/** All that is kept of trials: plain data. */
interface Kept {
  /** By group. */
  readonly gathered: Map<string, Gathered>;
  readonly caught: { trials: number; correct: number };
  /** Conditions come in random order, but stand in the order of their values. */
  readonly order: Map<string, readonly (Cell | undefined)[]>;
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
  readonly groups: readonly PreparedGroup[];
}): Readout {
  const kept: Kept = {
    gathered: new Map(groups.map(({ name }) => [name, { counts: new Map(), sums: new Map() }])),
    caught: { trials: 0, correct: 0 },
    order: new Map(),
  };
  const { gathered, caught, order } = kept;
  const flat = flattenedParts(parts);
  const isCorrectCounted =
    file.task === 'naming' ||
    flat.some(
      ({ procedure }) =>
        procedure !== null && 'counts' in procedure && procedure.counts === 'correct',
    );
  const severalParts =
    flat.filter(({ trial, role }) => trial !== null && role === 'test').length > 1;
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
    parts: {
      take: () => kept,
      join: (part) => {
        // What `take` of another such readout gave.
        joinKept(kept, part as Kept);
      },
    },
    finish: async (random, fitFunctions) => {
      const conditions = [...order]
        .sort(([, one], [, other]) => compareValues(one, other))
        .map(([condition]) => condition);
      for (const own of gathered.values()) {
        reorder(own.counts, conditions);
        reorder(own.sums, conditions);
      }
      const notes =
        caught.trials === 0 ? [] : [`catch trials: ${caught.correct} of ${caught.trials} correct`];
      const means = groupMeans(
        new Map(Array.from(gathered, ([group, { sums }]) => [group, sums])),
        file.task,
      );
      const psychometric = await psychometricResults(gathered, {
        ...{ random, isCorrectCounted, groups, notes, fitFunctions },
      });
      return {
        tables: [means.table, ...psychometric.tables, ...means.differences],
        figures: psychometric.figures,
        // Where levels were varied, the functions say more than means over levels.
        estimates: psychometric.tables.length === 0 ? means.estimates : psychometric.estimates,
        notes,
      };
    },
  };
}

/** Every participant is in one of the parts: nothing has to be added up but the catch trials. */
function joinKept({ gathered, caught, order }: Kept, part: Kept): void {
  for (const [group, { counts, sums }] of part.gathered) {
    const own = gathered.get(group)!;
    joinConditions(own.counts, counts);
    joinConditions(own.sums, sums);
  }
  caught.trials += part.caught.trials;
  caught.correct += part.caught.correct;
  for (const [condition, values] of part.order) {
    if (!order.has(condition)) order.set(condition, values);
  }
}

function joinConditions<Value>(
  own: Map<string, Map<number, Value>>,
  others: ReadonlyMap<string, ReadonlyMap<number, Value>>,
): void {
  for (const [condition, participants] of others) {
    const known = within(own, condition, () => new Map<number, Value>());
    for (const [index, value] of participants) known.set(index, value);
  }
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
    () => ({ trials: 0, correct: 0, judged: 0, chosen: 0, time: 0, estimate: 0 }),
  );
  addToSums(own, row);
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

/** A condition of a group with its function. */
type FittedCondition = Exclude<ResampledFit, { readonly reason: string }> & {
  readonly condition: string;
  readonly group: string;
};

async function psychometricResults(
  gathered: ReadonlyMap<string, Gathered>,
  {
    random,
    isCorrectCounted,
    groups,
    notes,
    fitFunctions,
  }: {
    readonly random: Random;
    readonly isCorrectCounted: boolean;
    readonly groups: readonly PreparedGroup[];
    readonly notes: string[];
    readonly fitFunctions: FitFunctions;
  },
): Promise<{
  readonly tables: ResultTable[];
  readonly figures: ResultFigure[];
  readonly estimates: Summary['estimates'];
}> {
  const wanted = Array.from(gathered).flatMap(([group, { counts }]) => {
    // The same draws of participants for all conditions, so that their differences are those of the same people.
    const { participants: size, names } = groups.find(({ name }) => name === group)!;
    const source = random.fork('resamples', group);
    const draws = Int32Array.from({ length: RESAMPLES * size }, () => source.integer(size));
    return Array.from(counts, ([condition, own]) => ({
      ...{ condition, group },
      request: {
        participants: Array.from({ length: size }, (_, index) => levelCounts(own.get(index))),
        draws,
        // One of two, where no names are given.
        guess: isCorrectCounted ? 1 / (names?.length ?? 2) : 'as-lapse',
      } satisfies ResampledCounts,
    }));
  });
  const made = await fitFunctions(wanted.map(({ request }) => request));
  const fitted: FittedCondition[] = [];
  for (const [at, { condition, group }] of wanted.entries()) {
    const one = made[at]!;
    if ('reason' in one) notes.push(`${condition}, ${group}: ${one.reason}`);
    else fitted.push({ condition, group, ...one });
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

function levelCounts(counts: Counts = new Map()): LevelCount[] {
  return Array.from(counts, ([level, count]) => ({ level, ...count }));
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
  groups: readonly PreparedGroup[],
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
