import { recordEncoding } from './encode-records.ts';
import type { RecordTable } from './record-schema.ts';

/** How far off a guessed number may be, in deviations of its column. */
const NEAR = 0.1;

/** How often somebody who knows all columns of a person but one guesses that one from synthetic records. */
export interface AttributeInference {
  /** Share of right guesses about people whose records were learned from, mean over the columns. */
  readonly members: number;
  /** The same about other people: what follows from how columns depend on each other, which is no leak. */
  readonly others: number;
  /** The former minus the latter; ideal 0. */
  readonly advantage: number;
}

/**
 * Guesses each column of a person in turn by the synthetic record that is nearest in all others. A category is right if it
 * is the person's, a number within a tenth of a deviation.
 *
 * @see Yeom et al. (2018), `REFERENCES.yeom2018`, for the advantage over people who were not learned from.
 */
export function attributeInference(
  learned: RecordTable,
  others: RecordTable,
  synthetic: RecordTable,
): AttributeInference {
  const { schema } = learned;
  const { encode, widths } = recordEncoding(learned);
  const known = synthetic.rows.map(encode);
  const rightGuesses = ({ rows }: RecordTable): number => {
    let right = 0;
    for (const row of rows.map(encode)) {
      nearestWithout(row, known, widths).forEach((index, column) => {
        right += isRight(row, known[index]!, column);
      });
    }
    return right / (rows.length * schema.columns.length);
  };
  const starts = widths.map((_, column) => sum(widths.slice(0, column)));
  const isRight = (row: readonly number[], guess: readonly number[], column: number): number => {
    const from = starts[column]!;
    const to = from + widths[column]!;
    return row.slice(from, to).every((value, at) => Math.abs(value - guess[from + at]!) <= NEAR)
      ? 1
      : 0;
  };
  const found = { members: rightGuesses(learned), others: rightGuesses(others) };
  return { ...found, advantage: found.members - found.others };
}

/** For every column, the index of the record that is nearest in all other columns. */
function nearestWithout(
  row: readonly number[],
  records: readonly (readonly number[])[],
  widths: readonly number[],
): number[] {
  const nearest = widths.map(() => 0);
  const least = widths.map(() => Infinity);
  const squares = widths.map(() => 0);
  records.forEach((record, index) => {
    let at = 0;
    let all = 0;
    widths.forEach((width, column) => {
      let square = 0;
      for (const end = at + width; at < end; at++) square += (row[at]! - record[at]!) ** 2;
      squares[column] = square;
      all += square;
    });
    for (let column = 0; column < widths.length; column++) {
      const square = all - squares[column]!;
      if (square >= least[column]!) continue;
      least[column] = square;
      nearest[column] = index;
    }
  });
  return nearest;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, value) => total + value, 0);
}
