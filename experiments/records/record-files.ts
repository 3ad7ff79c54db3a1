import { parse } from 'csv-parse/sync';
import { HelmholtzError, suggestion } from '../../agents/index.ts';
import type { RecordSchema, RecordTable } from './record-schema.ts';

/**
 * Records from a CSV file whose first row names the columns of a schema, in any order.
 *
 * @throws {HelmholtzError} `bad-shape`, naming line and column, for what is not there, no number, or no such category.
 */
export function readRecords(text: string, schema: RecordSchema, place: string): RecordTable {
  let lines: string[][];
  try {
    lines = parse(text, { bom: true, skip_empty_lines: true, trim: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new HelmholtzError('bad-shape', `${place}: expected CSV; ${reason}`, { cause: error });
  }
  const [names = [], ...rows] = lines;
  if (rows.length === 0) throw new HelmholtzError('bad-shape', `${place}: expected rows; got none`);
  const places = schema.columns.map(({ name }) => {
    const at = names.indexOf(name);
    if (at >= 0) return at;
    throw new HelmholtzError(
      'bad-shape',
      `${place}: column "${name}": no such column${suggestion(name, names)}`,
    );
  });
  return {
    schema,
    rows: rows.map((row, index) =>
      schema.columns.map((column, at) => {
        const field = row[places[at]!] ?? '';
        const value =
          column.kind === 'category'
            ? column.values.indexOf(field)
            : field === ''
              ? Number.NaN
              : Number(field);
        if (column.kind === 'category' ? value >= 0 : Number.isFinite(value)) return value;
        const expected = column.kind === 'category' ? column.values.join(', ') : 'a number';
        throw new HelmholtzError(
          'bad-shape',
          `${place}:${index + 2}: ${column.name}: expected ${expected}; got "${field}"`,
        );
      }),
    ),
  };
}

/** Records as CSV; numbers to six significant digits. */
export function writeRecords({ schema, rows }: RecordTable): string {
  const quoted = (text: string): string =>
    /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const lines = rows.map((row) =>
    schema.columns
      .map((column, at) =>
        column.kind === 'category'
          ? quoted(column.values[row[at]!]!)
          : String(Number(row[at]!.toPrecision(6))),
      )
      .join(','),
  );
  return `${[schema.columns.map(({ name }) => quoted(name)).join(','), ...lines].join('\n')}\n`;
}
