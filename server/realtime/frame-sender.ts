import {
  type Address,
  type EncodedFrame,
  LIMITS,
  type Region,
  selectPlanes,
} from '../../protocol/index.ts';
import type { Cancel, Scheduler } from '../scheduler.ts';
import { TokenBucket } from '../token-bucket.ts';
import { FrameQueue } from './frame-queue.ts';

/** The way to one client. */
export interface FrameOutlet {
  /** Whether what is sent now goes out at once. */
  readonly isWritable: () => boolean;
  readonly send: (frame: EncodedFrame) => void;
}

/** What one client wants to see. */
export interface Subscription {
  readonly addresses: ReadonlySet<Address>;
  /** Most frames per second. */
  readonly maxRate: number;
  readonly region: Region | null;
}

/** Time until a way that was not writable is tried again, in milliseconds. */
const RETRY_MILLISECONDS = 2;

/**
 * Sends one client the frames that it asked for, at most as often as it asked for, and never more than
 * `LIMITS.framesInFlight` that it has not acknowledged. Nothing is cut out of a frame before it is sent.
 */
export class FrameSender {
  readonly #outlet: FrameOutlet;
  readonly #scheduler: Scheduler;
  readonly #queue = new FrameQueue();
  #subscription: Subscription | null = null;
  #bucket: TokenBucket | null = null;
  /** A frame that came too early for the rate; the newest one of those takes its place. */
  #early: EncodedFrame | null = null;
  #inFlight: number[] = [];
  #stopTimer: Cancel | null = null;
  #isOver = false;

  constructor(outlet: FrameOutlet, scheduler: Scheduler) {
    this.#outlet = outlet;
    this.#scheduler = scheduler;
  }

  get subscription(): Subscription | null {
    return this.#subscription;
  }

  /** Frames that were dropped because the client was too slow. */
  get dropped(): number {
    return this.#queue.dropped;
  }

  /** Changes what is sent from now on. */
  subscribe(subscription: Subscription): void {
    this.#subscription = subscription;
    // A burst of two evens out a timer that is early once and late once.
    this.#bucket = new TokenBucket({
      rate: subscription.maxRate,
      burst: 2,
      now: this.#scheduler.now(),
    });
    this.forget();
  }

  /** Offers a new frame of the session, with all planes. */
  offer(frame: EncodedFrame): void {
    if (this.#isOver || this.#bucket === null) return;
    this.#early = frame;
    this.#flush();
  }

  /** The client has handled this frame and all that were sent before it. */
  acknowledge(sequence: number): void {
    const last = this.#inFlight.lastIndexOf(sequence);
    // Of frames that were never sent, nothing is known.
    if (last < 0) return;
    this.#inFlight = this.#inFlight.slice(last + 1);
    this.#flush();
  }

  /** Forgets frames that were not sent yet: they belong to a session or a subscription that is gone. */
  forget(): void {
    this.#early = null;
    this.#queue.clear();
  }

  /** Sends nothing any more. */
  dispose(): void {
    this.#isOver = true;
    this.#stopTimer?.();
    this.forget();
  }

  readonly #flush = (): void => {
    this.#stopTimer?.();
    this.#stopTimer = null;
    if (this.#isOver || this.#subscription === null) return;
    const tooEarly = this.#admit();
    const blocked = this.#sendWaiting(this.#subscription);
    if (tooEarly === null && !blocked) return;
    const wait = Math.min(
      tooEarly ?? Number.POSITIVE_INFINITY,
      blocked ? RETRY_MILLISECONDS : Number.POSITIVE_INFINITY,
    );
    this.#stopTimer = this.#scheduler.after(wait, this.#flush);
  };

  /** Lets the latest frame through to the queue when the rate allows it; else the time to wait, in milliseconds. */
  #admit(): number | null {
    if (this.#early === null || this.#bucket === null) return null;
    const now = this.#scheduler.now();
    // A frame that takes the place of one that waits is not one more.
    if (!this.#queue.isBehind && !this.#bucket.take(now)) return this.#bucket.wait(now);
    this.#queue.push(this.#early, now);
    this.#early = null;
    return null;
  }

  /** Sends as long as there is credit; true when only the way is blocked for a moment. */
  #sendWaiting({ addresses, region }: Subscription): boolean {
    while (!this.#queue.isEmpty && this.#inFlight.length < LIMITS.framesInFlight) {
      if (!this.#outlet.isWritable()) return true;
      const frame = this.#queue.shift();
      if (frame === undefined) return false;
      this.#inFlight.push(frame.header.sequence);
      this.#outlet.send(selectPlanes(frame, addresses, region));
    }
    return false;
  }
}
