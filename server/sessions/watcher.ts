import type { EncodedFrame, SessionState } from '../../protocol/index.ts';

/** Somebody who looks at a session. */
export interface Watcher {
  /** Most frames per second that it wants. */
  readonly maxRate: number;
  /** The session changed, or the watcher has just come. */
  state(state: SessionState): void;
  /** There is a new frame (with all planes), or a better version of the newest one. */
  frame(frame: EncodedFrame): void;
  /** The session is over. */
  ended(reason: string): void;
}
