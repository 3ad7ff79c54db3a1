import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ParquetWriter, fileWriter } from 'hyparquet-writer';
import { createRandom, HelmholtzError } from '../../agents/index.ts';
import { makeFolder } from '../export/make-folder.ts';
import { writeWholeFile } from '../export/write-file.ts';
import { csv } from '../fitting/fit-tables.ts';
import { pngFromSvg } from '../images/png-from-svg.ts';
import { reasonOf } from '../read-bytes.ts';
import { figureFile } from '../report/figure-file.ts';
import { runReport } from '../report/run-report.ts';
import type { Summary } from '../report/summary.ts';
import type { Cell, Column, Readout } from './experiment.ts';
import type { FinishedTrials } from './run-experiment.ts';
import { parametersOf, PLACE_COLUMNS, trialColumns, trialsOf } from './trial-table.ts';

const PIECE = 10_000;

/**
 * Writes what a run has shown: tidy tables with their dictionary, summary, figures, report. The same run gives the same
 * bytes, so that this may be done again at any time.
 *
 * @param about Lines that say where it came from, for the report and the summary.
 * @throws {HelmholtzError} `not-writable`; trials are kept.
 */
export async function finishRun(
  run: FinishedTrials,
  out: string,
  about: readonly string[],
): Promise<Summary> {
  const { experiment, header } = run;
  const { seed } = header;
  const readout = experiment.readout();
  await writeTrials(run, out, readout);
  const summary = readout.finish(createRandom(seed, 'readout'));
  await writeWholeFile(join(out, 'participants.csv'), participantsTable(run));
  await writeWholeFile(join(out, 'data-dictionary.json'), dictionary(run));
  await makeFolder(join(out, 'figures'));
  for (const { name, svg } of summary.figures) {
    const figure = figureFile(svg);
    await writeWholeFile(join(out, 'figures', `${name}.svg`), figure);
    await writeWholeFile(join(out, 'figures', `${name}.png`), await pngFromSvg(figure));
  }
  await writeWholeFile(join(out, 'report.html'), runReport(run, summary, about));
  const { tables, estimates, notes } = summary;
  const record = { ...header, about, estimates, tables, notes };
  // Last: where it is, everything else is there too.
  await writeWholeFile(join(out, 'summary.json'), `${JSON.stringify(record, null, 2)}\n`);
  return summary;
}

/**
 * The table of trials, as CSV and as Parquet, in pieces: a run may be larger than the memory. Shows all trials to the
 * readout on the way.
 */
async function writeTrials(run: FinishedTrials, out: string, readout: Readout): Promise<void> {
  const columns = trialColumns(run.experiment);
  const paths = ['trials.csv', 'trials.parquet'].map((name) => join(out, name));
  const [csvPart, parquetPart] = paths.map((path) => `${path}.${process.pid}.part`);
  try {
    const file = await open(csvPart!, 'w');
    try {
      await file.write(csv([columns.map(({ name }) => name)]));
      const parquet = new ParquetWriter({
        writer: fileWriter(parquetPart!),
        schema: [
          { name: 'root', num_children: columns.length },
          ...columns.map(({ name, kind }) => ({
            name,
            repetition_type: 'OPTIONAL' as const,
            ...(kind === 'number'
              ? { type: 'DOUBLE' as const }
              : kind === 'boolean'
                ? { type: 'BOOLEAN' as const }
                : { type: 'BYTE_ARRAY' as const, converted_type: 'UTF8' as const }),
          })),
        ],
        createdBy: 'helmholtz',
      });
      for (const piece of pieces(run, readout)) {
        await file.write(csv(piece.map((cells) => cells.map(fieldOf))));
        await parquet.write({
          columnData: columns.map(({ name }, at) => ({
            name,
            data: piece.map((cells) => cells[at] ?? null),
          })),
        });
      }
      await parquet.finish();
    } finally {
      await file.close();
    }
    await rename(csvPart!, paths[0]!);
    await rename(parquetPart!, paths[1]!);
  } catch (cause) {
    for (const part of [csvPart!, parquetPart!]) await rm(part, { force: true });
    if (cause instanceof HelmholtzError || !isSystemError(cause)) throw cause;
    throw new HelmholtzError(
      'not-writable',
      `${out}: cannot be written: ${reasonOf(cause)}; finished trials are kept: go on with --resume`,
      { cause },
    );
  }
}

function* pieces(run: FinishedTrials, readout: Readout): Generator<Cell[][], void> {
  let piece: Cell[][] = [];
  for (const { seat, trial, cells, row } of trialsOf(run)) {
    readout.add(seat, row);
    piece.push([seat.participant, seat.group, trial, ...cells]);
    if (piece.length < PIECE) continue;
    yield piece;
    piece = [];
  }
  if (piece.length > 0) yield piece;
}

function fieldOf(cell: Cell): string | number {
  return cell === null ? Number.NaN : typeof cell === 'boolean' ? (cell ? 1 : 0) : cell;
}

function participantsTable(run: FinishedTrials): string {
  return csv([
    ['participant', 'group', ...run.experiment.parameters.map(({ name }) => name)],
    ...Array.from(parametersOf(run), ({ seat, cells }) => [
      ...[seat.participant, seat.group],
      ...cells.map(fieldOf),
    ]),
  ]);
}

function dictionary({ experiment }: FinishedTrials): string {
  const described = (columns: readonly Column[]): object =>
    Object.fromEntries(
      columns.map(({ name, meaning, unit, kind }) => [
        name,
        {
          ...{ description: meaning, unit, type: kind },
          ...(kind === 'boolean' ? { levels: { 0: 'no', 1: 'yes' } } : {}),
        },
      ]),
    );
  const tables = {
    'trials.csv': described(trialColumns(experiment)),
    'participants.csv': described([...PLACE_COLUMNS.slice(0, 2), ...experiment.parameters]),
  };
  return `${JSON.stringify({ missing: 'n/a', tables }, null, 2)}\n`;
}

/** Whether the system refused something, rather than a readout that fails. */
function isSystemError(cause: unknown): boolean {
  return typeof cause === 'object' && cause !== null && 'code' in cause;
}
