import { join } from 'node:path';
import { HelmholtzError, suggestion } from '../../agents/index.ts';
import { FAMILIES, FAMILY_DATA, type LearnJob, makeFolder } from '../../experiments/index.ts';
import type { TrainingState } from '../../protocol/index.ts';
import type { Dependencies } from '../dependencies.ts';
import { Refusal } from '../problems.ts';

/** What somebody asks to be trained. */
export interface AskedTraining {
  readonly family: string;
  readonly data: string;
  readonly seed: number;
  readonly steps: number | null;
}

/** Trainings under way at once: each takes a whole processor. */
const MOST_AT_ONCE = 1;

/** A training since the server was started. */
interface Watched {
  state: TrainingState;
  readonly job: Omit<LearnJob, 'resume'>;
  ending: AbortController;
  /** Settles when nothing of it goes on. */
  over: Promise<void>;
}

/**
 * Trainings of generative families since the server was started. Their weights and checkpoints outlast it, in a folder each:
 * `helmholtz learn --resume` goes on from there too.
 */
export class TrainingRegistry {
  readonly #dependencies: Dependencies;
  readonly #watched = new Map<string, Watched>();

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Starts a training.
   *
   * @throws {Refusal} `too-many-runs`; `bad-message` for an unknown family or data, naming the nearest
   * @throws {HelmholtzError} `not-writable`
   */
  async start({ family, data, seed, steps }: AskedTraining): Promise<TrainingState> {
    const known = wantKnown('family', family, FAMILIES);
    wantKnown('data', data, FAMILY_DATA);
    this.#wantRoom();
    const { settings, newName } = this.#dependencies;
    const training = newName();
    const out = join(settings.runFolder, 'trainings', training);
    await makeFolder(out);
    this.#wantRoom();
    const job = { family: known, data, seed, steps, out, version: settings.version };
    const watched: Watched = {
      state: {
        ...{ training, family, data, seed, status: 'running', done: 0, total: 0, losses: {} },
        ...{ secondsLeft: null, folder: out, problem: null },
      },
      job,
      ending: new AbortController(),
      over: Promise.resolve(),
    };
    this.#watched.set(training, watched);
    this.#run(watched, false);
    return watched.state;
  }

  /**
   * Goes on with a training that was stopped.
   *
   * @throws {Refusal} `unknown-run`, `not-applicable`, `too-many-runs`
   */
  resume(training: string): TrainingState {
    const watched = this.#find(training);
    const { status } = watched.state;
    if (status !== 'interrupted') {
      throw new Refusal(
        'not-applicable',
        `training:resume.training: expected an interrupted training; it is ${status}`,
      );
    }
    this.#wantRoom();
    watched.ending = new AbortController();
    watched.state = { ...watched.state, status: 'running', secondsLeft: null };
    this.#run(watched, true);
    return watched.state;
  }

  /**
   * Stops a training once its checkpoint is written.
   *
   * @throws {Refusal} `unknown-run`
   */
  async stop(training: string): Promise<TrainingState> {
    const watched = this.#find(training);
    watched.ending.abort();
    await watched.over;
    return watched.state;
  }

  /** All trainings, the newest first. */
  list(): TrainingState[] {
    return [...this.#watched.values()].map(({ state }) => state).reverse();
  }

  /** Ends everything that is under way, with checkpoints. */
  async dispose(): Promise<void> {
    const all = [...this.#watched.values()];
    for (const { ending } of all) ending.abort();
    await Promise.all(all.map(({ over }) => over));
  }

  #find(training: string): Watched {
    const watched = this.#watched.get(training);
    if (watched !== undefined) return watched;
    throw new Refusal(
      'unknown-run',
      `training: expected a training since this server was started; got "${training}"`,
    );
  }

  #wantRoom(): void {
    const running = this.list().filter(({ status }) => status === 'running');
    if (running.length < MOST_AT_ONCE) return;
    throw new Refusal(
      'too-many-runs',
      `expected at most ${MOST_AT_ONCE} training at once; stop it, or wait for it`,
    );
  }

  #run(watched: Watched, resume: boolean): void {
    const { laboratory, scheduler, log } = this.#dependencies;
    const begun = { at: scheduler.now(), done: watched.state.done };
    watched.over = laboratory
      .trainFamily(
        { ...watched.job, resume },
        {
          tell: ({ done, total, losses }) => {
            const seconds = (scheduler.now() - begun.at) / 1000;
            const pace = (done - begun.done) / seconds;
            const secondsLeft = pace > 0 ? Math.round((total - done) / pace) : null;
            watched.state = { ...watched.state, done, total, losses, secondsLeft };
          },
          signal: watched.ending.signal,
        },
      )
      .then(
        () => {
          watched.state = { ...watched.state, status: 'finished', secondsLeft: 0 };
        },
        (error: unknown) => {
          const isStopped = error instanceof HelmholtzError && error.code === 'interrupted';
          if (!isStopped) log.error({ err: error }, 'training failed');
          const problem =
            error instanceof HelmholtzError
              ? error.message
              : 'the training failed; the log of the server says why';
          watched.state = {
            ...watched.state,
            ...(isStopped ? { status: 'interrupted' } : { status: 'failed', problem }),
          };
        },
      );
  }
}

/** One of the names that there are. */
function wantKnown<Name extends string>(what: string, name: string, known: readonly Name[]): Name {
  const found = known.find((one) => one === name);
  if (found !== undefined) return found;
  throw new Refusal(
    'bad-message',
    `training:start.${what}: expected one of ${known.join(', ')}; got "${name}"${suggestion(name, known)}`,
  );
}
