import {
  fitPsychometric,
  type Interval,
  percentiles,
  type PsychometricFit,
} from './fit-psychometric.ts';
import type { LevelCount } from './psychometric-likelihood.ts';

/** Counts of participants, and how to draw among the participants. */
export interface ResampledCounts {
  /** Counts of each participant at the levels it has seen. */
  readonly participants: readonly (readonly LevelCount[])[];
  /** Draws of participants with replacement, one after the other: their places, as many in each as there are participants. */
  readonly draws: Int32Array;
  /** Lower asymptote; `as-lapse` for choices between two that are not right or wrong. */
  readonly guess: number | 'as-lapse';
  /** Share of lapses where it is known; fitted where absent. */
  readonly lapse?: number;
}

/** A number with its 95 % interval. */
interface Measured {
  readonly value: number;
  readonly interval: Interval;
}

/** A psychometric function of pooled counts with intervals, or why there is none. */
export type ResampledFit =
  | {
      readonly counts: readonly LevelCount[];
      readonly fit: PsychometricFit;
      readonly pointOfEquality: Measured;
      readonly justNoticeable: Measured;
      /** Point of equality and just noticeable difference of each draw; NaN where it cannot be fitted. */
      readonly resampled: readonly (readonly [number, number])[];
    }
  | { readonly reason: string };

/** Fits psychometric functions, all of them at once: whoever has threads shares the work. */
export type FitFunctions = (counts: readonly ResampledCounts[]) => Promise<readonly ResampledFit[]>;

/**
 * Fits a psychometric function to the counts of all participants together, and again to those of each draw of
 * participants: 95 % intervals are percentiles of the latter, and NaN for one participant, who says nothing of others.
 */
export function fitResampled({
  participants,
  draws,
  ...asymptotes
}: ResampledCounts): ResampledFit {
  const levels = [...new Set(participants.flatMap((own) => own.map(({ level }) => level)))].sort(
    (a, b) => a - b,
  );
  const table = countsByLevel(participants, levels);
  const counts = pooled(table, levels, [...participants.keys()]);
  let fit: PsychometricFit;
  try {
    fit = fitPsychometric(counts, asymptotes);
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
  const size = participants.length;
  const resampled = Array.from({ length: draws.length / size }, (_, draw): [number, number] => {
    if (size < 2) return [Number.NaN, Number.NaN];
    try {
      const drawn = pooled(table, levels, draws.subarray(draw * size, (draw + 1) * size));
      const again = fitPsychometric(drawn, { ...asymptotes, near: fit });
      return [again.pointOfEquality, again.justNoticeable];
    } catch {
      // Participants who all gave the same response say nothing; they are counted as missing.
      return [Number.NaN, Number.NaN];
    }
  });
  const of = (at: 0 | 1): Interval =>
    percentiles(resampled.map((one) => one[at]).filter(Number.isFinite));
  return {
    ...{ counts, fit, resampled },
    pointOfEquality: { value: fit.pointOfEquality, interval: of(0) },
    justNoticeable: { value: fit.justNoticeable, interval: of(1) },
  };
}

/** Fits one after the other, in this thread. */
export const fitHere: FitFunctions = (counts) => Promise.resolve(counts.map(fitResampled));

interface CountTable {
  /** One row of levels per participant. */
  readonly trials: Int32Array;
  readonly successes: Int32Array;
}

function countsByLevel(
  participants: ResampledCounts['participants'],
  levels: readonly number[],
): CountTable {
  const places = new Map(levels.map((level, at) => [level, at]));
  const trials = new Int32Array(participants.length * levels.length);
  const successes = new Int32Array(trials.length);
  for (const [row, own] of participants.entries()) {
    for (const { level, trials: all, successes: some } of own) {
      const at = row * levels.length + places.get(level)!;
      trials[at] = all;
      successes[at] = some;
    }
  }
  return { trials, successes };
}

/** Counts of some participants together, level by level; a participant may be among them several times. */
function pooled(
  { trials, successes }: CountTable,
  levels: readonly number[],
  members: Int32Array | readonly number[],
): LevelCount[] {
  const all = new Int32Array(levels.length);
  const some = new Int32Array(levels.length);
  for (const member of members) {
    const row = member * levels.length;
    for (let level = 0; level < levels.length; level++) {
      all[level]! += trials[row + level]!;
      some[level]! += successes[row + level]!;
    }
  }
  return levels
    .map((level, at) => ({ level, trials: all[at]!, successes: some[at]! }))
    .filter((sum) => sum.trials > 0);
}
