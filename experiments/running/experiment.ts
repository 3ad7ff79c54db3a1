import type { Random } from '../../agents/index.ts';
import type { FitFunctions } from '../psychophysics/fit-resampled.ts';
import type { Summary } from '../report/summary.ts';

/** What a field of a table of trials can hold; `null` is missing. */
export type Cell = number | string | boolean | null;

/** Fields by the names of their columns. */
export type Row = Readonly<Record<string, Cell>>;

/** A column of the table of trials: an entry of the data dictionary. */
export interface Column {
  readonly name: string;
  readonly meaning: string;
  /** `1` where it has none. */
  readonly unit: string;
  readonly kind: 'number' | 'text' | 'boolean';
}

/** Participants that share a distribution of parameters, or a treatment. */
export interface Group {
  readonly name: string;
  readonly participants: number;
}

/** One participant among all. */
export interface Seat {
  /** From 1. */
  readonly participant: number;
  readonly group: string;
  /** Place within the group, from 0. */
  readonly index: number;
}

/** One who takes part. */
export interface Participant {
  /** What distinguishes this one, for the table of participants. */
  readonly parameters: Readonly<Record<string, number | string | boolean>>;
  /** Answers a trial; the only randomness is what it is given. */
  respond(plan: Row, random: Random): Row;
  /** Whether earlier trials change later answers: then a resumed run shows them again. */
  readonly remembers: boolean;
  /** Frees what it holds. */
  dispose(): void;
}

/** A design that unfolds trial by trial: it gives what is shown, and takes the answer. */
export type Course = Generator<Row, void, Row>;

/** Everything that is needed to run an experiment. All of it is a pure function of seeds. */
export interface Experiment {
  readonly name: string;
  /** What it asks; empty where nobody has said. */
  readonly question: string;
  /** What must not change between the beginning of a run and its end, as text. */
  readonly identity: string;
  readonly groups: readonly Group[];
  /** What distinguishes participants: columns of the table of participants. */
  readonly parameters: readonly Column[];
  /** Columns of what is shown, in order. */
  readonly shown: readonly Column[];
  /** Columns of what is answered, in order. */
  readonly answered: readonly Column[];
  /** The trials of a participant. */
  readonly course: (seat: Seat, random: Random) => Course;
  /** Number of trials of a participant, for the time that is left; an estimate where answers decide it. */
  readonly expectedTrials: number;
  /** Lets a participant in. */
  readonly open: (seat: Seat, random: Random) => Promise<Participant> | Participant;
  /** Makes what takes in all trials, one after the other, and says what they show. */
  readonly readout: () => Readout;
}

/** Takes in the trials of all participants, in order, and keeps counts only. */
export interface Readout {
  /** Takes in one trial. */
  add(seat: Seat, row: Row): void;
  /**
   * Says what all trials show.
   *
   * @param fitFunctions Fits psychometric functions where there are many: threads share them.
   */
  finish(random: Random, fitFunctions: FitFunctions): Summary | Promise<Summary>;
  /**
   * For a readout that can be put together of others which have seen some participants each; absent where it has to see
   * all trials itself.
   */
  readonly parts?: {
    /** What this readout has taken in: data that can travel to another thread. */
    take(): unknown;
    /** Takes in what another readout of the same experiment has; parts come in the order of the participants. */
    join(part: unknown): void;
  };
}

/** All who take part, group by group. */
export function seatsOf({ groups }: Pick<Experiment, 'groups'>): Seat[] {
  let participant = 0;
  return groups.flatMap(({ name, participants }) =>
    Array.from({ length: participants }, (_, index) => ({
      participant: ++participant,
      group: name,
      index,
    })),
  );
}

/**
 * The row that fields in order make.
 *
 * @param first Which of the cells is the first of them.
 */
export function rowOf(columns: readonly Column[], cells: readonly Cell[], first = 0): Row {
  const row: Record<string, Cell> = {};
  for (let at = 0; at < columns.length; at++) row[columns[at]!.name] = cells[first + at] ?? null;
  return row;
}
