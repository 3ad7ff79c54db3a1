import { CsvError, parse } from 'csv-parse/sync';
import { HelmholtzError, suggestion } from '../../agents/index.ts';
import { readBytes, reasonOf } from '../read-bytes.ts';
import type { BehaviourModel, TrialSequence } from './behaviour-model.ts';

/** Which columns of a table hold what. */
export interface TrialColumns {
  /** Who; without it the table is one participant's. */
  readonly participants: string | null;
  readonly input: string;
  readonly response: string;
  /** Time before each trial. */
  readonly timeStep: string | null;
  /** Hit rate of the tone, for conditioned hallucinations. */
  readonly hitRate: string | null;
}

/** One participant's trials, in the order of the table. */
export interface ParticipantTrials {
  readonly participant: string;
  readonly sequence: TrialSequence;
}

/** How missing values are written in tables of behaviour. */
const MISSING = new Set(['', 'na', 'n/a', 'nan', 'null', '.']);

/**
 * Reads a table of trials, one row per trial: comma-separated, or tab-separated if the name ends in `.tsv`.
 *
 * @throws {HelmholtzError} `not-readable`, or `bad-shape` naming the line, the column, the expectation and the value.
 */
export async function readTrials(
  path: string,
  columns: TrialColumns,
  model: Pick<BehaviourModel, 'perceptual' | 'responding'>,
): Promise<ParticipantTrials[]> {
  const rows = rowsOf(path, await readBytes(path));
  const [header, ...body] = rows;
  if (header === undefined)
    throw bad(`${path}: expected a line with the names of columns; got nothing`);
  const names = header.cells;
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw bad(`${path}: expected every column once; got "${twice}" twice`);
  if (body.length === 0) throw bad(`${path}: expected trials below the names of columns; got none`);
  const column = (name: string): number => {
    const at = names.indexOf(name);
    if (at >= 0) return at;
    throw bad(`${path}: expected a column "${name}"${suggestion(name, names)}`);
  };
  const wanted = {
    who: columns.participants === null ? null : column(columns.participants),
    input: column(columns.input),
    response: column(columns.response),
    time: columns.timeStep === null ? null : column(columns.timeStep),
    hitRate: model.responding.needsHitRate ? column(columns.hitRate ?? 'hit_rate') : null,
  };
  const people = new Map<string, Row[]>();
  for (const row of body) {
    const who = wanted.who === null ? 'all' : row.cells[wanted.who]!.trim();
    if (MISSING.has(who.toLowerCase())) {
      throw bad(
        `${path}:${row.line}: expected a participant in "${columns.participants}"; got "${who}"`,
      );
    }
    const own = people.get(who);
    if (own === undefined) people.set(who, [row]);
    else own.push(row);
  }
  const isBinary: (value: number) => boolean = (value) => value === 0 || value === 1;
  const inputCheck: Check =
    model.perceptual.input === 'binary' ? { says: '0 or 1', isFine: isBinary } : ANY;
  const responseCheck: Check =
    model.responding.response === 'binary' ? { says: '0 or 1', isFine: isBinary } : ANY;
  return Array.from(people, ([participant, own]): ParticipantTrials => {
    const read = (at: number, check: Check): Float64Array =>
      Float64Array.from(own, (row) => numberIn(path, row, { at, name: names[at]!, check }));
    return {
      participant,
      sequence: {
        input: read(wanted.input, inputCheck),
        response: read(wanted.response, responseCheck),
        timeSteps: wanted.time === null ? null : read(wanted.time, POSITIVE),
        hitRate: wanted.hitRate === null ? null : read(wanted.hitRate, PROBABILITY),
      },
    };
  });
}

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

interface Check {
  readonly says: string;
  readonly isFine: (value: number) => boolean;
  readonly isNeeded?: true;
}

const ANY: Check = { says: 'a finite number', isFine: Number.isFinite };
const POSITIVE: Check = {
  ...{ says: 'a number > 0', isNeeded: true },
  isFine: (value) => value > 0 && value < Infinity,
};
const PROBABILITY: Check = {
  ...{ says: 'a number in [0, 1]', isNeeded: true },
  isFine: (value) => value >= 0 && value <= 1,
};

function rowsOf(path: string, bytes: Buffer): Row[] {
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
  { line, cells }: Row,
  { at, name, check }: { readonly at: number; readonly name: string; readonly check: Check },
): number {
  const text = cells[at] ?? '';
  if (MISSING.has(text.toLowerCase())) {
    if (check.isNeeded !== true) return Number.NaN;
    throw bad(`${path}:${line}: expected ${check.says} in "${name}"; got nothing`);
  }
  const value = Number(text);
  if (check.isFine(value)) return value;
  throw bad(`${path}:${line}: expected ${check.says} in "${name}", or n/a; got "${text}"`);
}

function bad(message: string): HelmholtzError {
  return new HelmholtzError('bad-shape', message);
}
