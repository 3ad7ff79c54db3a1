import { type Cell, type Experiment, type Row, rowOf, type Seat } from './experiment.ts';
import { readJournalOf } from './journal.ts';
import type { Cohort } from './run-cohort.ts';

/** One trial with all of its fields. */
export interface Trial {
  readonly seat: Seat;
  readonly trial: number;
  readonly cells: readonly Cell[];
  readonly row: Row;
}

/** All trials of a run, participant by participant, one in memory at a time. */
export function* trialsOf({
  experiment,
  cohorts,
}: {
  readonly experiment: Experiment;
  readonly cohorts: readonly Cohort[];
}): Generator<Trial, void> {
  const columns = [...experiment.shown, ...experiment.answered];
  for (const { seats, journal } of cohorts) {
    for (const seat of seats) {
      for (const { trial, cells } of readJournalOf(journal, seat.participant)) {
        if (trial === 0) continue;
        yield { seat, trial, cells, row: rowOf(columns, cells) };
      }
    }
  }
}

/** Columns that every table of trials begins with. */
export const PLACE_COLUMNS = [
  { name: 'participant', meaning: 'Number of the participant.', unit: '1', kind: 'number' },
  { name: 'group', meaning: 'Group of the participant.', unit: '1', kind: 'text' },
  { name: 'trial', meaning: 'Number of the trial of this participant.', unit: '1', kind: 'number' },
] as const;

/** All columns of the table of trials. */
export function trialColumns({
  shown,
  answered,
}: Pick<Experiment, 'shown' | 'answered'>): readonly Experiment['shown'][number][] {
  return [...PLACE_COLUMNS, ...shown, ...answered];
}
