import type { SavedValues } from '../../agents/index.ts';
import type { EncodedFrame, HistoryRange } from '../../protocol/index.ts';

/** One frame that is kept, with what the agent needs to go back to it. */
export interface HistoryEntry {
  /** All planes of all levels. */
  readonly frame: EncodedFrame;
  readonly saved: SavedValues;
  /** Beliefs of different epochs are about different observations, occlusions or clamps. */
  readonly epoch: number;
}

/** A header as an object in memory; an estimate. */
const HEADER_BYTES = 3000;

/** However small the frames are, no more of them: about a minute at 60 frames per second. */
const MOST_FRAMES = 3600;

/** The latest frames of a session, as many as fit. Their sequence numbers follow one another without a gap. */
export class History {
  readonly #budgetBytes: number;
  readonly #entries = new Map<number, HistoryEntry>();
  #first = 0;
  #last = -1;
  #bytes = 0;

  constructor(budgetBytes: number) {
    this.#budgetBytes = budgetBytes;
  }

  /** The newest entry; `undefined` before there is any. */
  get newest(): HistoryEntry | undefined {
    return this.#entries.get(this.#last);
  }

  get range(): HistoryRange {
    return {
      first: this.#first,
      last: Math.max(this.#last, this.#first),
      bytes: this.#bytes,
      budgetBytes: this.#budgetBytes,
    };
  }

  /** Sequence number of the next entry. */
  get nextSequence(): number {
    return this.#last + 1;
  }

  /** Appends an entry and forgets the oldest ones that no longer fit; the newest is always kept. */
  append(entry: HistoryEntry): void {
    this.#last += 1;
    this.#entries.set(this.#last, entry);
    this.#bytes += bytesOf(entry);
    while (
      this.#first < this.#last &&
      (this.#bytes > this.#budgetBytes || this.#entries.size > MOST_FRAMES)
    ) {
      this.#forgetOldest();
    }
  }

  /** Puts a better version of the newest frame in its place. */
  replaceNewest(frame: EncodedFrame): void {
    const newest = this.newest;
    if (newest !== undefined) this.#entries.set(this.#last, { ...newest, frame });
  }

  /** The entry with a sequence number, if it is still kept. */
  find(sequence: number): HistoryEntry | undefined {
    return this.#entries.get(sequence);
  }

  #forgetOldest(): void {
    const oldest = this.#entries.get(this.#first);
    if (oldest !== undefined) this.#bytes -= bytesOf(oldest);
    this.#entries.delete(this.#first);
    this.#first += 1;
  }
}

function bytesOf({ frame, saved }: HistoryEntry): number {
  const values = saved.levels.reduce((sum, level) => sum + level.byteLength, 0);
  return frame.buffer.byteLength + values + HEADER_BYTES;
}
