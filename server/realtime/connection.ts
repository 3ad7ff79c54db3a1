import type { EncodedFrame, SessionState } from '../../protocol/index.ts';
import { Refusal } from '../problems.ts';
import type { Scheduler } from '../scheduler.ts';
import type { LiveSession } from '../sessions/live-session.ts';
import type { Watcher } from '../sessions/watcher.ts';
import { type FrameOutlet, FrameSender, type Subscription } from './frame-sender.ts';

/** How to reach a client. */
export interface ConnectionOutlet extends FrameOutlet {
  readonly sendState: (state: SessionState) => void;
  readonly sendEnded: (reason: string) => void;
}

/** Frames per second that a session makes for a watcher that has not said what it wants. */
const UNSAID_RATE = 60;

/** One connected client: which session it watches, and what of it. */
export class Connection implements Watcher {
  readonly #outlet: ConnectionOutlet;
  readonly #sender: FrameSender;
  #session: LiveSession | null = null;
  #stopWatching: (() => void) | null = null;
  #isOver = false;

  constructor(outlet: ConnectionOutlet, scheduler: Scheduler) {
    this.#outlet = outlet;
    this.#sender = new FrameSender(outlet, scheduler);
  }

  get maxRate(): number {
    return this.#sender.subscription?.maxRate ?? UNSAID_RATE;
  }

  get subscription(): Subscription | null {
    return this.#sender.subscription;
  }

  /**
   * The session that is watched.
   *
   * @throws {Refusal} `no-session`.
   */
  get session(): LiveSession {
    if (this.#session === null) {
      throw new Refusal(
        'no-session',
        'expected an open session; send session:open or session:join',
      );
    }
    return this.#session;
  }

  /** Watches a session instead of the one before. */
  watch(session: LiveSession): void {
    if (this.#session === session || this.#isOver) return;
    this.leave();
    this.#session = session;
    this.#stopWatching = session.watch(this);
  }

  /** Watches nothing any more. */
  leave(): void {
    this.#stopWatching?.();
    this.#stopWatching = null;
    this.#session = null;
    this.#sender.forget();
  }

  /** Changes what is sent; the newest frame comes at once. */
  subscribe(subscription: Subscription): void {
    this.#sender.subscribe(subscription);
    this.#session?.rateChanged();
    const newest = this.#session?.newestFrame ?? null;
    if (newest !== null) this.#sender.offer(newest);
  }

  /** The client has handled this frame and all that were sent before it. */
  acknowledge(sequence: number): void {
    this.#sender.acknowledge(sequence);
  }

  state(state: SessionState): void {
    this.#outlet.sendState(state);
  }

  frame(frame: EncodedFrame): void {
    this.#sender.offer(frame);
  }

  ended(reason: string): void {
    this.#session = null;
    this.#stopWatching = null;
    this.#sender.forget();
    this.#outlet.sendEnded(reason);
  }

  /** The client is gone. */
  dispose(): void {
    this.#isOver = true;
    this.leave();
    this.#sender.dispose();
  }
}
