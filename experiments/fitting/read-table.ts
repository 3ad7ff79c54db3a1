import { CsvError, parse } from 'csv-parse/sync';
import { HelmholtzError, suggestion } from '../../agents/index.ts';
import { readBytes, reasonOf } from '../read-bytes.ts';

/** A table of texts, column by column: a million rows are few objects. */
export interface TextTable {
  readonly path: string;
  readonly names: readonly string[];
  /** One array per name, with a text per row. */
  readonly columns: readonly (readonly string[])[];
  /** Where each row is in the file. */
  readonly lines: readonly number[];
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
  return tableOf(path, await readBytes(path));
}

/**
 * The table that the bytes of a file are.
 *
 * @throws {HelmholtzError} `bad-shape`, as {@link readTable}.
 */
export function tableOf(path: string, bytes: Buffer): TextTable {
  const names: string[] = [];
  const columns: string[][] = [];
  const lines: number[] = [];
  parseRows(path, bytes, (cells, line) => {
    if (columns.length === 0) {
      names.push(...cells);
      columns.push(...cells.map(() => []));
      return;
    }
    lines.push(line);
    cells.forEach((cell, at) => columns[at]?.push(cell));
  });
  if (columns.length === 0) {
    throw badTable(`${path}: expected a line with the names of columns; got nothing`);
  }
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined)
    throw badTable(`${path}: expected every column once; got "${twice}" twice`);
  if (lines.length === 0)
    throw badTable(`${path}: expected trials below the names of columns; got none`);
  return { path, names, columns, lines };
}

/** Where a column is, by its name. */
export function columnOf({ path, names }: TextTable, name: string): number {
  const at = names.indexOf(name);
  if (at >= 0) return at;
  throw badTable(`${path}: expected a column "${name}"${suggestion(name, names)}`);
}

/**
 * Reads columns as numbers; a missing one is NaN.
 *
 * @param rows Which rows, in their order; all by default.
 */
export function columnReader(
  table: TextTable,
  rows?: readonly number[],
): (name: string, check: NumberCheck) => Float64Array {
  return (name, check) => {
    const texts = table.columns[columnOf(table, name)]!;
    const count = rows === undefined ? texts.length : rows.length;
    const numbers = new Float64Array(count);
    for (let at = 0; at < count; at++) {
      const row = rows === undefined ? at : rows[at]!;
      const value = numberIn(texts[row]!, check);
      if (value === null) throw wrongNumber(table, row, { name, check });
      numbers[at] = value;
    }
    return numbers;
  };
}

/** Calls back with every row, the names of columns first. */
function parseRows(
  path: string,
  bytes: Buffer,
  onRow: (cells: readonly string[], line: number) => void,
): void {
  const isTabbed = /\.tsv$/i.test(path);
  try {
    parse(bytes, {
      bom: true,
      delimiter: isTabbed ? '\t' : ',',
      relax_quotes: isTabbed,
      skip_empty_lines: true,
      trim: true,
      // What is given back here would be kept in a list of rows; nothing is.
      on_record: (cells: readonly string[], { lines }) => {
        onRow(cells, lines);
        return null;
      },
    });
  } catch (cause) {
    throw new HelmholtzError(
      'bad-shape',
      `${path}: expected ${isTabbed ? 'tab' : 'comma'}-separated values: ${cause instanceof CsvError ? cause.message : reasonOf(cause)}`,
      { cause },
    );
  }
}

/** The number that a text stands for, NaN if it is missing; `null` if it is not what is expected. */
function numberIn(text: string, { isFine, isNeeded }: NumberCheck): number | null {
  if (isMissing(text)) return isNeeded === true ? null : Number.NaN;
  const value = Number(text);
  return isFine(value) ? value : null;
}

function wrongNumber(
  table: TextTable,
  row: number,
  { name, check }: { readonly name: string; readonly check: NumberCheck },
): HelmholtzError {
  const text = table.columns[columnOf(table, name)]?.[row] ?? '';
  const at = `${table.path}:${table.lines[row] ?? 0}: expected ${check.says} in "${name}"`;
  return badTable(isMissing(text) ? `${at}; got nothing` : `${at}, or n/a; got "${text}"`);
}
