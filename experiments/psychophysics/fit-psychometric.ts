import { HelmholtzError, type Random } from '../../agents/index.ts';
import { minimise } from '../fitting/minimise.ts';
import {
  inverseShape,
  justNoticeable,
  pointOfEquality,
  probabilityAt,
  type PsychometricFunction,
  type PsychometricShape,
} from './psychometric-function.ts';

/** Trials at one level, and how many of them had the response that is counted. */
export interface LevelCount {
  readonly level: number;
  readonly trials: number;
  readonly successes: number;
}

/** What is held while a psychometric function is fitted. */
export interface PsychometricFitOptions {
  readonly shape?: PsychometricShape;
  /** Lower asymptote: a number, or as far from 0 as the upper is from 1, for choices that are neither right nor wrong. */
  readonly guess?: number | 'as-lapse';
  /** Lapse rate: a number, or at most how much where it is fitted. */
  readonly lapse?: number | { readonly atMost: number };
  /** A function near which the search begins, and may be coarse, instead of three widths around the middle. */
  readonly near?: PsychometricFunction;
}

/** A fitted psychometric function. */
export interface PsychometricFit extends PsychometricFunction {
  readonly pointOfEquality: number;
  readonly justNoticeable: number;
  readonly logLikelihood: number;
  /** 2 (ln L of the saturated model - ln L): near the number of levels minus that of parameters where the shape is right. */
  readonly deviance: number;
  readonly trials: number;
}

/** An estimate with its interval. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

const MOST_LAPSES = 0.06;
/** Largest slope of the log-likelihood at which a search ends. */
const FINE = 1e-5;
const COARSE = 1e-2;
/** Spreads are sought between these multiples of the range of levels. */
const NARROWEST = 1e-3;
const WIDEST = 20;
const STARTS = [0.05, 0.2, 0.8];

/**
 * Fits a psychometric function by maximum likelihood. Whether it rises or falls with the level is taken from the counts.
 *
 * @throws {HelmholtzError} `not-applicable` where the counts cannot determine one: fewer than two levels, or the same
 * response on all trials.
 * @see Wichmann & Hill (2001), `REFERENCES.wichmannHill2001`
 */
export function fitPsychometric(
  counts: readonly LevelCount[],
  {
    shape = 'normal',
    guess = 0,
    lapse = { atMost: MOST_LAPSES },
    near,
  }: PsychometricFitOptions = {},
): PsychometricFit {
  const used = counts.filter(({ trials }) => trials > 0);
  check(used);
  const levels = used.map(({ level }) => level);
  const from = Math.min(...levels);
  const range = Math.max(...levels) - from;
  const direction = slopeSign(used);
  const mostLapses = typeof lapse === 'number' ? lapse : lapse.atMost;
  const isLapseFree = typeof lapse !== 'number';
  const functionAt = (point: Float64Array): PsychometricFunction => {
    const lapses = isLapseFree ? mostLapses * logistic(point[2]!) : mostLapses;
    return {
      shape,
      location: from + range * (0.5 + point[0]!),
      spread: direction * range * NARROWEST * (WIDEST / NARROWEST) ** logistic(point[1]!),
      guess: guess === 'as-lapse' ? lapses : guess,
      lapse: lapses,
    };
  };
  const loss = (point: Float64Array): number => -logLikelihoodOf(functionAt(point), used);
  const middle = middleOf(used, guess, direction);
  let best: { readonly point: Float64Array; readonly value: number } | null = null;
  const places =
    near === undefined
      ? STARTS.map((width) => ({ location: middle, width, lapse: 0.25 * mostLapses }))
      : [{ ...near, width: Math.abs(near.spread) / range }];
  for (const { location, width, lapse: lapses } of places) {
    const start = [
      (location - from) / range - 0.5,
      logit(Math.log(width / NARROWEST) / Math.log(WIDEST / NARROWEST)),
      ...(isLapseFree ? [logit(lapses / mostLapses)] : []),
    ];
    // Near a fit, what is left is far below the noise of what was drawn.
    const tolerance = near === undefined ? FINE : COARSE;
    const found = minimise(loss, Float64Array.from(start), tolerance);
    if (best === null || found.value < best.value) best = found;
  }
  const fitted = functionAt(best!.point);
  const logLikelihood = -best!.value;
  return {
    ...fitted,
    pointOfEquality: pointOfEquality(fitted),
    justNoticeable: justNoticeable(fitted),
    logLikelihood,
    deviance: Math.max(0, 2 * (saturated(used) - logLikelihood)),
    trials: used.reduce((sum, { trials }) => sum + trials, 0),
  };
}

/**
 * 95 % intervals by the parametric bootstrap: counts are drawn from the fitted function and fitted again.
 *
 * @returns Percentile intervals, and how many of the drawn counts could be fitted.
 */
export function bootstrapPsychometric(
  fit: PsychometricFit,
  counts: readonly LevelCount[],
  {
    random,
    draws = 200,
    ...options
  }: PsychometricFitOptions & { readonly random: Random; readonly draws?: number },
): {
  readonly pointOfEquality: Interval;
  readonly justNoticeable: Interval;
  readonly lapse: Interval;
  readonly fitted: number;
} {
  const fits: PsychometricFit[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const drawn = counts.map(({ level, trials }) => {
      const chance = probabilityAt(fit, level);
      let successes = 0;
      for (let trial = 0; trial < trials; trial++) if (random.uniform() < chance) successes++;
      return { level, trials, successes };
    });
    try {
      fits.push(fitPsychometric(drawn, { shape: fit.shape, ...options, near: fit }));
    } catch (error) {
      if (!(error instanceof HelmholtzError && error.code === 'not-applicable')) throw error;
    }
  }
  const of = (read: (one: PsychometricFit) => number): Interval => percentiles(fits.map(read));
  return {
    pointOfEquality: of((one) => one.pointOfEquality),
    justNoticeable: of((one) => one.justNoticeable),
    lapse: of((one) => one.lapse),
    fitted: fits.length,
  };
}

/** 2.5th and 97.5th percentile, interpolated; not numbers where there are no values. */
export function percentiles(values: readonly number[]): Interval {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => {
    const place = share * (sorted.length - 1);
    const below = sorted[Math.floor(place)] ?? Number.NaN;
    const above = sorted[Math.ceil(place)] ?? Number.NaN;
    return below + (above - below) * (place - Math.floor(place));
  };
  return { lower: at(0.025), upper: at(0.975) };
}

/** Sum over levels of the binomial log-likelihood, without the binomial coefficient. */
function logLikelihoodOf(of: PsychometricFunction, counts: readonly LevelCount[]): number {
  let sum = 0;
  for (const { level, trials, successes } of counts) {
    // Where a level is far on a plateau at 0 or 1, rounding must not forbid one slip.
    const chance = Math.min(1 - 1e-12, Math.max(1e-12, probabilityAt(of, level)));
    sum += successes * Math.log(chance) + (trials - successes) * Math.log1p(-chance);
  }
  return sum;
}

function saturated(counts: readonly LevelCount[]): number {
  return counts.reduce((sum, { trials, successes }) => {
    const part = (count: number): number => (count === 0 ? 0 : count * Math.log(count / trials));
    return sum + part(successes) + part(trials - successes);
  }, 0);
}

function check(counts: readonly LevelCount[]): void {
  const trials = counts.reduce((sum, count) => sum + count.trials, 0);
  const successes = counts.reduce((sum, count) => sum + count.successes, 0);
  const distinct = new Set(counts.map(({ level }) => level)).size;
  const reason =
    distinct < 2
      ? `expected trials at two levels or more; got ${distinct}`
      : successes === 0 || successes === trials
        ? `expected both responses; got the same one on all ${trials} trials`
        : null;
  if (reason !== null) {
    throw new HelmholtzError('not-applicable', `psychometric function: ${reason}`);
  }
}

/** 1 where responses become more frequent with the level, else -1. */
function slopeSign(counts: readonly LevelCount[]): 1 | -1 {
  const trials = counts.reduce((sum, count) => sum + count.trials, 0);
  const successes = counts.reduce((sum, count) => sum + count.successes, 0);
  const meanLevel = counts.reduce((sum, count) => sum + count.level * count.trials, 0) / trials;
  const covariance = counts.reduce(
    (sum, count) =>
      sum + (count.level - meanLevel) * (count.successes - (count.trials * successes) / trials),
    0,
  );
  return covariance < 0 ? -1 : 1;
}

/** A first guess of the location: the level whose share of responses is nearest to the middle of the asymptotes. */
function middleOf(
  counts: readonly LevelCount[],
  guess: number | 'as-lapse',
  direction: 1 | -1,
): number {
  const floor = guess === 'as-lapse' ? 0 : guess;
  const sorted = [...counts].sort((a, b) => direction * (a.level - b.level));
  const half = (1 + floor) / 2;
  const first = sorted.find(({ trials, successes }) => successes / trials >= half);
  return (first ?? sorted.at(-1)!).level;
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

function logit(share: number): number {
  return inverseShape('logistic', Math.min(0.98, Math.max(0.02, share)));
}
