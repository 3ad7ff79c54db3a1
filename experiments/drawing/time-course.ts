import { HelmholtzError } from '../../agents/index.ts';

/** When something is shown: from `onset`, for `duration`, coming and going linearly within `ramp`; all in seconds. */
export interface TimeCourse {
  /** By default 0. */
  readonly onset?: number | undefined;
  /** By default for ever. */
  readonly duration?: number | undefined;
  /** By default 0, at once; at most half of the duration. */
  readonly ramp?: number | undefined;
}

/** Rounding of times, s: far below one frame. */
const ROUNDING = 1e-9;

/**
 * How much of something is there at a time, 0 to 1: nothing before the onset and from onset + duration on. The ramps lie
 * inside of the duration, so that courses that follow each other never overlap.
 */
export function shareAt(
  time: number,
  { onset = 0, duration = Infinity, ramp = 0 }: TimeCourse,
): number {
  const since = time - onset + ROUNDING;
  const left = duration - since;
  if (!(since >= 0 && left > 0)) return 0;
  if (ramp === 0) return 1;
  return Math.min(1, since / ramp, (left + ROUNDING) / ramp);
}

/** One of several things that are shown one after the other. */
export interface Episode<Content> {
  readonly content: Content;
  readonly duration: number;
  readonly ramp?: number;
  /** Distance to the one before: `soa` from onset to onset, `isi` from end to onset; by default an `isi` of 0. */
  readonly after?: { readonly soa: number } | { readonly isi: number };
}

/** An {@link Episode} with its place in time. */
export interface Placed<Content> {
  readonly content: Content;
  readonly onset: number;
  readonly duration: number;
  readonly ramp: number;
}

/**
 * Lays episodes one after the other.
 *
 * `mayOverlap` admits an SOA shorter than the duration of the one before, as in metacontrast.
 *
 * @throws {HelmholtzError} `parameter-out-of-range` for an overlap that is not admitted (with the shortest SOA that
 *   would fit), a negative interval, or ramps longer than the duration.
 */
export function inSequence<Content>(
  place: string,
  episodes: readonly Episode<Content>[],
  {
    mayOverlap = false,
    start = 0,
  }: { readonly mayOverlap?: boolean; readonly start?: number } = {},
): Placed<Content>[] {
  const placed: Placed<Content>[] = [];
  for (const { content, duration, ramp = 0, after = { isi: 0 } } of episodes) {
    const before = placed.at(-1);
    const end = before === undefined ? start : before.onset + before.duration;
    const onset =
      before === undefined ? start : 'soa' in after ? before.onset + after.soa : end + after.isi;
    if (!(duration >= 0) || !(ramp >= 0 && 2 * ramp <= duration + ROUNDING)) {
      throw outOfRange(
        `${place}: expected a duration >= 0 s and ramps of at most half of it; got ${duration} and ${ramp} s`,
      );
    }
    const isEarly = before !== undefined && onset < before.onset - ROUNDING;
    if (isEarly || (!mayOverlap && before !== undefined && onset < end - ROUNDING)) {
      throw outOfRange(
        `${place}: expected an onset at ${Number(end.toPrecision(6))} s or later; got ${Number(onset.toPrecision(6))} s; an soa of ${before.duration} s would fit`,
      );
    }
    placed.push({ content, onset, duration, ramp });
  }
  return placed;
}

function outOfRange(message: string): HelmholtzError {
  return new HelmholtzError('parameter-out-of-range', message);
}
