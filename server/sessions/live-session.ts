import { type Agent, ENGINE_NAMES, type Picture, pictureLevelOf } from '../../agents/index.ts';
import type {
  AgentDescription,
  EncodedFrame,
  FrameHeader,
  LevelSetting,
  Message,
  SessionState,
  SessionSummary,
} from '../../protocol/index.ts';
import { Refusal } from '../problems.ts';
import type { Scheduler } from '../scheduler.ts';
import { describeAgent, describeScheme } from './agent-description.ts';
import { wireValues } from './parameter-description.ts';
import { FrameRecorder } from './frame-recorder.ts';
import { hiddenUnits, type Mask } from './occlusion.ts';
import { certificateHeader } from './session-frame.ts';
import { Simulation } from './simulation.ts';
import type { Turns } from './turns.ts';
import type { Watcher } from './watcher.ts';

/** Speed of a new session, in inference steps per second: slow enough to watch. */
const FIRST_SPEED = 20;

/** What a session is made of. It owns the agent from then on. */
export interface LiveSessionOptions {
  readonly name: string;
  readonly agent: Agent;
  readonly scheduler: Scheduler;
  readonly turns: Turns;
  readonly historyBytes: number;
  /** Told when the number of watchers changes. */
  readonly onWatchers: (session: LiveSession) => void;
  /** Told when the agent failed; the session is disposed of by then. */
  readonly onFailure: (session: LiveSession, error: unknown) => void;
}

/** One agent that perceives while people watch it and change what it sees and how. */
export class LiveSession {
  readonly name: string;
  readonly #options: LiveSessionOptions;
  readonly #agent: Agent;
  readonly #description: AgentDescription;
  readonly #recorder: FrameRecorder;
  readonly #simulation: Simulation;
  readonly #watchers = new Set<Watcher>();
  readonly #settings: LevelSetting[];
  #standing: Pick<FrameHeader, 'step' | 'certificate'>;
  #observation = '';
  #occludedShare = 0;
  #revision = 0;
  #isOver = false;

  constructor(options: LiveSessionOptions) {
    const { name, agent, scheduler, turns, historyBytes } = options;
    this.name = name;
    this.#options = options;
    this.#agent = agent;
    this.#description = describeAgent(agent.kind, {
      parameters: agent.parameters,
      training: agent.trainingRecord,
    });
    this.#settings = agent.hierarchy.levels.map((_, level) => ({
      precisionGain: 1,
      lesioned: false,
      clamped: level === pictureLevelOf(agent.kind),
    }));
    this.#standing = standingOf(agent);
    this.#recorder = new FrameRecorder({ session: name, agent, historyBytes });
    this.#simulation = new Simulation({
      agent,
      scheduler,
      turns,
      stepsPerSecond: FIRST_SPEED,
      events: {
        frame: () => {
          this.#sendFrame(this.#recorder.record());
        },
        change: () => {
          this.#changed();
        },
        rest: () => {
          this.#refine();
        },
        failure: (error) => {
          this.#fail(error);
        },
      },
    });
  }

  get watchers(): number {
    return this.#watchers.size;
  }

  /** The newest frame, with all planes; `null` before there is any. */
  get newestFrame(): EncodedFrame | null {
    return this.#recorder.history.newest?.frame ?? null;
  }

  /** The whole present state. */
  get state(): SessionState {
    const agent = this.#agent;
    return {
      session: this.name,
      revision: this.#revision,
      agent: this.#description,
      parameters: wireValues(agent.kind.parameters, agent.parameters),
      seed: agent.seed,
      engine: agent.engine,
      engines: ENGINE_NAMES,
      scheme: schemeOf(agent),
      schemes: agent.schemes().map(describeScheme),
      precisionMode: agent.precisionMode,
      precisionModes: agent.precisionModes,
      start: agent.start,
      playing: this.#simulation.isPlaying,
      stepsPerSecond: this.#simulation.stepsPerSecond,
      inferenceRate: agent.inferenceRate,
      step: this.#standing.step,
      certificate: this.#standing.certificate,
      observation: this.#observation,
      occludedShare: this.#occludedShare,
      levels: this.#settings,
      watchers: this.#watchers.size,
      history: this.#recorder.history.range,
    };
  }

  get summary(): SessionSummary {
    const { session, agent, observation, playing, step, watchers } = this.state;
    return { session, agent: agent.name, observation, playing, step, watchers };
  }

  /** Lets somebody watch; the newest frame comes at once. The function that is returned ends it. */
  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher);
    this.#watchersChanged();
    const { newestFrame } = this;
    if (newestFrame !== null) watcher.frame(newestFrame);
    return () => {
      if (this.#watchers.delete(watcher)) this.#watchersChanged();
    };
  }

  /** A watcher wants another rate of frames than before. */
  rateChanged(): void {
    const rates = [...this.#watchers].map(({ maxRate }) => maxRate);
    this.#simulation.frameRate = rates.length === 0 ? 60 : Math.max(...rates);
  }

  /** Shows the agent a picture; the beliefs start anew. */
  look(picture: Picture, label: string, crop?: { readonly x: number; readonly y: number }): void {
    // Senses that dream are opened first.
    const level = pictureLevelOf(this.#agent.kind);
    if (this.#settings[level]?.clamped === false) this.#set(level, { clamped: true });
    this.#agent.look(picture, crop);
    this.#observation = label;
    this.#recorder.startEpoch();
    this.#touched();
  }

  /** Hides part of the sensory field. */
  occlude(mask: Mask): void {
    const sensory = this.#agent.hierarchy.levels[pictureLevelOf(this.#agent.kind)];
    if (sensory === undefined) return;
    const hidden = hiddenUnits(mask, sensory.arrangement);
    this.#agent.occlude(hidden);
    this.#occludedShare = hidden.reduce((sum, entry) => sum + entry, 0) / hidden.length;
    this.#recorder.startEpoch();
    this.#touched();
  }

  /** Plays, pauses, steps, resets or changes the speed; resolves when that is done. */
  async control(message: Message<'session:control'>): Promise<void> {
    switch (message.action) {
      case 'play':
        this.#simulation.play();
        break;
      case 'pause':
        this.#simulation.pause();
        break;
      case 'step':
        // The simulation tells of the change itself.
        return this.#simulation.step(message.count);
      case 'reset':
        this.#agent.reset();
        this.#touched();
        return;
      case 'speed':
        this.#simulation.setSpeed(message.stepsPerSecond);
        break;
    }
    this.#changed();
  }

  /**
   * Changes how a level is treated.
   *
   * @throws {Refusal} `unknown-level`.
   */
  adjust({ level, ...change }: Message<'session:adjust'>): void {
    if (level >= this.#settings.length) {
      throw new Refusal(
        'unknown-level',
        `session:adjust.level: expected 0..${this.#settings.length - 1}; got ${level}`,
      );
    }
    this.#set(level, change);
    this.#touched();
  }

  /** Changes the step size of settling. */
  setInferenceRate(rate: number): void {
    this.#agent.setInferenceRate(rate);
    this.#touched();
  }

  /**
   * Changes the scheme of inference, the engine, which precisions are in force, or where beliefs start: all that is asked
   * for, or nothing.
   *
   * @throws {HelmholtzError} with the reason where one of them cannot be done.
   */
  async changeInference({
    scheme,
    engine,
    precisionMode,
    start,
  }: Message<'session:inference'>): Promise<void> {
    const agent = this.#agent;
    const before = { scheme: agent.scheme, engine: agent.engine.name, mode: agent.precisionMode };
    try {
      if (engine !== undefined) await agent.setEngine(engine);
      if (precisionMode !== undefined) agent.setPrecisionMode(precisionMode);
      if (scheme !== undefined) agent.setScheme(scheme);
      if (start !== undefined) agent.setStart(start);
    } catch (error) {
      agent.setScheme(before.scheme);
      if (agent.precisionMode !== before.mode) agent.setPrecisionMode(before.mode);
      if (agent.engine.name !== before.engine) await agent.setEngine(before.engine);
      throw error;
    }
    this.#touched();
  }

  /**
   * A kept frame.
   *
   * @throws {Refusal} `not-in-history`.
   */
  seek(sequence: number): EncodedFrame {
    const entry = this.#recorder.history.find(sequence);
    if (entry === undefined) throw this.#notKept(sequence, 'frame');
    return entry.frame;
  }

  /**
   * Goes back to the beliefs of a kept frame, and pauses.
   *
   * @throws {Refusal} `not-in-history`, also when the frame is about another observation, occlusion or clamp.
   */
  restore(sequence: number): void {
    const entry = this.#recorder.restorable(sequence);
    if (entry === null) throw this.#notKept(sequence, 'frame of the present observation');
    this.#simulation.pause();
    this.#agent.restoreValues(entry.saved);
    this.#touched();
  }

  /** Ends the session for everybody. */
  dispose(reason: string): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#simulation.dispose();
    this.#agent.dispose();
    for (const watcher of this.#watchers) watcher.ended(reason);
    this.#watchers.clear();
  }

  #set(level: number, change: Omit<Message<'session:adjust'>, 'level'>): void {
    const present = this.#settings[level];
    if (present === undefined) return;
    const { precisionGain, lesioned, clamped } = change;
    const agent = this.#agent;
    if (precisionGain !== undefined) agent.setPrecisionGain(level, precisionGain);
    if (lesioned !== undefined) agent.setLesioned(level, lesioned);
    if (clamped !== undefined) {
      if (clamped) agent.clamp(level);
      else agent.release(level);
    }
    if (lesioned !== undefined || clamped !== undefined) this.#recorder.startEpoch();
    this.#settings[level] = {
      precisionGain: precisionGain ?? present.precisionGain,
      lesioned: lesioned ?? present.lesioned,
      clamped: clamped ?? present.clamped,
    };
  }

  #notKept(sequence: number, what: string): Refusal {
    const { first, last } = this.#recorder.history.range;
    return new Refusal(
      'not-in-history',
      `history: expected a ${what} in ${first}..${last}; got ${sequence}`,
    );
  }

  #touched(): void {
    this.#standing = standingOf(this.#agent);
    this.#simulation.wake();
    this.#changed();
  }

  #changed(): void {
    if (this.#isOver) return;
    this.#revision += 1;
    const { state } = this;
    for (const watcher of this.#watchers) watcher.state(state);
  }

  #watchersChanged(): void {
    if (this.#isOver) return;
    this.rateChanged();
    this.#simulation.setWatched(this.#watchers.size > 0);
    this.#changed();
    this.#options.onWatchers(this);
  }

  #refine(): void {
    const frame = this.#recorder.refine();
    if (frame === null) return;
    this.#sendFrame(frame);
    // The certificate now knows the largest stable rate.
    this.#changed();
  }

  #sendFrame(frame: EncodedFrame): void {
    this.#standing = frame.header;
    for (const watcher of this.#watchers) watcher.frame(frame);
  }

  #fail(error: unknown): void {
    this.dispose('the agent failed; open a new session');
    this.#options.onFailure(this, error);
  }
}

function standingOf(agent: Agent): Pick<FrameHeader, 'step' | 'certificate'> {
  const { step, certificate } = agent.belief();
  return { step, certificate: certificateHeader(certificate) };
}

function schemeOf(agent: Agent): SessionState['scheme'] {
  const { name, parameters } = agent.scheme;
  const table = agent.schemes().find(({ kind }) => kind.name === name)?.kind.parameters ?? {};
  return { name, parameters: wireValues(table, parameters) };
}
