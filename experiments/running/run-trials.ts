import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HelmholtzError } from '../../agents/index.ts';
import { makeFolder } from '../export/make-folder.ts';
import { writeWholeFile } from '../export/write-file.ts';
import { reasonOf } from '../read-bytes.ts';
import type { Crew } from './crew.ts';
import { type Experiment, type Row, rowOf, seatsOf } from './experiment.ts';
import type { JournalRecord } from './journal.ts';
import { type Cohort, cohortsOf } from './run-cohort.ts';
import type { TablePart, TablePartRequest } from './tabulate-cohort.ts';

/** What a run is of, kept beside its data. */
export interface RunHeader {
  /** Of this header and of the journals. */
  readonly format: 2;
  readonly experiment: string;
  /** SHA-256 of everything that decides the data besides the seed. */
  readonly identity: string;
  readonly seed: number;
  readonly version: string;
  /** Commit of the program with which the run began, where that is known. */
  readonly commit?: string;
  readonly groups: readonly { readonly name: string; readonly participants: number }[];
}

/** How participants are run. */
export interface TrialOptions {
  readonly seed: number;
  /** Folder of the run. */
  readonly out: string;
  /** Goes on with what the folder already holds. */
  readonly resume: boolean;
  /** Version of the program, for the record. */
  readonly version: string;
  /** Commit of the program, for the record; `null` where nobody knows. */
  readonly commit?: string | null;
  /** Called with the number of finished trials and about how many there will be. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Called now and then with a trial that was just finished in this thread. */
  readonly onTrial?: (trial: Row) => void;
  /** Called when participants have finished, with all who have so far, and the number of cohorts that there are. */
  readonly onCohort?: (experiment: Experiment, finished: readonly Cohort[], all: number) => void;
}

/** A run whose trials are all on the disk. */
export interface FinishedTrials {
  readonly experiment: Experiment;
  readonly header: RunHeader;
  readonly cohorts: readonly Cohort[];
  /** The tables, a part for each cohort: whoever has put them together removes their files. */
  readonly parts: readonly WrittenPart[];
}

/** A part of the tables, and its files. */
export interface WrittenPart extends TablePart {
  readonly paths: TablePartRequest['paths'];
}

const HEADER = 'run.json';
const JOURNALS = 'journal';
const FIGURES = 'figures';

/**
 * Runs the participants of an experiment. Every finished trial is on the disk before the next one of that participant
 * begins; killed at any moment and resumed, the run ends with the same bytes.
 *
 * @throws {HelmholtzError} `not-writable` for a folder that cannot be written or holds something else; `bad-journal`
 * where a run of something else was begun there, or its data are damaged; `interrupted`.
 */
export async function runTrials(options: TrialOptions, crew: Crew): Promise<FinishedTrials> {
  const { experiment } = crew;
  const header = await prepareFolder(options, headerOf(experiment, options));
  const cohorts = cohortsOf(seatsOf(experiment), (cohort) =>
    join(options.out, JOURNALS, `cohort-${String(cohort).padStart(4, '0')}.jsonl`),
  );
  const total = seatsOf(experiment).length * experiment.expectedTrials;
  const done = new Array<number>(cohorts.length).fill(0);
  const tell = (cohort: number, count: number): void => {
    done[cohort] = count;
    options.onProgress?.(
      done.reduce((sum, one) => sum + one, 0),
      total,
    );
  };
  const finished = new Set<number>();
  const requests = cohorts.map((cohort, at) => ({
    ...{ cohort, seed: options.seed },
    paths: {
      csv: partPath(options.out, `trials-${at + 1}.csv`),
      parquet: partPath(options.out, `trials-${at + 1}.parquet`),
    },
  }));
  try {
    const parts = await crew.share('trials', requests, {
      onProgress: (cohort, progress) => {
        tell(cohort, progress.done);
        if (progress.latest !== null) options.onTrial?.(trialRow(experiment, progress.latest));
      },
      onResult: (cohort, { rows }) => {
        tell(cohort, rows);
        finished.add(cohort);
        options.onCohort?.(
          experiment,
          cohorts.filter((_, at) => finished.has(at)),
          cohorts.length,
        );
      },
    });
    return {
      ...{ experiment, header, cohorts },
      parts: parts.map((part, at) => ({ ...part, paths: requests[at]!.paths })),
    };
  } catch (error) {
    await removeFiles(requests.map(({ paths }) => paths));
    throw error;
  }
}

/** Where a file is written until it is whole: the next process that goes on with the run removes what it finds there. */
export function partPath(out: string, name: string): string {
  return join(out, `${name}.${process.pid}.part`);
}

/** Removes parts of the tables that are no longer needed, or will not be put together. */
export async function removeFiles(paths: readonly TablePartRequest['paths'][]): Promise<void> {
  for (const { csv, parquet } of paths) {
    await rm(csv, { force: true });
    await rm(parquet, { force: true });
  }
}

/** A finished trial with its participant and number. */
function trialRow({ shown, answered }: Experiment, record: JournalRecord): Row {
  const { participant, trial, cells } = record;
  return { participant, trial, ...rowOf([...shown, ...answered], cells) };
}

function headerOf(
  experiment: Experiment,
  { seed, version, commit = null }: Pick<TrialOptions, 'seed' | 'version' | 'commit'>,
): RunHeader {
  return {
    format: 2,
    experiment: experiment.name,
    identity: createHash('sha256').update(experiment.identity).digest('hex'),
    seed,
    version,
    ...(commit === null ? {} : { commit }),
    groups: experiment.groups,
  };
}

/**
 * Makes the folder of a run with its header, or sees that the one that is there is of the same run.
 *
 * @returns The header with which the run began.
 */
async function prepareFolder({ out, resume }: TrialOptions, header: RunHeader): Promise<RunHeader> {
  const found = await filesIn(out);
  const hasHeader = found.includes(HEADER);
  if (!resume && hasHeader) {
    throw new HelmholtzError(
      'not-writable',
      `${out}: expected a new folder; it holds a run: go on with --resume, or name another --out`,
    );
  }
  if (!hasHeader && found.some((name) => !name.endsWith('.part'))) {
    throw new HelmholtzError(
      'not-writable',
      `${out}: expected a new folder or one with a run; it holds ${found[0] ?? ''}`,
    );
  }
  await removeParts(out, found);
  if (hasHeader) return await checkHeader(join(out, HEADER), header);
  try {
    await makeFolder(join(out, JOURNALS));
  } catch (cause) {
    throw new HelmholtzError('not-writable', `${out}: cannot be written: ${reasonOf(cause)}`, {
      cause,
    });
  }
  await writeWholeFile(join(out, HEADER), `${JSON.stringify(header, null, 2)}\n`);
  return header;
}

/** Files that a process which was killed had not finished writing. */
async function removeParts(out: string, found: readonly string[]): Promise<void> {
  const figures = found.includes(FIGURES) ? await readdir(join(out, FIGURES)) : [];
  const all = [...found, ...figures.map((name) => join(FIGURES, name))];
  for (const name of all.filter((one) => one.endsWith('.part'))) {
    await rm(join(out, name), { force: true });
  }
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name !== JOURNALS);
  } catch (cause) {
    if (reasonOf(cause) === reasonOf({ code: 'ENOENT' })) return [];
    throw new HelmholtzError('not-writable', `${folder}: cannot be written: ${reasonOf(cause)}`, {
      cause,
    });
  }
}

async function checkHeader(path: string, now: RunHeader): Promise<RunHeader> {
  // A commit may be one of documents only: it is kept, and says nothing about whether the run may go on.
  const { commit: _, ...expected } = now;
  let found: Readonly<Record<string, unknown>>;
  try {
    // Every field is compared below.
    found = JSON.parse(await readFile(path, 'utf8')) as Readonly<Record<string, unknown>>;
  } catch (cause) {
    throw new HelmholtzError(
      'bad-journal',
      `${path}: expected the header of a run: ${reasonOf(cause)}`,
      {
        cause,
      },
    );
  }
  for (const [key, value] of Object.entries(expected)) {
    const [got, then] = [JSON.stringify(value), JSON.stringify(found[key])];
    if (got === then) continue;
    const what =
      key === 'identity'
        ? 'the experiment as it was when the run began; it has changed'
        : `${key} ${then}; got ${got}`;
    throw new HelmholtzError(
      'bad-journal',
      `${path}: expected ${what}: finished trials are kept; name another --out for a new run`,
    );
  }
  const { commit } = found;
  // In the order of a new header: it is written down again, to the byte.
  const { groups, ...rest } = expected;
  return { ...rest, ...(typeof commit === 'string' ? { commit } : {}), groups };
}
