import { createReadStream } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { createRandom } from '../../agents/index.ts';
import { makeFolder } from '../export/make-folder.ts';
import { writeWholeFile } from '../export/write-file.ts';
import { csv } from '../fitting/fit-tables.ts';
import { figureFile } from '../report/figure-file.ts';
import { runReport } from '../report/run-report.ts';
import type { Summary } from '../report/summary.ts';
import type { Crew } from './crew.ts';
import type { Column } from './experiment.ts';
import { appendParquet, beginParquet } from './parquet-table.ts';
import { refusedWriting } from './refused-writing.ts';
import { type FinishedTrials, partPath, removeFiles, type WrittenPart } from './run-trials.ts';
import { fieldsOf } from './tabulate-cohort.ts';
import { PLACE_COLUMNS, trialColumns, trialsOf } from './trial-table.ts';

/**
 * Writes what a run has shown: tidy tables with their dictionary, summary, figures, report. The same run gives the same
 * bytes, so that this may be done again at any time.
 *
 * @throws {HelmholtzError} `not-writable`, `interrupted`; trials are kept.
 */
export async function finishRun(
  run: FinishedTrials,
  {
    out,
    about: lines,
    commit = null,
  }: {
    readonly out: string;
    readonly about: readonly string[];
    readonly commit?: string | null;
  },
  crew: Crew,
): Promise<Summary> {
  const { header } = run;
  const hasMoved = commit !== null && commit !== header.commit;
  const about = hasMoved ? [...lines, `finished with the code of commit ${commit}`] : lines;
  // Side by side; but whatever fails is told when nobody writes any more.
  const [written, told] = await Promise.allSettled([writeTrials(run, out), summarise(run, crew)]);
  if (written.status === 'rejected') throw written.reason;
  if (told.status === 'rejected') throw told.reason;
  const summary = told.value;
  await writeWholeFile(join(out, 'participants.csv'), participantsTable(run));
  await writeWholeFile(join(out, 'data-dictionary.json'), dictionary(run));
  await makeFolder(join(out, 'figures'));
  const figures = summary.figures.map(({ name, svg }) => ({ name, svg: figureFile(svg) }));
  const pictures = await crew.share('pictures', figures);
  for (const [at, { name, svg }] of figures.entries()) {
    await writeWholeFile(join(out, 'figures', `${name}.svg`), svg);
    await writeWholeFile(join(out, 'figures', `${name}.png`), pictures[at]!);
  }
  await writeWholeFile(join(out, 'report.html'), runReport(run, summary, about));
  const { tables, estimates, notes } = summary;
  const record = { ...header, about, estimates, tables, notes };
  // Last: where it is, everything else is there too.
  await writeWholeFile(join(out, 'summary.json'), `${JSON.stringify(record, null, 2)}\n`);
  return summary;
}

async function summarise(run: FinishedTrials, crew: Crew): Promise<Summary> {
  const { experiment, header, parts } = run;
  const readout = experiment.readout();
  if (readout.parts === undefined) {
    for (const { seat, row } of trialsOf(run)) readout.add(seat, row);
  } else for (const { gathered } of parts) readout.parts.join(gathered);
  return readout.finish(createRandom(header.seed, 'readout'), (counts) =>
    crew.share('fits', counts),
  );
}

/** The table of trials, as CSV and as Parquet: put together from the parts of the cohorts. */
async function writeTrials({ experiment, parts }: FinishedTrials, out: string): Promise<void> {
  const whole = { csv: partPath(out, 'trials.csv'), parquet: partPath(out, 'trials.parquet') };
  try {
    await joinParts(trialColumns(experiment), whole, parts);
    await rename(whole.csv, join(out, 'trials.csv'));
    await rename(whole.parquet, join(out, 'trials.parquet'));
  } catch (cause) {
    throw refusedWriting(out, cause);
  } finally {
    await removeFiles([whole, ...parts.map(({ paths }) => paths)]);
  }
}

async function joinParts(
  columns: readonly Column[],
  whole: WrittenPart['paths'],
  parts: readonly WrittenPart[],
): Promise<void> {
  const file = await open(whole.csv, 'w');
  try {
    await file.write(csv([columns.map(({ name }) => name)]));
    const parquet = await beginParquet(whole.parquet, columns);
    for (const { rowGroups, rows, paths } of parts) {
      for await (const chunk of bytesOf(paths.csv)) await file.write(chunk);
      await appendParquet(parquet, { rowGroups, rows, read: bytesOf(paths.parquet) });
    }
    await parquet.finish();
  } finally {
    await file.close();
  }
}

function bytesOf(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path, { highWaterMark: 1 << 20 });
}

function participantsTable({ experiment, parts }: FinishedTrials): string {
  return csv([
    ['participant', 'group', ...experiment.parameters.map(({ name }) => name)],
    ...parts.flatMap(({ participants }) =>
      participants.map(({ seat, cells }) => [
        ...[seat.participant, seat.group],
        ...fieldsOf(cells),
      ]),
    ),
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
