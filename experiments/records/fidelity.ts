import { areaUnderCurve } from './area-under-curve.ts';
import { recordEncoding } from './encode-records.ts';
import { fitLogisticScores } from './logistic-scores.ts';
import { outcomeColumn, type RecordTable } from './record-schema.ts';

/** How like real records synthetic ones are. */
export interface RecordFidelity {
  /**
   * Difference of the margins by column, 0 to 1: total variation of a category, the largest difference of the cumulative
   * distributions (Kolmogorov-Smirnov) of a number.
   */
  readonly margins: readonly { readonly column: string; readonly difference: number }[];
  /** Mean absolute difference of the correlations of encoded columns. */
  readonly correlationDifference: number;
  /** Area under the curve of a discriminator with products of columns, on records it was not trained on; ideal .5. */
  readonly discriminator: number;
  /** Area under the curve with which the outcome of real records is predicted after training on real ones, ... */
  readonly trainedOnReal: number;
  /** ... and after training on synthetic ones. */
  readonly trainedOnSynthetic: number;
}

/**
 * Measures fidelity.
 *
 * @param real Records that the generator learned from.
 * @param holdOut Other real records.
 */
export function recordFidelity(
  real: RecordTable,
  holdOut: RecordTable,
  synthetic: RecordTable,
): RecordFidelity {
  const { encode } = recordEncoding(real);
  const at = outcomeColumn(real.schema);
  const features = ({ rows, schema }: RecordTable): number[][] => {
    const { encode: encodeAll } = recordEncoding({
      schema: { ...schema, columns: schema.columns.filter((_, column) => column !== at) },
      rows: real.rows.map((row) => row.filter((_, column) => column !== at)),
    });
    return rows.map((row) => encodeAll(row.filter((_, column) => column !== at)));
  };
  const labels = ({ rows }: RecordTable): number[] => rows.map((row) => row[at]!);
  const predicts = (table: RecordTable): number => {
    const score = fitLogisticScores(features(table), labels(table));
    const scored = features(holdOut).map((row, index) => ({
      score: score(row),
      isCase: holdOut.rows[index]![at] === 1,
    }));
    return areaUnderCurve(
      scored.filter(({ isCase }) => isCase).map(({ score: value }) => value),
      scored.filter(({ isCase }) => !isCase).map(({ score: value }) => value),
    );
  };
  const encoded = (table: RecordTable): number[][] => table.rows.map(encode);
  return {
    margins: real.schema.columns.map((column, place) => ({
      column: column.name,
      difference: marginDifference(
        real.rows.map((row) => row[place]!),
        synthetic.rows.map((row) => row[place]!),
        column.kind,
      ),
    })),
    correlationDifference: correlationDifference(encoded(real), encoded(synthetic)),
    discriminator: discriminate(encoded(holdOut), encoded(synthetic)),
    trainedOnReal: predicts(real),
    trainedOnSynthetic: predicts(synthetic),
  };
}

function marginDifference(
  real: readonly number[],
  synthetic: readonly number[],
  kind: 'number' | 'category',
): number {
  const shareUpTo = (list: readonly number[], value: number): number =>
    list.filter((other) => other <= value).length / list.length;
  const values = [...new Set([...real, ...synthetic])];
  if (kind === 'number') {
    const sorted = [...real].sort((a, b) => a - b);
    return Math.max(
      ...sorted.map((value, index) =>
        Math.abs((index + 1) / sorted.length - shareUpTo(synthetic, value)),
      ),
    );
  }
  const share = (list: readonly number[], value: number): number =>
    list.filter((other) => other === value).length / list.length;
  return values.reduce(
    (sum, value) => sum + Math.abs(share(real, value) - share(synthetic, value)) / 2,
    0,
  );
}

function correlationDifference(a: readonly number[][], b: readonly number[][]): number {
  const [first, second] = [correlations(a), correlations(b)];
  return first.reduce((sum, value, at) => sum + Math.abs(value - second[at]!) / first.length, 0);
}

/** Correlations of all pairs of columns; 0 with a column that does not vary. */
function correlations(rows: readonly number[][]): number[] {
  const size = rows[0]!.length;
  const mean = rows[0]!.map((_, at) => rows.reduce((sum, row) => sum + row[at]!, 0) / rows.length);
  const product = (p: number, q: number): number =>
    rows.reduce((sum, row) => sum + (row[p]! - mean[p]!) * (row[q]! - mean[q]!), 0);
  const squares = mean.map((_, at) => product(at, at));
  return Array.from({ length: size }, (_, p) => p).flatMap((p) =>
    Array.from({ length: p }, (_, q) => {
      const scale = Math.sqrt(squares[p]! * squares[q]!);
      return scale === 0 ? 0 : product(p, q) / scale;
    }),
  );
}

/** The first half of both is learned from, the second judged. Products of columns show dependencies that are missing. */
function discriminate(real: readonly number[][], synthetic: readonly number[][]): number {
  const count = Math.min(real.length, synthetic.length);
  const half = count >> 1;
  const expand = (row: readonly number[]): number[] => [
    ...row,
    ...row.flatMap((value, at) => row.slice(0, at).map((other) => value * other)),
  ];
  const score = fitLogisticScores(
    [...real.slice(0, half), ...synthetic.slice(0, half)].map(expand),
    [...real.slice(0, half).map(() => 0), ...synthetic.slice(0, half).map(() => 1)],
  );
  return areaUnderCurve(
    synthetic.slice(half, count).map((row) => score(expand(row))),
    real.slice(half, count).map((row) => score(expand(row))),
  );
}
