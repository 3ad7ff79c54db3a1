import type { Agent, Certificate } from '../../agents/index.ts';
import type { Cancel, Scheduler } from '../scheduler.ts';
import { StepClock } from './step-clock.ts';
import { takeSteps } from './take-steps.ts';
import type { Turns } from './turns.ts';

/** Longest time that one session computes before others get their turn, in milliseconds. */
const TURN_MILLISECONDS = 8;

/** How long beliefs have to rest before the slow computations about them are done, in milliseconds. */
const REST_MILLISECONDS = 150;

/** What a simulation tells its session. */
export interface SimulationEvents {
  /** There are new beliefs worth a frame. */
  readonly frame: () => void;
  /** Stepping stopped by itself (settled, diverged) or ended as asked. */
  readonly change: () => void;
  /** The beliefs have not changed for a while. */
  readonly rest: () => void;
  /** The agent threw. */
  readonly failure: (error: unknown) => void;
}

/** What a simulation works with. */
export interface SimulationOptions {
  readonly agent: Agent;
  readonly scheduler: Scheduler;
  readonly turns: Turns;
  readonly stepsPerSecond: number;
  readonly events: SimulationEvents;
}

/**
 * Drives one agent through time. Three rates are independent: steps per second, frames per second, and what each
 * watcher gets. While nobody watches, and once the beliefs have settled, it costs nothing.
 */
export class Simulation {
  readonly #options: SimulationOptions;
  readonly #clock: StepClock;
  #isPlaying = false;
  #isSettled = false;
  #isWatched = false;
  #isOver = false;
  #asked = 0;
  #waiting: (() => void)[] = [];
  #hasTurn = false;
  #isBehind = false;
  #hasUnshown = false;
  #nextFrameAt = 0;
  #frameRate = 60;
  #stopTimer: Cancel | null = null;
  #stopRest: Cancel | null = null;

  constructor(options: SimulationOptions) {
    this.#options = options;
    this.#clock = new StepClock(options.stepsPerSecond, options.scheduler.now());
  }

  get isPlaying(): boolean {
    return this.#isPlaying;
  }

  get stepsPerSecond(): number {
    return this.#clock.stepsPerSecond;
  }

  /** Most frames per second that anybody wants. */
  set frameRate(rate: number) {
    this.#frameRate = rate;
  }

  /** Steps along with the clock. */
  play(): void {
    if (this.#isPlaying) return;
    this.#isPlaying = true;
    this.#clock.restart(this.#options.scheduler.now());
    this.#plan();
  }

  /** Stops stepping; steps that were asked for are not taken. */
  pause(): void {
    this.#isPlaying = false;
    this.#endAskedSteps();
    this.#show();
    this.#plan();
    this.#planRest();
  }

  /** Takes some steps as fast as is polite, and pauses; resolves when they are taken, or no longer wanted. */
  async step(count: number): Promise<void> {
    this.#isPlaying = false;
    this.#asked += count;
    const done = new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#plan();
    await done;
  }

  /** Sets the speed in steps per second. */
  setSpeed(stepsPerSecond: number): void {
    this.#clock.setRate(stepsPerSecond, this.#options.scheduler.now());
    this.#plan();
  }

  /** Whether anybody looks. Nothing is computed for nobody. */
  setWatched(isWatched: boolean): void {
    if (isWatched === this.#isWatched) return;
    this.#isWatched = isWatched;
    if (isWatched) this.#clock.restart(this.#options.scheduler.now());
    this.#plan();
  }

  /** Something changed from outside: there is something new to see, and what was settled may no longer be. */
  wake(): void {
    if (this.#isSettled) this.#clock.restart(this.#options.scheduler.now());
    this.#isSettled = false;
    this.#hasUnshown = true;
    this.#plan();
    this.#planRest();
  }

  /** Stops for good. */
  dispose(): void {
    this.#isOver = true;
    this.#stopTimer?.();
    this.#stopRest?.();
    this.#endAskedSteps();
  }

  #plan(): void {
    this.#stopTimer?.();
    this.#stopTimer = null;
    if (this.#isOver || this.#hasTurn) return;
    if (this.#asked > 0) {
      this.#takeTurn();
      return;
    }
    const { scheduler } = this.#options;
    const now = scheduler.now();
    const isDriven = this.#isDriven();
    if (!isDriven && !this.#hasUnshown) return;
    const untilStep = isDriven && !this.#hasUnshown ? this.#clock.wait(now) : 0;
    const wait = isDriven && this.#isBehind ? 0 : Math.max(untilStep, this.#nextFrameAt - now, 0);
    if (wait === 0) this.#takeTurn();
    else this.#stopTimer = scheduler.after(wait, this.#takeTurn);
  }

  /** Whether the clock makes it step. */
  #isDriven(): boolean {
    return this.#isPlaying && !this.#isSettled && this.#isWatched;
  }

  readonly #takeTurn = (): void => {
    this.#stopTimer = null;
    this.#hasTurn = true;
    this.#options.turns.take(() => {
      this.#hasTurn = false;
      if (this.#isOver) return;
      try {
        this.#turn();
        this.#plan();
      } catch (error) {
        this.#options.events.failure(error);
      }
    });
  };

  #turn(): void {
    const isAsked = this.#asked > 0;
    const due = this.#dueSteps();
    const isOver = due > 0 && this.#takeDueSteps(due, isAsked);
    if (isOver || this.#isFrameDue()) this.#show();
    if (!isOver) return;
    this.#endAskedSteps();
    this.#options.events.change();
    this.#planRest();
  }

  #dueSteps(): number {
    if (this.#asked > 0) return this.#asked;
    return this.#isDriven() ? this.#clock.due(this.#options.scheduler.now()) : 0;
  }

  /** Takes as many of the steps that are due as fit into a turn; true when stepping has come to an end. */
  #takeDueSteps(due: number, isAsked: boolean): boolean {
    const { agent, scheduler } = this.#options;
    const { taken, certificate } = takeSteps(agent, due, {
      scheduler,
      milliseconds: TURN_MILLISECONDS,
      pastSettled: isAsked,
    });
    if (isAsked) this.#asked -= taken;
    else this.#clock.pay(taken);
    this.#isBehind = taken < due;
    this.#hasUnshown = true;
    this.#note(certificate);
    return this.#isSettled || (isAsked && this.#asked === 0);
  }

  /** Draws the conclusions from a certificate. */
  #note({ status }: Certificate): void {
    if (status === 'diverged') {
      this.#isPlaying = false;
      this.#asked = 0;
    }
    this.#isSettled = status === 'diverged' || (status === 'settled' && this.#asked === 0);
  }

  #isFrameDue(): boolean {
    return this.#options.scheduler.now() >= this.#nextFrameAt - 1;
  }

  #show(): void {
    if (!this.#hasUnshown || this.#isOver) return;
    this.#hasUnshown = false;
    const { scheduler, events } = this.#options;
    const started = scheduler.now();
    events.frame();
    const ended = scheduler.now();
    // Frames that are slow to make take at most half of the time.
    const soonest = ended + (ended - started);
    this.#nextFrameAt = Math.max(this.#nextFrameAt + 1000 / this.#frameRate, soonest);
  }

  #endAskedSteps(): void {
    this.#asked = 0;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** Once nothing moves for a while, `rest` is told. */
  #planRest(): void {
    this.#stopRest?.();
    this.#stopRest = null;
    if (this.#isOver) return;
    const { scheduler, turns, events } = this.#options;
    this.#stopRest = scheduler.after(REST_MILLISECONDS, () => {
      turns.take(() => {
        if (this.#isOver || this.#asked > 0 || (this.#isPlaying && !this.#isSettled)) return;
        try {
          this.#show();
          events.rest();
        } catch (error) {
          events.failure(error);
        }
      });
    });
  }
}
