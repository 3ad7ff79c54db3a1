import type { EncodedFrame } from '../../protocol/index.ts';

/** Frames that a client may be behind for a moment (half a second at 60 per second) and still get. */
const MOST_WAITING = 30;

/** A client that lost no frame for so long counts as keeping up again, in milliseconds. */
const CALM_MILLISECONDS = 1000;

/**
 * Frames on their way to one client. A short hiccup loses nothing: a few frames wait. A client that falls behind for
 * longer gets the newest frame only, until it has kept up for a while; as long as a frame waits for it, it does not.
 */
export class FrameQueue {
  #waiting: EncodedFrame[] = [];
  #droppedAt = Number.NEGATIVE_INFINITY;
  #dropped = 0;

  /** Frames that this client will never get because newer ones took their place. */
  get dropped(): number {
    return this.#dropped;
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** Whether a frame waits whose place the next one takes. */
  get isBehind(): boolean {
    return !this.isEmpty && this.#droppedAt > Number.NEGATIVE_INFINITY;
  }

  /** Adds a frame; older ones may have to go. */
  push(frame: EncodedFrame, now: number): void {
    if (this.isEmpty && now - this.#droppedAt >= CALM_MILLISECONDS) {
      this.#droppedAt = Number.NEGATIVE_INFINITY;
    }
    if (this.#waiting.at(-1)?.header.sequence === frame.header.sequence) {
      // A better version of the same frame.
      this.#waiting.pop();
    }
    if (this.isBehind || this.#waiting.length >= MOST_WAITING) {
      this.#dropped += this.#waiting.length;
      this.#droppedAt = now;
      this.#waiting = [];
    }
    this.#waiting.push(frame);
  }

  /** Takes the next frame out. */
  shift(): EncodedFrame | undefined {
    return this.#waiting.shift();
  }

  /** Forgets what waits; it does not count as dropped. */
  clear(): void {
    this.#waiting = [];
  }
}
