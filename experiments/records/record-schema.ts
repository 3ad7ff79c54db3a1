import { HelmholtzError } from '../../agents/index.ts';

/** What a column of records holds: a number, or one of several categories. */
export type RecordColumn =
  | {
      readonly name: string;
      readonly kind: 'number';
      /** Lowest and highest value that make sense, known without the data. */
      readonly range?: readonly [number, number];
    }
  | { readonly name: string; readonly kind: 'category'; readonly values: readonly string[] };

/** Columns of a table of records. */
export interface RecordSchema {
  readonly columns: readonly RecordColumn[];
  /** Name of a column with two categories that is predicted from all others; the second is what is predicted. */
  readonly outcome: string;
}

/** Records: a row per person, a number per column, which is the place among the values of a category. */
export interface RecordTable {
  readonly schema: RecordSchema;
  readonly rows: readonly (readonly number[])[];
}

/**
 * Reads a schema: `{"columns": [{"name": "age", "kind": "number"}, {"name": "sex", "kind": "category", "values": [...]}],
 * "outcome": "..."}`.
 *
 * @param place Name of the file, for messages.
 * @throws {HelmholtzError} `bad-shape`, naming column and expectation.
 */
export function readRecordSchema(text: string, place: string): RecordSchema {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (error) {
    throw new HelmholtzError('bad-shape', `${place}: expected JSON`, { cause: error });
  }
  const { columns, outcome } = asObject(given, place);
  if (!Array.isArray(columns) || columns.length < 2) refuse('columns', 'a list of at least two');
  const read = (columns as unknown[]).map((column, index) => readColumn(column, index));
  const names = read.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) refuse('columns', `every name once, "${twice}" among them`);
  const predicted = read.find(({ name }) => name === outcome);
  if (predicted?.kind !== 'category' || predicted.values.length !== 2) {
    refuse('outcome', 'the name of a category with two values');
  }
  return { columns: read, outcome: predicted.name };

  function readColumn(column: unknown, index: number): RecordColumn {
    const where = `columns[${index}]`;
    const { name, kind, values, range } = asObject(column, `${place}.${where}`);
    if (typeof name !== 'string' || name === '') return refuse(where, 'a name');
    if (kind === 'number') {
      return range === undefined ? { name, kind } : { name, kind, range: readRange(range, where) };
    }
    if (kind !== 'category') return refuse(where, 'kind "number" or "category"');
    const list: unknown[] = Array.isArray(values) ? values : [];
    if (list.length < 2 || !list.every((value) => typeof value === 'string')) {
      return refuse(where, 'at least two values, all of them texts');
    }
    return { name, kind, values: list };
  }
  function readRange(range: unknown, where: string): readonly [number, number] {
    const [low, high] = Array.isArray(range) ? (range as unknown[]) : [];
    if (typeof low === 'number' && typeof high === 'number' && low < high) return [low, high];
    return refuse(`${where}.range`, 'two numbers, the lower one first');
  }
  function refuse(where: string, expected: string): never {
    throw new HelmholtzError('bad-shape', `${place}.${where}: expected ${expected}`);
  }
}

function asObject(value: unknown, place: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  throw new HelmholtzError('bad-shape', `${place}: expected an object`);
}

/** Place of the outcome among the columns. */
export function outcomeColumn({ columns, outcome }: RecordSchema): number {
  return columns.findIndex(({ name }) => name === outcome);
}
