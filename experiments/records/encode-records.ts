import type { RecordTable } from './record-schema.ts';

/** How rows become vectors: numbers in deviations from their mean, a category as one 0 or 1 per value. */
export interface RecordEncoding {
  readonly width: number;
  /** Places that each column takes. */
  readonly widths: readonly number[];
  readonly encode: (row: readonly number[]) => number[];
  /** The row nearest to a vector: the largest of a category's places. */
  readonly decode: (vector: readonly number[]) => number[];
}

/** An encoding by the means and deviations of a table. */
export function recordEncoding({ schema, rows }: RecordTable): RecordEncoding {
  const parts = schema.columns.map((column, at) => {
    if (column.kind === 'category') return { width: column.values.length, mean: 0, deviation: 1 };
    const mean = rows.reduce((sum, row) => sum + row[at]!, 0) / rows.length;
    const square = rows.reduce((sum, row) => sum + (row[at]! - mean) ** 2, 0) / rows.length;
    return { width: 1, mean, deviation: Math.sqrt(square) || 1 };
  });
  return {
    width: parts.reduce((sum, { width }) => sum + width, 0),
    widths: parts.map(({ width }) => width),
    encode: (row) =>
      schema.columns.flatMap((column, at) => {
        const { width, mean, deviation } = parts[at]!;
        return column.kind === 'number'
          ? [(row[at]! - mean) / deviation]
          : Array.from({ length: width }, (_, place) => (row[at] === place ? 1 : 0));
      }),
    decode(vector) {
      let from = 0;
      return schema.columns.map((column, at) => {
        const { width, mean, deviation } = parts[at]!;
        const own = vector.slice(from, from + width);
        from += width;
        return column.kind === 'number'
          ? mean + deviation * own[0]!
          : own.indexOf(Math.max(...own));
      });
    },
  };
}
