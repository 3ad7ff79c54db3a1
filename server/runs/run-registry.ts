import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { HelmholtzError } from '../../agents/index.ts';
import {
  type Estimate95,
  findParadigm,
  judge,
  makeFolder,
  type Summary,
  writeWholeFile,
} from '../../experiments/index.ts';
import type { AskedRun, RunState } from '../../protocol/index.ts';
import type { Dependencies } from '../dependencies.ts';
import { Refusal } from '../problems.ts';
import type { RunNews } from './run-job.ts';

/** What was asked for, kept beside the folder of the run. */
const requestRecord = z.object({
  experiment: z.string(),
  /** The file that somebody sent; `null` for a paradigm. */
  file: z
    .object({ name: z.string(), text: z.string(), beside: z.record(z.string(), z.string()) })
    .nullable()
    .default(null),
  agents: z.array(z.string()).nullable().default(null),
  seed: z.number(),
  participants: z.number().nullable(),
  /** Place among all runs that were asked for, from 1. */
  order: z.number(),
});

type RequestRecord = z.infer<typeof requestRecord>;

const NOTHING = {
  ...{ done: 0, total: 0, latest: null, estimates: null, result: null, problem: null },
  ...{ groups: [], figures: [] },
};

/** What is read of what a run has written down of itself. */
const runHeader = z.object({ groups: z.array(z.object({ name: z.string() })) });

/** Runs under way at once. */
const MOST_AT_ONCE = 2;

/** A run that is under way, or has failed since the server was started. */
interface Watched {
  state: RunState;
  readonly ending: AbortController;
  /** Settles when nothing of it goes on. */
  over: Promise<void>;
}

/** Runs of experiments: those under way, and those whose folders are there. */
export class RunRegistry {
  readonly #dependencies: Dependencies;
  readonly #watched = new Map<string, Watched>();
  /** Runs that are being written down before they begin. */
  #starting = 0;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Starts a run.
   *
   * @throws {Refusal} `too-many-runs`
   * @throws {HelmholtzError} `unknown-experiment`, `bad-experiment`, `not-writable`
   */
  async start(message: AskedRun): Promise<RunState> {
    this.#wantRoom();
    const asked = await this.#checked(message);
    this.#wantRoom();
    this.#starting++;
    try {
      const run = this.#dependencies.newName();
      const known = await this.#records();
      const order = 1 + Math.max(0, ...known.map(({ record }) => record.order));
      const record: RequestRecord = { ...asked, order };
      await makeFolder(this.#folder);
      await writeWholeFile(this.#pathOf(run, '.json'), `${JSON.stringify(record)}\n`);
      return this.#run(run, record, false);
    } finally {
      this.#starting--;
    }
  }

  /**
   * Goes on with a run that was interrupted.
   *
   * @throws {Refusal} `unknown-run`, `not-applicable`, `too-many-runs`
   */
  async resume(run: string): Promise<RunState> {
    const { status } = await this.look(run);
    if (status === 'running' || status === 'finished') {
      throw new Refusal(
        'not-applicable',
        `run:resume.run: expected an interrupted run; it is ${status}`,
      );
    }
    const record = await this.#recordOf(run);
    this.#wantRoom();
    return this.#run(run, record, true);
  }

  /**
   * Stops a run. Finished trials are kept.
   *
   * @throws {Refusal} `unknown-run`
   */
  async stop(run: string): Promise<RunState> {
    const watched = this.#watched.get(run);
    watched?.ending.abort();
    await watched?.over;
    return await this.look(run);
  }

  /** All runs, the newest first. */
  async list(): Promise<RunState[]> {
    const records = await this.#records();
    records.sort((a, b) => b.record.order - a.record.order);
    return await Promise.all(records.map(({ run }) => this.look(run)));
  }

  /**
   * How a run is.
   *
   * @throws {Refusal} `unknown-run`
   */
  async look(run: string): Promise<RunState> {
    const watched = this.#watched.get(run);
    if (watched !== undefined) return watched.state;
    const record = await this.#recordOf(run);
    const state = { ...NOTHING, ...askedOf(run, record), groups: await this.#groupsOf(run) };
    const estimates = await this.#estimatesOf(run);
    if (estimates === null) return { ...state, status: 'interrupted' };
    const shown =
      record.file === null
        ? await judged(record.experiment, estimates)
        : { estimates: estimatesInWords(estimates) };
    return { ...state, status: 'finished', figures: await this.#figuresOf(run), ...shown };
  }

  /**
   * The report of a finished run: a page that needs nothing else.
   *
   * @throws {Refusal} `unknown-run`, `not-found`
   */
  async report(run: string): Promise<string> {
    await this.#recordOf(run);
    try {
      return await readFile(join(this.#pathOf(run), 'report.html'), 'utf8');
    } catch {
      throw new Refusal('not-found', `runs/${run}: expected a finished run; it has no report yet`);
    }
  }

  /**
   * A figure of a finished run, as PNG.
   *
   * @throws {Refusal} `unknown-run`, `not-found`
   */
  async figure(run: string, name: string): Promise<Uint8Array> {
    await this.#recordOf(run);
    // A name is a part of a path: only those that are there.
    if (!(await this.#figuresOf(run)).includes(name)) {
      throw new Refusal('not-found', `runs/${run}/figures/${name}: no such figure`);
    }
    return await readFile(join(this.#pathOf(run), 'figures', `${name}.png`));
  }

  /** Ends everything that is under way. */
  async dispose(): Promise<void> {
    const all = [...this.#watched.values()];
    for (const { ending } of all) ending.abort();
    await Promise.all(all.map(({ over }) => over));
  }

  #wantRoom(): void {
    const running = [...this.#watched.values()].filter(({ state }) => state.status === 'running');
    if (running.length + this.#starting < MOST_AT_ONCE) return;
    throw new Refusal(
      'too-many-runs',
      `expected at most ${MOST_AT_ONCE} runs at once; stop one, or wait for it`,
    );
  }

  /** What is to be run, once it is known that it can be. */
  async #checked(asked: AskedRun): Promise<Omit<RequestRecord, 'order'>> {
    const { experiment, file, seed } = asked;
    const agents = asked.agents ?? null;
    const participants = asked.participants ?? null;
    if ((experiment === undefined) === (file === undefined)) {
      throw new Refusal('bad-message', 'run:start: expected either an experiment or a file');
    }
    if (file !== undefined) {
      const sent = { name: file.name, text: file.text, beside: file.beside };
      const { name } = await this.#dependencies.laboratory.describeExperiment({
        ...{ file: sent, agents },
      });
      return { experiment: name, file: sent, agents, seed, participants };
    }
    if (agents !== null) {
      throw new Refusal('not-applicable', 'run:start.agents: expected a file that takes agents');
    }
    const { name } = await findParadigm(experiment ?? '');
    return { experiment: name, file: null, agents, seed, participants };
  }

  #run(run: string, record: RequestRecord, resume: boolean): RunState {
    const { experiment, file, agents, seed, participants } = record;
    const { laboratory, settings, log } = this.#dependencies;
    const ending = new AbortController();
    const state: RunState = {
      ...NOTHING,
      ...{ ...askedOf(run, record), status: 'running' },
    };
    const watched: Watched = { state, ending, over: Promise.resolve() };
    this.#watched.set(run, watched);
    const job = {
      ...{ experiment: file ?? experiment, agents, seed, participants, resume },
      out: this.#pathOf(run),
    };
    watched.over = laboratory
      .runExperiment(
        { ...job, version: settings.version },
        {
          tell: (news) => {
            watched.state = { ...watched.state, ...told(news) };
          },
          signal: ending.signal,
        },
      )
      .then(
        () => {
          // From now on its folder says everything.
          this.#watched.delete(run);
        },
        (error: unknown) => {
          const isStopped = error instanceof HelmholtzError && error.code === 'interrupted';
          if (!isStopped) log.error({ err: error, run }, 'run failed');
          const problem =
            error instanceof HelmholtzError
              ? error.message
              : 'the run failed; the log of the server says why';
          watched.state = {
            ...watched.state,
            ...(isStopped ? { status: 'interrupted' } : { status: 'failed', problem }),
          };
        },
      );
    return state;
  }

  get #folder(): string {
    return this.#dependencies.settings.runFolder;
  }

  #pathOf(run: string, ending = ''): string {
    return join(this.#folder, `${run}${ending}`);
  }

  async #records(): Promise<{ readonly run: string; readonly record: RequestRecord }[]> {
    let files: string[];
    try {
      files = await readdir(this.#folder);
    } catch {
      // Nobody has run anything yet.
      return [];
    }
    const runs = files.filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -5));
    const records = await Promise.all(
      runs.map(async (run) => ({ run, record: await this.#readRecord(run) })),
    );
    // Somebody may keep other files there.
    return records.flatMap(({ run, record }) => (record === null ? [] : [{ run, record }]));
  }

  async #recordOf(run: string): Promise<RequestRecord> {
    const record = await this.#readRecord(run);
    if (record !== null) return record;
    throw new Refusal('unknown-run', `run: expected a run of this server; got "${run}"`);
  }

  async #readRecord(run: string): Promise<RequestRecord | null> {
    // A name is a part of a path: nothing but what names of ours are made of.
    if (!/^[\w-]{1,100}$/.test(run)) return null;
    try {
      return requestRecord.parse(JSON.parse(await readFile(this.#pathOf(run, '.json'), 'utf8')));
    } catch {
      return null;
    }
  }

  /** Groups as the run has written them down; none before it has begun. */
  async #groupsOf(run: string): Promise<string[]> {
    try {
      const { groups } = runHeader.parse(
        JSON.parse(await readFile(join(this.#pathOf(run), 'run.json'), 'utf8')),
      );
      return groups.map(({ name }) => name);
    } catch {
      return [];
    }
  }

  async #figuresOf(run: string): Promise<string[]> {
    try {
      const files = await readdir(join(this.#pathOf(run), 'figures'));
      const names = files.filter((file) => file.endsWith('.png')).map((file) => file.slice(0, -4));
      return names.sort((one, other) => one.localeCompare(other, 'en', { numeric: true }));
    } catch {
      return [];
    }
  }

  async #estimatesOf(run: string): Promise<Summary['estimates'] | null> {
    try {
      const text = await readFile(join(this.#pathOf(run), 'summary.json'), 'utf8');
      // Written by the run itself, as a whole or not at all. JSON has no NaN: what could not be said is null there.
      const noNull = (_: string, value: unknown): unknown => (value === null ? Number.NaN : value);
      return (JSON.parse(text, noNull) as Summary).estimates;
    } catch {
      return null;
    }
  }
}

/** What was asked for, as the state of a run says it. */
function askedOf(
  run: string,
  { experiment, file, agents, seed, participants }: RequestRecord,
): Pick<RunState, 'run' | 'experiment' | 'isFile' | 'agents' | 'seed' | 'participants'> {
  return { run, experiment, isFile: file !== null, agents, seed, participants };
}

function told({ estimates, ...rest }: RunNews): Partial<RunState> {
  return {
    ...rest,
    ...(estimates === undefined ? {} : { estimates: estimatesInWords(estimates) }),
  };
}

async function judged(
  experiment: string,
  estimates: Summary['estimates'],
): Promise<Pick<RunState, 'estimates' | 'result'>> {
  const summary = { tables: [], figures: [], notes: [], estimates };
  const paradigm = await findParadigm(experiment);
  const { found, ablated, isKilled, verdict, reason } = judge(paradigm, summary);
  return {
    estimates: estimatesInWords(estimates),
    result: {
      found: estimateInWords(found),
      ablated: estimateInWords(ablated),
      ...{ isKilled, verdict, reason },
    },
  };
}

function estimatesInWords(estimates: Summary['estimates']): NonNullable<RunState['estimates']> {
  return Object.fromEntries(
    Object.entries(estimates).map(([name, estimate]) => [name, estimateInWords(estimate)]),
  );
}

function estimateInWords({
  value,
  interval,
}: Estimate95): NonNullable<RunState['result']>['found'] {
  const finite = (number: number): number | null => (Number.isFinite(number) ? number : null);
  return { value: finite(value), lower: finite(interval.lower), upper: finite(interval.upper) };
}
