/** How well frames arrive. */
export interface LinkQuality {
  /** Smoothed round trip in milliseconds; `null` before the first. */
  readonly latency: number | null;
  readonly received: number;
  /** Frames that were left out: gaps in the sequence. */
  readonly skipped: number;
  /** Sequence of the newest frame; `null` before the first and after a new start. */
  readonly newest: number | null;
}

/** Nothing measured yet. */
export const UNMEASURED: LinkQuality = { latency: null, received: 0, skipped: 0, newest: null };

/** Counts a frame and the gap before it. */
export function countFrame(quality: LinkQuality, sequence: number): LinkQuality {
  const { newest } = quality;
  const gap = newest === null || sequence <= newest ? 0 : sequence - newest - 1;
  return {
    ...quality,
    received: quality.received + 1,
    skipped: quality.skipped + gap,
    newest: newest === null ? sequence : Math.max(newest, sequence),
  };
}

/** Takes a round trip into the running average (weight 1/4). */
export function countRoundTrip(quality: LinkQuality, milliseconds: number): LinkQuality {
  const { latency } = quality;
  return {
    ...quality,
    latency: latency === null ? milliseconds : latency + (milliseconds - latency) / 4,
  };
}

/** Share of the frames that were left out, 0..1. */
export function skippedShare({ received, skipped }: LinkQuality): number {
  return received + skipped === 0 ? 0 : skipped / (received + skipped);
}
