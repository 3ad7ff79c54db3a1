import { cpus } from 'node:os';
import { quantile } from '../statistics.ts';
import type { Row } from './rows.ts';

/** What one contestant did in one row. */
export interface Result {
  readonly contestant: string;
  readonly isOurs: boolean;
  /** Median time of a run, in milliseconds. */
  readonly median: number;
  /** Median times of the single rounds, least and most. */
  readonly range: readonly [least: number, most: number];
  readonly firstMilliseconds: number;
  /** Largest difference from `reference`, divided by the largest number. */
  readonly error: number;
}

/** One row with everybody's results. */
export interface Measured {
  readonly row: Row;
  readonly results: readonly Result[];
  /** Our fastest time divided by that of each peer. */
  readonly ratios: readonly { readonly peer: string; readonly ratio: number }[];
}

/** Sums the rounds of one contestant up. */
export function summarise(
  contestant: { readonly name: string; readonly isOurs: boolean },
  opened: { readonly firstMilliseconds: number; readonly error: number },
  rounds: readonly (readonly number[])[],
): Result {
  const medians = rounds.map((times) => quantile(times, 0.5));
  return {
    contestant: contestant.name,
    isOurs: contestant.isOurs,
    median: quantile(medians, 0.5),
    range: [Math.min(...medians), Math.max(...medians)],
    ...opened,
  };
}

/** Our fastest time divided by that of each peer. */
export function ratiosOf(results: readonly Result[]): Measured['ratios'] {
  const own = Math.min(...results.filter(({ isOurs }) => isOurs).map(({ median }) => median));
  return results
    .filter(({ isOurs }) => !isOurs)
    .map(({ contestant, median }) => ({ peer: contestant, ratio: own / median }));
}

/** The machine, in words. */
export function machine(): string {
  const all = cpus();
  return `${all.length} x ${all[0]?.model ?? 'unknown processor'}, Node ${process.version}, ${process.platform} ${process.arch}`;
}

const shown = (value: number): string => (Number.isFinite(value) ? value.toPrecision(3) : '-');

/** The results as a table for people. */
export function markdown(measured: readonly Measured[], rounds: number): string {
  const lines = measured.flatMap(({ row, results, ratios }) => [
    ...results.map(
      ({ contestant, median, range, firstMilliseconds, error }) =>
        `| ${row.number}. ${row.what} | ${contestant} | ${shown(median)} | ${shown(range[0])} to ${shown(range[1])} | ${shown(firstMilliseconds)} | ${error.toExponential(1)} |`,
    ),
    ...ratios.map(
      ({ peer, ratio }) =>
        `| | **ours / ${peer}** | **${shown(ratio)}** | goal at most ${row.goal} | | |`,
    ),
  ]);
  return [
    `Machine: ${machine()}. ${rounds} rounds, everybody in turn in each; medians of the medians of the rounds, in milliseconds.`,
    '',
    '| work | who | ms | rounds from, to | first run, ms | error |',
    '| --- | --- | --- | --- | --- | --- |',
    ...lines,
    '',
  ].join('\n');
}
