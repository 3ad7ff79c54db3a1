import type { Agent } from '../../agents/index.ts';
import type { EncodedFrame } from '../../protocol/index.ts';
import { History, type HistoryEntry } from './history.ts';
import { sessionFrame } from './session-frame.ts';

/** Makes frames of what an agent believes, and keeps them. */
export class FrameRecorder {
  readonly #session: string;
  readonly #agent: Agent;
  readonly history: History;
  #epoch = 0;
  #isRefined = false;

  constructor(options: { session: string; agent: Agent; historyBytes: number }) {
    this.#session = options.session;
    this.#agent = options.agent;
    this.history = new History(options.historyBytes);
  }

  /** Notes that beliefs from before are about something else from now on. */
  startEpoch(): void {
    this.#epoch += 1;
  }

  /** Records the present beliefs, with variances by the quick method. */
  record(): EncodedFrame {
    const agent = this.#agent;
    const frame = sessionFrame({
      session: this.#session,
      sequence: this.history.nextSequence,
      belief: agent.belief(),
      variance: agent.posteriorVariance('diagonal'),
    });
    this.history.append({ frame, saved: agent.saveValues(), epoch: this.#epoch });
    this.#isRefined = false;
    return frame;
  }

  /**
   * Records the newest frame once more, with the best variances there are, the largest stable rate and the condition number. The beliefs must
   * not have changed since. `null` when that was done before.
   */
  refine(): EncodedFrame | null {
    const { newest } = this.history;
    if (newest === undefined || this.#isRefined) return null;
    this.#isRefined = true;
    const agent = this.#agent;
    if (agent.belief().certificate.status !== 'diverged') {
      agent.estimateLargestStableRate();
      agent.estimateConditionNumber();
    }
    const frame = sessionFrame({
      session: this.#session,
      sequence: newest.frame.header.sequence,
      belief: agent.belief(),
      variance: agent.posteriorVariance('auto'),
    });
    this.history.replaceNewest(frame);
    return frame;
  }

  /** The entry with this number, if the agent may go back to it; `null` if not. */
  restorable(sequence: number): HistoryEntry | null {
    const entry = this.history.find(sequence);
    return entry?.epoch === this.#epoch ? entry : null;
  }
}
