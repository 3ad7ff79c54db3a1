/** When something is shown: from `onset`, for `duration`, coming and going linearly within `ramp`; all in seconds. */
export interface TimeCourse {
  /** By default 0. */
  readonly onset?: number | undefined;
  /** By default for ever. */
  readonly duration?: number | undefined;
  /** By default 0, at once; at most half of the duration. */
  readonly ramp?: number | undefined;
}

/**
 * How much of something is there at a time, 0 to 1: nothing before the onset and from onset + duration on; the ramps lie
 * inside of the duration, so that two courses that follow each other never overlap.
 */
export function shareAt(
  time: number,
  { onset = 0, duration = Infinity, ramp = 0 }: TimeCourse,
): number {
  const since = time - onset;
  const left = duration - since;
  if (!(since >= 0 && left > 0)) return 0;
  if (ramp === 0) return 1;
  return Math.min(1, since / ramp, left / ramp);
}
