/** How well frames arrive. */
export interface LinkQuality {
  /** Smoothed round trip in milliseconds; `null` before the first. */
  readonly latency: number | null;
  /** Frames that came lately. */
  readonly received: number;
  /** Frames that were left out: gaps in the sequence. */
  readonly skipped: number;
  /** Sequence of the newest frame; `null` before the first and after a new start. */
  readonly newest: number | null;
}

/** Nothing measured yet. */
export const UNMEASURED: LinkQuality = { latency: null, received: 0, skipped: 0, newest: null };

/** Frames after which the counts are halved. */
const MEMORY = 300;

/** Counts a frame and the gap before it. */
export function countFrame(quality: LinkQuality, sequence: number): LinkQuality {
  const { newest } = quality;
  // What was long ago counts less and less.
  const fading = quality.received + quality.skipped > MEMORY ? 0.5 : 1;
  const gap = newest === null || sequence <= newest ? 0 : sequence - newest - 1;
  return {
    ...quality,
    received: Math.round(quality.received * fading) + 1,
    skipped: Math.round(quality.skipped * fading) + gap,
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
