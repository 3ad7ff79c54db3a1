import { CsvError, parse } from 'csv-parse/sync';
import { HelmholtzError, suggestion } from '../../agents/index.ts';
import { readBytes, reasonOf } from '../read-bytes.ts';

/** A table of texts. */
export interface TextTable {
  readonly path: string;
  readonly names: readonly string[];
  readonly rows: readonly TableRow[];
}

/** A row with its place in the file. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** What the numbers of a column must be. */
export interface NumberCheck {
  readonly says: string;
  readonly isFine: (value: number) => boolean;
  /** Whether none may be missing. */
  readonly isNeeded?: true;
}

/** How missing values are written in tables of behaviour. */
const MISSING = new Set(['', 'na', 'n/a', 'nan', 'null', '.']);

/** Whether a text stands for a missing value. */
export function isMissing(text: string): boolean {
  return MISSING.has(text.trim().toLowerCase());
}

/** The error of a table that is not as expected. */
export function badTable(message: string): HelmholtzError {
  return new HelmholtzError('bad-shape', message);
}

/**
 * Reads a table whose first line names the columns: comma-separated, or tab-separated if the name ends in `.tsv`.
 *
 * @throws {HelmholtzError} `not-readable`, or `bad-shape` naming the line and what is wrong with it.
 */
export async function readTable(path: string): Promise<TextTable> {
  const [header, ...rows] = rowsOf(path, await readBytes(path));
  if (header === undefined) {
    throw badTable(`${path}: expected a line with the names of columns; got nothing`);
  }
  const names = header.cells;
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined)
    throw badTable(`${path}: expected every column once; got "${twice}" twice`);
  if (rows.length === 0)
    throw badTable(`${path}: expected trials below the names of columns; got none`);
  return { path, names, rows };
}

/** Where a column is, by its name. */
export function columnOf({ path, names }: TextTable, name: string): number {
  const at = names.indexOf(name);
  if (at >= 0) return at;
  throw badTable(`${path}: expected a column "${name}"${suggestion(name, names)}`);
}

/** Reads columns of some rows as numbers; a missing one is NaN. */
export function columnReader(
  table: TextTable,
  rows: readonly TableRow[] = table.rows,
): (name: string, check: NumberCheck) => Float64Array {
  return (name, check) => {
    const at = columnOf(table, name);
    return Float64Array.from(rows, (row) => numberIn(table.path, row, { at, name, check }));
  };
}

function rowsOf(path: string, bytes: Buffer): TableRow[] {
  const isTabbed = /\.tsv$/i.test(path);
  try {
    const records: unknown = parse(bytes, {
      bom: true,
      delimiter: isTabbed ? '\t' : ',',
      info: true,
      relax_quotes: isTabbed,
      skip_empty_lines: true,
      trim: true,
    });
    return (records as { record: string[]; info: { lines: number } }[]).map(({ record, info }) => ({
      line: info.lines,
      cells: record,
    }));
  } catch (cause) {
    throw new HelmholtzError(
      'bad-shape',
      `${path}: expected ${isTabbed ? 'tab' : 'comma'}-separated values: ${cause instanceof CsvError ? cause.message : reasonOf(cause)}`,
      { cause },
    );
  }
}

function numberIn(
  path: string,
  { line, cells }: TableRow,
  { at, name, check }: { readonly at: number; readonly name: string; readonly check: NumberCheck },
): number {
  const text = cells[at] ?? '';
  if (isMissing(text)) {
    if (check.isNeeded !== true) return Number.NaN;
    throw badTable(`${path}:${line}: expected ${check.says} in "${name}"; got nothing`);
  }
  const value = Number(text);
  if (check.isFine(value)) return value;
  throw badTable(`${path}:${line}: expected ${check.says} in "${name}", or n/a; got "${text}"`);
}
