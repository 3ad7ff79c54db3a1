import { HelmholtzError, type Random } from '../../../agents/index.ts';
import { outcomeColumn, type RecordColumn, type RecordTable } from '../record-schema.ts';
import type { RecordGenerator } from './record-generator.ts';

/** Intervals of equal width that a column of numbers is cut into. */
const INTERVALS = 8;

/** A column as cells: how many there are, which one a value lies in, and a value drawn from one. */
interface Cells {
  readonly count: number;
  readonly of: (value: number) => number;
  readonly draw: (cell: number, random: Random) => number;
}

/**
 * The only generator with a guarantee: the outcome first, then every other column given the outcome, from counts with noise.
 * Counts of the outcome with each of the k other columns change by 2 in all where one record is exchanged for another, all
 * tables together by 2 k; so two-sided geometric noise, P(n) proportional to exp(-|n| epsilon / (2 k)), makes them
 * epsilon-differentially private, and so is all that is drawn from them. Numbers are cut into eight intervals of the range
 * that the schema gives, values outside of it count to the nearest one. The number of records is not secret.
 *
 * The guarantee is towards somebody who does not know the seed: with it the noise can be taken off.
 *
 * @param epsilon Bound of the privacy loss in nats, above 0: what anybody concludes from the records changes by a factor of
 *   at most exp(epsilon) with the record of one person.
 * @throws {HelmholtzError} `parameter-out-of-range` for an epsilon that is no positive number; while learning, `not-applicable` for a
 *   column of numbers without a range.
 * @see Dwork et al. (2006), `REFERENCES.dwork2006`
 */
export function privateClasses({ epsilon }: { readonly epsilon: number }): RecordGenerator {
  if (!(epsilon > 0 && epsilon < Infinity)) {
    throw new HelmholtzError(
      'parameter-out-of-range',
      `records: epsilon: expected a number above 0; got ${epsilon}`,
    );
  }
  return {
    learn({ schema, rows }, learning) {
      const outcome = outcomeColumn(schema);
      const others = schema.columns.map((_, at) => at).filter((at) => at !== outcome);
      const ratio = Math.exp(-epsilon / (2 * others.length));
      const tables = others.map((at) => {
        const cells = cellsOf(schema.columns[at]!);
        const counts = [0, 1].map(() => new Array<number>(cells.count).fill(0));
        for (const row of rows) counts[row[outcome]!]![cells.of(row[at]!)]! += 1;
        // What is not possible of counts is mended after the noise, from which nothing more can be learned.
        const noisy = counts.map((classCounts) =>
          classCounts.map((n) => Math.max(0, n + geometric(ratio, learning))),
        );
        return { at, cells, noisy };
      });
      const classes = [0, 1].map((label) =>
        tables.reduce((sum, { noisy }) => sum + total(noisy[label]!), 0),
      );
      return (count, random): RecordTable => ({
        schema,
        rows: Array.from({ length: count }, () => {
          const label = drawCell(classes, random);
          const row = new Array<number>(schema.columns.length);
          row[outcome] = label;
          for (const { at, cells, noisy } of tables) {
            row[at] = cells.draw(drawCell(noisy[label]!, random), random);
          }
          return row;
        }),
      });
    },
  };
}

function cellsOf(column: RecordColumn): Cells {
  if (column.kind === 'category') {
    return { count: column.values.length, of: (value) => value, draw: (cell) => cell };
  }
  const { name, range } = column;
  if (range === undefined) {
    throw new HelmholtzError(
      'not-applicable',
      `records: private-classes: column "${name}": expected a "range" in the schema, one that is known without the data; got none`,
    );
  }
  const [low, high] = range;
  const width = (high - low) / INTERVALS;
  return {
    count: INTERVALS,
    of: (value) => Math.min(INTERVALS - 1, Math.max(0, Math.floor((value - low) / width))),
    draw: (cell, random) => low + width * (cell + random.uniform()),
  };
}

/** A whole number with P(n) proportional to ratio^|n|: the difference of two geometric ones. */
function geometric(ratio: number, random: Random): number {
  const one = (): number => Math.floor(Math.log(1 - random.uniform()) / Math.log(ratio));
  return one() - one();
}

/** A cell with a chance as its count; any one if all are 0. */
function drawCell(counts: readonly number[], random: Random): number {
  const all = total(counts);
  let left = random.uniform() * (all === 0 ? counts.length : all);
  for (let cell = 0; cell < counts.length - 1; cell++) {
    left -= all === 0 ? 1 : counts[cell]!;
    if (left < 0) return cell;
  }
  return counts.length - 1;
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, n) => sum + n, 0);
}
