import { HelmholtzError, type Sequence, suggestion } from '../../agents/index.ts';

/** Numbers of a text file, column by column. */
export interface NumberTable {
  readonly columns: readonly string[];
  readonly sequence: Sequence;
}

/** What stands for a number that was not observed, besides nothing at all. */
const UNOBSERVED = new Set(['', 'na', 'nan', 'null', 'none', '?']);

/**
 * Numbers from a text of comma-, semicolon- or tab-separated values, one step a row, the first row being names. Empty
 * fields, NA and NaN are unobserved.
 *
 * @param wanted Names of the columns to take, in this order; all of them if absent.
 * @throws {HelmholtzError} `bad-shape` for a column that does not exist (naming the nearest one), a field that is no
 * number, or a row of another length, with its line.
 */
export function parseTable(text: string, place: string, wanted?: readonly string[]): NumberTable {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  while (lines.length > 0 && lines.at(-1)!.trim() === '') lines.pop();
  const [head] = lines;
  if (head === undefined || lines.length < 2) {
    throw new HelmholtzError(
      'bad-shape',
      `${place}: expected a row of names and at least one row of numbers; got ${lines.length} rows`,
    );
  }
  const separator = ['\t', ';', ','].find((one) => head.includes(one)) ?? ',';
  const names = head.split(separator).map(unquoted);
  if (names.every((name) => name !== '' && Number.isFinite(Number(name)))) {
    throw new HelmholtzError(
      'bad-shape',
      `${place}: expected names of columns in the first row; got numbers (${names.slice(0, 3).join(', ')}); add a first row of names`,
    );
  }
  const columns = wanted ?? names;
  const places = columns.map((name) => {
    const at = names.indexOf(name);
    if (at >= 0) return at;
    throw new HelmholtzError(
      'bad-shape',
      `${place}: column "${name}": no such column${suggestion(name, names)}; it has ${names.join(', ')}`,
    );
  });
  const steps = lines.length - 1;
  const values = new Float64Array(steps * columns.length);
  for (let step = 0; step < steps; step++) {
    const fields = lines[step + 1]!.split(separator);
    if (fields.length !== names.length) {
      throw new HelmholtzError(
        'bad-shape',
        `${place}: expected ${names.length} fields in every row; got ${fields.length} in line ${step + 2}`,
      );
    }
    places.forEach((at, column) => {
      const field = unquoted(fields[at]!);
      const value = UNOBSERVED.has(field.toLowerCase()) ? Number.NaN : Number(field);
      if (!Number.isFinite(value) && !UNOBSERVED.has(field.toLowerCase())) {
        throw new HelmholtzError(
          'bad-shape',
          `${place}: column "${columns[column]!}": expected a number, or nothing for unobserved; got "${field}" in line ${step + 2}; choose other columns by --columns`,
        );
      }
      values[step * columns.length + column] = value;
    });
  }
  return { columns, sequence: { steps, channels: columns.length, values } };
}

function unquoted(field: string): string {
  return field.trim().replace(/^"(.*)"$/, '$1');
}
