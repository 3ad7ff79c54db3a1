import type { ParameterValues } from '../../agents/index.ts';
import type { TimedBelief } from '../observer.ts';
import type { RESPONSE_PARAMETERS } from './response-parameters.ts';

/**
 * When a decision variable that was watched while it settled has crossed a threshold for good: from then on it stays beyond
 * it, on the side on which it ends. Between two looks it is taken to move evenly. Where it ends below the threshold, the
 * decision is made at the end of settling.
 */
export function crossedForGood(course: readonly TimedBelief<number>[], threshold: number): number {
  const end = course.at(-1)!;
  const side = Math.sign(end.value);
  if (side * end.value < threshold || side === 0) return end.time;
  const within = course.findLastIndex(({ value }) => side * value < threshold);
  if (within < 0) return course[0]!.time;
  const before = course[within]!;
  const after = course[within + 1]!;
  const share = (threshold - side * before.value) / (side * after.value - side * before.value);
  return before.time + share * (after.time - before.time);
}

/** When a belief that was watched has no more than a share of its way left. */
export function settledTo(course: readonly TimedBelief<number>[], left: number): number {
  const end = course.at(-1)!;
  const way = Math.abs(course[0]!.value - end.value);
  const remaining = course.map(({ time, value }) => ({
    time,
    // Positive once it is near enough.
    value: left * way - Math.abs(value - end.value),
  }));
  return way === 0 ? course[0]!.time : crossedForGood(remaining, 0);
}

/** The difference of two beliefs that settle side by side; one that has settled stays where it is. */
export function differenceOver(
  first: readonly TimedBelief<number>[],
  second: readonly TimedBelief<number>[],
): TimedBelief<number>[] {
  const times = [...new Set([...first, ...second].map(({ time }) => time))].sort((a, b) => a - b);
  return times.map((time) => ({ time, value: valueAt(second, time) - valueAt(first, time) }));
}

/** A watched belief at a time, in between taken to move evenly. */
export function valueAt(course: readonly TimedBelief<number>[], time: number): number {
  const next = course.findIndex((point) => point.time >= time);
  if (next < 0) return course.at(-1)!.value;
  const after = course[next]!;
  if (next === 0 || after.time === time) return after.value;
  const before = course[next - 1]!;
  const share = (time - before.time) / (after.time - before.time);
  return before.value + share * (after.value - before.value);
}

/** Milliseconds of a reaction that takes a time of settling. */
export function reactionAfter(
  time: number,
  { unitMilliseconds, nonDecision }: ParameterValues<typeof RESPONSE_PARAMETERS>,
): number {
  return nonDecision + unitMilliseconds * time;
}
