import type { Dependencies } from '../dependencies.ts';
import type { Message, SessionSummary } from '../../protocol/index.ts';
import { ENGINE_NAMES, type EngineName, HelmholtzError, suggestion } from '../../agents/index.ts';
import { Refusal } from '../problems.ts';
import type { Cancel } from '../scheduler.ts';
import { LiveSession } from './live-session.ts';
import { Turns } from './turns.ts';

/** A session and, while nobody watches it, what will close it. */
interface Entry {
  readonly session: LiveSession;
  stopClosing: Cancel | null;
}

/** All sessions of a server. */
export class SessionRegistry {
  readonly #dependencies: Dependencies;
  readonly #turns: Turns;
  /** Sessions without watchers are put at the end when they lose the last one, so that the first is idle longest. */
  readonly #entries = new Map<string, Entry>();
  #opening = 0;
  #isOver = false;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
    this.#turns = new Turns(dependencies.scheduler);
  }

  get size(): number {
    return this.#entries.size;
  }

  /** One line about every session. */
  list(): readonly SessionSummary[] {
    return Array.from(this.#entries.values(), ({ session }) => session.summary);
  }

  /**
   * Starts a session with a new agent that looks at its first picture.
   *
   * @throws {Refusal} `too-many-sessions` when as many are watched as there may be.
   * @throws {HelmholtzError} for an unknown agent, parameter or engine, or a parameter out of range.
   */
  async open(message: Message<'session:open'>): Promise<LiveSession> {
    this.#makeRoom();
    this.#opening += 1;
    try {
      const { laboratory, newName, scheduler, settings, log } = this.#dependencies;
      const kind = await laboratory.findAgent(message.agent);
      const engine = message.engine === 'auto' ? settings.engine : engineNamed(message.engine);
      const { parameters, seed } = message;
      const picture = await laboratory.renderPicture(kind.firstPicture);
      const agent = await laboratory.createAgent(kind, {
        parameters,
        seed,
        engine,
        now: scheduler.now,
      });
      const session = new LiveSession({
        name: newName(),
        agent,
        scheduler,
        turns: this.#turns,
        historyBytes: settings.historyBytes,
        onWatchers: this.#watchersChanged,
        onFailure: ({ name }, error) => {
          log.error({ err: error, session: name }, 'session failed');
          this.#forget(name);
        },
      });
      this.#entries.set(session.name, { session, stopClosing: null });
      session.look(picture, kind.firstPicture);
      if (this.#isOver) this.#close(session, 'the server stops');
      else this.#watchersChanged(session);
      return session;
    } finally {
      this.#opening -= 1;
    }
  }

  /**
   * The session of a name.
   *
   * @throws {Refusal} `unknown-session`.
   */
  find(name: string): LiveSession {
    const entry = this.#entries.get(name);
    if (entry === undefined) {
      throw new Refusal(
        'unknown-session',
        `session "${name}": no such session; it may have been closed, open a new one`,
      );
    }
    return entry.session;
  }

  /** Ends every session. */
  dispose(): void {
    this.#isOver = true;
    for (const { session } of [...this.#entries.values()]) this.#close(session, 'the server stops');
  }

  /** Closes the session that was unwatched longest when there are too many. */
  #makeRoom(): void {
    const { sessions } = this.#dependencies.settings;
    if (this.#entries.size + this.#opening < sessions) return;
    const idle = Array.from(this.#entries.values()).find(({ session }) => session.watchers === 0);
    if (idle === undefined) {
      throw new Refusal(
        'too-many-sessions',
        `session:open: expected fewer than ${sessions} sessions; join one that runs, or try later`,
      );
    }
    this.#close(idle.session, 'its place was needed');
  }

  readonly #watchersChanged = (session: LiveSession): void => {
    const entry = this.#entries.get(session.name);
    if (entry === undefined) return;
    entry.stopClosing?.();
    entry.stopClosing = null;
    if (session.watchers > 0) return;
    const { scheduler, settings } = this.#dependencies;
    this.#entries.delete(session.name);
    this.#entries.set(session.name, entry);
    entry.stopClosing = scheduler.after(settings.graceMilliseconds, () => {
      this.#close(session, 'nobody watched it');
    });
  };

  #close(session: LiveSession, reason: string): void {
    this.#forget(session.name);
    session.dispose(reason);
  }

  #forget(name: string): void {
    this.#entries.get(name)?.stopClosing?.();
    this.#entries.delete(name);
  }
}

function engineNamed(name: string): EngineName {
  const engine = ENGINE_NAMES.find((candidate) => candidate === name);
  if (engine !== undefined) return engine;
  throw new HelmholtzError(
    'unknown-engine',
    `engine "${name}": no such engine${suggestion(name, ['auto', ...ENGINE_NAMES])}`,
  );
}
