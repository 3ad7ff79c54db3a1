import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ParquetWriter } from 'hyparquet-writer';
import { csv } from '../fitting/fit-tables.ts';
import { type Cell, type Experiment, type Readout, rowOf, type Seat } from './experiment.ts';
import { readJournalOf } from './journal.ts';
import { beginParquet } from './parquet-table.ts';
import { refusedWriting } from './refused-writing.ts';
import type { Cohort } from './run-cohort.ts';
import { trialColumns } from './trial-table.ts';

/** A cohort whose trials become a part of the tables. */
export interface TablePartRequest {
  readonly cohort: Cohort;
  /** Where the parts go: files that nothing else is written to. */
  readonly paths: { readonly csv: string; readonly parquet: string };
}

/** What a part of the tables consists of besides its files. */
export interface TablePart {
  readonly rows: number;
  /** What the file in Parquet has at which of its places. */
  readonly rowGroups: ParquetWriter['row_groups'];
  /** Parameters of the participants, in their order. */
  readonly participants: readonly { readonly seat: Seat; readonly cells: readonly Cell[] }[];
  /** What the readout has gathered from the cohort; `null` where it has to see all trials itself. */
  readonly gathered: unknown;
}

/** Most rows in memory at once. */
const PIECE = 4000;

/**
 * Writes the trials of a cohort, participant by participant, as lines of CSV without a head and as a Parquet file of its
 * own; and has a readout take them in, where readouts can be put together.
 *
 * @throws {HelmholtzError} `not-writable`; `bad-journal`.
 */
export async function tabulateCohort(
  experiment: Experiment,
  { cohort, paths }: TablePartRequest,
): Promise<TablePart> {
  const columns = trialColumns(experiment);
  const readout = experiment.readout();
  const participants: { readonly seat: Seat; readonly cells: readonly Cell[] }[] = [];
  const takeIn: TakeIn = {
    trial: (seat, row) => {
      if (readout.parts !== undefined) readout.add(seat, row);
    },
    participant: (seat, cells) => participants.push({ seat, cells }),
  };
  let rows = 0;
  const file = await open(paths.csv, 'w');
  try {
    const parquet = await beginParquet(paths.parquet, columns);
    for (const piece of pieces(experiment, cohort, takeIn)) {
      rows += piece.length;
      await file.write(csv(piece.map(fieldsOf)));
      await parquet.write({
        columnData: columns.map(({ name }, at) => ({
          name,
          data: columnOf(piece, at),
          // It would point into this part, not into the whole.
          offsetIndex: false,
        })),
      });
    }
    await parquet.finish();
    const gathered = readout.parts?.take() ?? null;
    return { rows, rowGroups: parquet.row_groups, participants, gathered };
  } catch (cause) {
    // Said here, since only refusals of ours travel from thread to thread.
    throw refusedWriting(dirname(paths.csv), cause);
  } finally {
    await file.close();
  }
}

interface TakeIn {
  readonly trial: Readout['add'];
  readonly participant: (seat: Seat, cells: readonly Cell[]) => void;
}

function* pieces(
  experiment: Experiment,
  { seats, journal }: Cohort,
  takeIn: TakeIn,
): Generator<Cell[][], void> {
  const columns = [...experiment.shown, ...experiment.answered];
  let piece: Cell[][] = [];
  for (const seat of seats) {
    for (const { trial, cells } of readJournalOf(journal, seat.participant)) {
      if (trial === 0) {
        takeIn.participant(seat, cells);
        continue;
      }
      takeIn.trial(seat, rowOf(columns, cells));
      piece.push([seat.participant, seat.group, trial, ...cells]);
      if (piece.length < PIECE) continue;
      yield piece;
      piece = [];
    }
  }
  if (piece.length > 0) yield piece;
}

function columnOf(piece: readonly (readonly Cell[])[], at: number): Cell[] {
  const column: Cell[] = [];
  for (const cells of piece) column.push(cells[at] ?? null);
  return column;
}

/** Cells as they stand in CSV. */
export function fieldsOf(cells: readonly Cell[]): (string | number)[] {
  const fields: (string | number)[] = [];
  for (const cell of cells) fields.push(fieldOf(cell));
  return fields;
}

/** A cell as it stands in CSV: what is missing is `n/a` there, and yes and no are 1 and 0. */
function fieldOf(cell: Cell): string | number {
  return cell === null ? Number.NaN : typeof cell === 'boolean' ? (cell ? 1 : 0) : cell;
}
