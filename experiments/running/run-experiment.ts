import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { HelmholtzError } from '../../agents/index.ts';
import { askThread } from '../ask-thread.ts';
import { makeFolder } from '../export/make-folder.ts';
import { writeWholeFile } from '../export/write-file.ts';
import { reasonOf } from '../read-bytes.ts';
import { type Experiment, type Row, rowOf, seatsOf } from './experiment.ts';
import { type ExperimentRequest, findExperiment } from './find-experiment.ts';
import type { JournalRecord } from './journal.ts';
import { type Cohort, cohortsOf, runCohort } from './run-cohort.ts';
import type { RunReply, RunRequest } from './run-worker.ts';

/** What a run is of, kept beside its data. */
export interface RunHeader {
  readonly format: 1;
  readonly experiment: string;
  /** SHA-256 of everything that decides the data besides the seed. */
  readonly identity: string;
  readonly seed: number;
  readonly version: string;
  readonly groups: readonly { readonly name: string; readonly participants: number }[];
}

/** How to run an experiment. */
export interface RunOptions {
  readonly request: ExperimentRequest;
  readonly seed: number;
  /** Threads; 1 stays in this one. They change the time and nothing else. */
  readonly workers: number;
  /** Folder of the run. */
  readonly out: string;
  /** Goes on with what the folder already holds. */
  readonly resume: boolean;
  /** Version of the program, for the record. */
  readonly version: string;
  /** Called with the number of finished trials and about how many there will be. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Called now and then with a trial that was just finished in this thread. */
  readonly onTrial?: (trial: Row) => void;
  /** Called when participants have finished, with all who have so far, and the number of cohorts that there are. */
  readonly onCohort?: (experiment: Experiment, finished: readonly Cohort[], all: number) => void;
  /** Whether somebody wants the run to stop after the trial at hand. */
  readonly isInterrupted?: () => boolean;
  /** What threads run; by default the compiled file beside this one. */
  readonly script?: URL;
}

/** A run whose trials are all on the disk. */
export interface FinishedTrials {
  readonly experiment: Experiment;
  readonly header: RunHeader;
  readonly cohorts: readonly Cohort[];
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
export async function runTrials(options: RunOptions): Promise<FinishedTrials> {
  const experiment = await findExperiment(options.request);
  const header = headerOf(experiment, options);
  await prepareFolder(options, header);
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
  await runAll(experiment, cohorts, { options, tell });
  return { experiment, header, cohorts };
}

/** What runs cohorts: how, and whom to tell. */
interface Running {
  readonly options: RunOptions;
  readonly tell: (cohort: number, count: number) => void;
}

/** Runs all cohorts: one of the workers is this thread, which begins at once, the others load first. */
async function runAll(
  experiment: Experiment,
  cohorts: readonly Cohort[],
  running: Running,
): Promise<void> {
  const { workers, script = new URL('./run-worker.js', import.meta.url) } = running.options;
  const waiting = [...cohorts.keys()];
  const threads = Array.from(
    { length: Math.min(workers, cohorts.length) - 1 },
    () => new Worker(script),
  );
  const stopped = new AbortController();
  const finished = new Set<number>();
  const work = async (run: (index: number) => Promise<void>): Promise<void> => {
    try {
      for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) {
        await run(index);
        if (stopped.signal.aborted) return;
        finished.add(index);
        running.options.onCohort?.(
          experiment,
          cohorts.filter((_, at) => finished.has(at)),
          cohorts.length,
        );
      }
    } catch (error) {
      stopped.abort();
      throw error;
    }
  };
  try {
    await Promise.all([
      work((index) => runHere(experiment, { index, cohort: cohorts[index]! }, running, stopped)),
      ...threads.map((thread) =>
        work((index) => runThere(thread, { index, cohort: cohorts[index]! }, running)),
      ),
    ]);
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

/** A cohort with its place among all. */
interface Turn {
  readonly index: number;
  readonly cohort: Cohort;
}

async function runHere(
  experiment: Experiment,
  { index, cohort }: Turn,
  { options, tell }: Running,
  stopped: AbortController,
): Promise<void> {
  let rounds = 0;
  let count = 0;
  for await (const { done, latest } of runCohort(experiment, cohort, options.seed)) {
    count = done;
    const isDue = ++rounds % 16 === 0;
    if (isDue || rounds === 1) {
      // Also after the first round: rounds may be slow.
      tell(index, done);
      if (latest !== null) options.onTrial?.(trialRow(experiment, latest));
    }
    if (!isDue) continue;
    // Lets a progress bar draw, other threads speak and Ctrl+C through.
    await new Promise((resolve) => setImmediate(resolve));
    if (options.isInterrupted?.() === true) throw interrupted();
    if (stopped.signal.aborted) return;
  }
  tell(index, count);
}

/** A finished trial with its participant and number. */
function trialRow({ shown, answered }: Experiment, record: JournalRecord): Row {
  const { participant, trial, cells } = record;
  return { participant, trial, ...rowOf([...shown, ...answered], cells) };
}

async function runThere(
  thread: Worker,
  { index, cohort }: Turn,
  { options, tell }: Running,
): Promise<void> {
  await ask(thread, { experiment: options.request, cohort, seed: options.seed }, (count) => {
    tell(index, count);
    return options.isInterrupted?.() === true;
  });
}

/** Has a thread run a cohort. A thread may be ended at any moment: that is what the journal is for. */
async function ask(
  thread: Worker,
  request: RunRequest,
  tell: (count: number) => boolean,
): Promise<void> {
  await askThread(thread, request, (reply: RunReply) => {
    if (reply.kind === 'refused') {
      throw reply.code === null
        ? new Error(reply.message)
        : new HelmholtzError(reply.code, reply.message);
    }
    if (tell(reply.done)) throw interrupted();
    return reply.kind === 'finished' ? reply : undefined;
  });
}

function interrupted(): HelmholtzError {
  return new HelmholtzError(
    'interrupted',
    'interrupted; finished trials are kept: go on with --resume',
  );
}

function headerOf(
  experiment: Experiment,
  { seed, version }: Pick<RunOptions, 'seed' | 'version'>,
): RunHeader {
  return {
    format: 1,
    experiment: experiment.name,
    identity: createHash('sha256').update(experiment.identity).digest('hex'),
    seed,
    version,
    groups: experiment.groups,
  };
}

/** Makes the folder of a run with its header, or sees that the one that is there is of the same run. */
async function prepareFolder({ out, resume }: RunOptions, header: RunHeader): Promise<void> {
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
  if (hasHeader) return checkHeader(join(out, HEADER), header);
  try {
    await makeFolder(join(out, JOURNALS));
  } catch (cause) {
    throw new HelmholtzError('not-writable', `${out}: cannot be written: ${reasonOf(cause)}`, {
      cause,
    });
  }
  await writeWholeFile(join(out, HEADER), `${JSON.stringify(header, null, 2)}\n`);
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

async function checkHeader(path: string, expected: RunHeader): Promise<void> {
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
    const [now, then] = [JSON.stringify(value), JSON.stringify(found[key])];
    if (now === then) continue;
    const what =
      key === 'identity'
        ? 'the experiment as it was when the run began; it has changed'
        : `${key} ${then}; got ${now}`;
    throw new HelmholtzError(
      'bad-journal',
      `${path}: expected ${what}: finished trials are kept; name another --out for a new run`,
    );
  }
}
