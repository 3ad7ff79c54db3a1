import { createRandom, HelmholtzError, type Random } from '../../agents/index.ts';
import {
  type Cell,
  type Column,
  type Course,
  type Experiment,
  type Participant,
  type Row,
  rowOf,
  type Seat,
} from './experiment.ts';
import { type JournalRecord, openJournal, readJournal } from './journal.ts';

/** Participants whose trials share a journal. */
export interface Cohort {
  readonly seats: readonly Seat[];
  readonly journal: string;
}

/** Most participants of a cohort: one wait for the disk serves all of them. */
const MOST_SEATS = 32;
/** Cohorts that there are at least, so that threads have something to share. */
const LEAST_COHORTS = 8;

/** Divides participants into cohorts; the number of workers has no part in it. */
export function cohortsOf(seats: readonly Seat[], journalOf: (cohort: number) => string): Cohort[] {
  const size = Math.min(MOST_SEATS, Math.max(1, Math.floor(seats.length / LEAST_COHORTS)));
  return Array.from({ length: Math.ceil(seats.length / size) }, (_, cohort) => ({
    seats: seats.slice(cohort * size, (cohort + 1) * size),
    journal: journalOf(cohort + 1),
  }));
}

/** How far a cohort is. */
export interface CohortProgress {
  /** Finished trials. */
  readonly done: number;
  /** The trial that was finished last; `null` where it was found in the journal. */
  readonly latest: JournalRecord | null;
}

/** One participant who is in the middle of an experiment. */
interface Sitting {
  readonly seat: Seat;
  readonly participant: Participant;
  readonly course: Course;
  /** Of this participant's trials: a stream for each goes out from it. */
  readonly random: Random;
  plan: Row | null;
  /** Number of the trial that comes, from 1; 0 while the participant's parameters are not on the disk. */
  trial: number;
}

/**
 * Runs the participants of a cohort side by side: in each round those who are furthest behind have one trial, and the next
 * round begins when all of them are on the disk. What the journal already holds is not shown again. Yields how far it is.
 *
 * @throws {HelmholtzError} `bad-journal` where the journal does not belong to this design; `not-writable`.
 */
export async function* runCohort(
  experiment: Experiment,
  { seats, journal: path }: Cohort,
  seed: number,
): AsyncGenerator<CohortProgress, void> {
  const sittings: Sitting[] = [];
  try {
    for (const seat of seats) sittings.push(await seated(experiment, seat, seed));
    const { bytes, done: recorded } = replay(experiment, sittings, path);
    let done = recorded;
    const journal = openJournal(path, bytes);
    try {
      if (done > 0) yield { done, latest: null };
      for (;;) {
        const waiting = sittings.filter(({ plan, trial }) => plan !== null || trial === 0);
        if (waiting.length === 0) return;
        const least = Math.min(...waiting.map(({ trial }) => trial));
        const round = waiting
          .filter(({ trial }) => trial === least)
          .map((sitting) => ({ sitting, cells: cellsNow(experiment, sitting) }));
        const records = round.map(({ sitting: { seat, trial }, cells }) => ({
          participant: seat.participant,
          trial,
          cells,
        }));
        await journal.append(records);
        for (const { sitting, cells } of round) advance(experiment, sitting, cells);
        if (least === 0) continue;
        done += round.length;
        yield { done, latest: records.at(-1) ?? null };
      }
    } finally {
      journal.close();
    }
  } finally {
    for (const { participant } of sittings) participant.dispose();
  }
}

async function seated(experiment: Experiment, seat: Seat, seed: number): Promise<Sitting> {
  const { participant: number } = seat;
  const participant = await experiment.open(seat, createRandom(seed, 'participant', number));
  const course = experiment.course(seat, createRandom(seed, 'design', number));
  const random = createRandom(seed, 'trial', number);
  const first = course.next();
  return {
    seat,
    participant,
    course,
    random,
    plan: first.done === true ? null : first.value,
    trial: 0,
  };
}

/** Takes the design through what is already on the disk. */
function replay(
  experiment: Experiment,
  sittings: readonly Sitting[],
  path: string,
): { readonly bytes: number; readonly done: number } {
  let bytes = 0;
  let done = 0;
  const records = readJournal(path, (end) => {
    bytes = end;
  });
  for (const record of records) {
    const sitting = sittings.find(({ seat }) => seat.participant === record.participant);
    const fault =
      sitting === undefined
        ? `a participant of this cohort; got ${record.participant}`
        : sitting.trial !== record.trial
          ? `trial ${sitting.trial} of participant ${record.participant}; got ${record.trial}`
          : differenceOf(experiment, sitting, record);
    if (sitting === undefined || fault !== null) {
      throw new HelmholtzError(
        'bad-journal',
        `${path}: expected ${fault ?? ''}; it is of another design or version: begin anew with another --out`,
      );
    }
    advance(experiment, sitting, record.cells);
    if (record.trial > 0) done++;
  }
  return { bytes, done };
}

/**
 * How a record differs from what the design asks for; for parameters, and where trials leave traces in the participant,
 * from what would be recorded now.
 */
function differenceOf(
  experiment: Experiment,
  sitting: Sitting,
  { cells, trial, participant }: JournalRecord,
): string | null {
  const { parameters, shown, answered } = experiment;
  if (trial > 0 && sitting.plan === null) {
    return `no trial ${trial} of participant ${participant}; got one`;
  }
  const isWhole = trial === 0 || sitting.participant.remembers;
  const expected = isWhole ? cellsNow(experiment, sitting) : cellsOf(shown, sitting.plan!);
  const columns = trial === 0 ? parameters : [...shown, ...answered];
  const at = expected.findIndex((cell, index) => cell !== cells[index]);
  return at < 0
    ? null
    : `${columns[at]!.name} ${String(expected[at])} in trial ${trial} of participant ${participant}; got ${String(cells[at])}`;
}

/** The fields of the trial that comes, answer included. */
function cellsNow({ parameters, shown, answered }: Experiment, sitting: Sitting): Cell[] {
  const { participant, plan, random, trial } = sitting;
  if (trial === 0) return cellsOf(parameters, participant.parameters);
  const answer = participant.respond(plan!, random.fork(trial));
  return cellsOf(answered, answer, cellsOf(shown, plan!));
}

/** Tells the design what was answered, as the journal keeps it: the same before and after an interruption. */
function advance({ shown, answered }: Experiment, sitting: Sitting, cells: readonly Cell[]): void {
  if (sitting.trial > 0) {
    const next = sitting.course.next(rowOf(answered, cells, shown.length));
    sitting.plan = next.done === true ? null : next.value;
  }
  sitting.trial++;
}

/**
 * Fields in the order of their columns, as JSON keeps them: what is no number is missing, and there is one zero.
 *
 * @param into What they are added to.
 */
function cellsOf(columns: readonly Column[], row: Row, into: Cell[] = []): Cell[] {
  for (const { name } of columns) {
    const cell = row[name] ?? null;
    const isMissing = typeof cell === 'number' && !Number.isFinite(cell);
    into.push(isMissing ? null : cell === 0 ? 0 : cell);
  }
  return into;
}
