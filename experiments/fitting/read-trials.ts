import type { BehaviourModel, TrialSequence } from './behaviour-model.ts';
import {
  badTable,
  columnOf,
  columnReader,
  isMissing,
  type NumberCheck,
  readTable,
} from './read-table.ts';

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
  const table = await readTable(path);
  const { participants: whoName } = columns;
  const whoAt = whoName === null ? null : columnOf(table, whoName);
  const hitRate = model.responding.needsHitRate ? (columns.hitRate ?? 'hit_rate') : null;
  const people = new Map<string, number[]>();
  table.lines.forEach((line, row) => {
    const who = whoAt === null ? 'all' : table.columns[whoAt]![row]!.trim();
    if (isMissing(who)) {
      throw badTable(`${path}:${line}: expected a participant in "${whoName}"; got "${who}"`);
    }
    const own = people.get(who);
    if (own === undefined) people.set(who, [row]);
    else own.push(row);
  });
  const inputCheck = model.perceptual.input === 'binary' ? BINARY : ANY;
  const responseCheck = model.responding.response === 'binary' ? BINARY : ANY;
  return Array.from(people, ([participant, own]): ParticipantTrials => {
    const read = columnReader(table, own);
    return {
      participant,
      sequence: {
        input: read(columns.input, inputCheck),
        response: read(columns.response, responseCheck),
        timeSteps: columns.timeStep === null ? null : read(columns.timeStep, POSITIVE),
        hitRate: hitRate === null ? null : read(hitRate, PROBABILITY),
      },
    };
  });
}

const BINARY: NumberCheck = { says: '0 or 1', isFine: (value) => value === 0 || value === 1 };
const ANY: NumberCheck = { says: 'a finite number', isFine: Number.isFinite };
const POSITIVE: NumberCheck = {
  ...{ says: 'a number > 0', isNeeded: true },
  isFine: (value) => value > 0 && value < Infinity,
};
const PROBABILITY: NumberCheck = {
  ...{ says: 'a number in [0, 1]', isNeeded: true },
  isFine: (value) => value >= 0 && value <= 1,
};
