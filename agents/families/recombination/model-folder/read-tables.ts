import { complainAt, type LocatedError, textLines } from './located-line.ts';

/** Probabilities of one choice, given what the choices before it were. */
export interface ProbabilityTable {
  /** Sizes: of the choices that it depends on, and of its own; the last one varies fastest. */
  readonly sizes: readonly number[];
  /** Nicknames of the choices that it depends on, in the order of the sizes. */
  readonly given: readonly string[];
  readonly values: Float64Array;
  /** Where the table begins. */
  readonly line: number;
}

/**
 * Reads `model_marginals.txt` of a folder of IGoR or OLGA. Per choice: `@nickname`, `$Dim[sizes]`, and for every combination
 * of the choices that it depends on a line `#[nickname,index],...` and a line `%p,p,...`.
 *
 * @param file Name of the file, for messages.
 * @returns Tables by nickname.
 * @throws {HelmholtzError} `bad-model`, naming file and line.
 */
export function readTables(text: string, file: string): ReadonlyMap<string, ProbabilityTable> {
  const complain: LocatedError = complainAt(file);
  const lines = textLines(text);
  const tables = new Map<string, ProbabilityTable>();
  let at = 0;
  while (at < lines.length) {
    const { text: heading, line } = lines[at]!;
    const match = /^@(\S+)$/.exec(heading);
    if (match === null) complain(line, 'expected @nickname of an event', heading);
    const nickname = match[1]!;
    if (tables.has(nickname)) complain(line, 'expected every table once', heading);
    const end = lines.findIndex((other, index) => index > at && other.text.startsWith('@'));
    const body = lines.slice(at + 1, end < 0 ? lines.length : end);
    tables.set(nickname, readTable(body, line, complain));
    at += 1 + body.length;
  }
  return tables;
}

function readTable(
  [dimensions, ...lines]: readonly { readonly text: string; readonly line: number }[],
  start: number,
  complain: LocatedError,
): ProbabilityTable {
  const match = /^\$Dim\[(\d+(?:,\d+)*)\]$/.exec((dimensions?.text ?? '').replaceAll(' ', ''));
  if (dimensions === undefined || match === null) {
    complain(dimensions?.line ?? start, 'expected $Dim[sizes]', dimensions?.text ?? 'nothing');
  }
  const sizes = match[1]!.split(',').map(Number);
  const total = sizes.reduce((product, size) => product * size, 1);
  const values = new Float64Array(total).fill(Number.NaN);
  let given: readonly string[] | null = null;
  let offset = 0;
  let row = 0;
  for (const { text, line } of lines) {
    if (text.startsWith('#')) {
      const places = readPlaces(text, line, complain);
      const names = places.map(({ name }) => name);
      given ??= names;
      if (names.length >= sizes.length + 1 || names.join() !== given.join()) {
        complain(line, `expected [${given.join('], [')}] as above`, text);
      }
      row = sizes.slice(places.length).reduce((product, size) => product * size, 1);
      offset = places.reduce((sum, { index }, axis) => {
        if (index >= sizes[axis]!) complain(line, `expected an index below ${sizes[axis]!}`, text);
        return sum * sizes[axis]! + index;
      }, 0);
      continue;
    }
    if (!text.startsWith('%') || given === null)
      complain(line, 'expected #[...] or %p,p,...', text);
    const numbers = text.slice(1).split(',').map(Number);
    if (numbers.length !== row) {
      complain(line, `expected ${row} probabilities`, String(numbers.length));
    }
    const wrong = text
      .slice(1)
      .split(',')
      .find((word, index) => word.trim() === '' || !(numbers[index]! >= 0 && numbers[index]! < 2));
    if (wrong !== undefined) complain(line, 'expected probabilities', `"${wrong}"`);
    values.set(numbers, offset * row);
  }
  const missing = values.findIndex(Number.isNaN);
  if (missing >= 0) {
    complain(start, `expected ${total} probabilities`, `none at place ${missing}`);
  }
  return { sizes, given: given ?? [], values, line: start };
}

/** `#[v_choice,3],[j_choice,0]`; `#` alone depends on nothing. */
function readPlaces(
  text: string,
  line: number,
  complain: LocatedError,
): { readonly name: string; readonly index: number }[] {
  const content = text.slice(1).replaceAll(' ', '');
  if (content === '') return [];
  if (!/^\[[^,\]]+,\d+\](,\[[^,\]]+,\d+\])*$/.test(content)) {
    complain(line, 'expected #[nickname,index],...', text);
  }
  return [...content.matchAll(/\[([^,\]]+),(\d+)\]/g)].map(([, name = '', index]) => ({
    name,
    index: Number(index),
  }));
}
