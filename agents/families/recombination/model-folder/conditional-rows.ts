import { complainAt, type LocatedError } from './located-line.ts';
import type { RecombinationEvent, RecombinationEvents } from './read-events.ts';
import type { ProbabilityTable } from './read-tables.ts';

/** A file of a model folder. */
export interface FolderFile {
  /** Name, for messages. */
  readonly file: string;
  readonly text: string;
}

/** Indices of the choices that were made, by nickname. */
export type Chosen = Readonly<Record<string, number>>;

/** Probabilities of all realisations of a choice, given the choices before it; all 0 where that never happens. */
export type ConditionalRow = (chosen: Chosen) => Float64Array;

/** How far printed probabilities may be from adding up to 1 before they are refused; they are divided by their sum. */
const SLACK = 1e-3;

/**
 * Looks up the probabilities of one choice.
 *
 * @param allowed Nicknames of the choices that it may depend on.
 * @throws {HelmholtzError} `bad-model`, naming file and line: if the table is missing, does not fit the events, depends on
 *   other choices than it may, or a row does not add up to 1.
 */
export function conditionalRows(
  { events, parents }: RecombinationEvents,
  {
    event,
    tables,
    file,
    allowed,
  }: {
    readonly event: RecombinationEvent;
    readonly tables: ReadonlyMap<string, ProbabilityTable>;
    readonly file: string;
    readonly allowed: readonly string[];
  },
): { readonly row: ConditionalRow; readonly given: readonly string[]; readonly line: number } {
  const complain: LocatedError = complainAt(file);
  const table = tables.get(event.nickname);
  if (table === undefined) complain(1, `expected a table @${event.nickname}`, 'none');
  const { sizes, given, values, line } = table;
  const declared = parents.get(event.nickname) ?? [];
  if (!(given.length === declared.length && given.every((name) => declared.includes(name)))) {
    complain(
      line,
      `expected ${event.nickname} to depend on ${listed(declared)}, as its edges say`,
      listed(given),
    );
  }
  const stranger = given.find((name) => !allowed.includes(name));
  if (stranger !== undefined) {
    complain(line, `expected ${event.nickname} to depend on ${listed(allowed)} at most`, stranger);
  }
  const own = event.realisations.length;
  const counts = [
    ...given.map((name) => events.find(({ nickname }) => nickname === name)!.realisations.length),
    own,
  ];
  if (counts.join() !== sizes.join()) {
    complain(line, `expected $Dim[${counts.join()}], as many as events have`, sizes.join());
  }
  const normalised = new Float64Array(values.length);
  for (let start = 0; start < values.length; start += own) {
    const row = values.subarray(start, start + own);
    const sum = row.reduce((total, value) => total + value, 0);
    if (sum === 0) continue;
    if (Math.abs(sum - 1) > SLACK) {
      complain(line, `expected rows of ${event.nickname} that add up to 1`, String(sum));
    }
    normalised.set(
      row.map((value) => value / sum),
      start,
    );
  }
  return {
    given,
    line,
    row: (chosen) => {
      const place = given.reduce((sum, name, axis) => sum * sizes[axis]! + chosen[name]!, 0);
      return normalised.subarray(place * own, (place + 1) * own);
    },
  };
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'nothing' : names.join(', ');
}
