import type { RecordGenerator } from './record-generator.ts';

/** Draws every column for itself, from the values that occur: right margins, no dependencies, no record of anybody. */
export const independentMargins: RecordGenerator = {
  learn:
    ({ schema, rows }) =>
    (count, random) => ({
      schema,
      rows: Array.from({ length: count }, () =>
        schema.columns.map((_, at) => random.choose(rows)[at]!),
      ),
    }),
};
