import { HelmholtzError, type Random } from '../../agents/index.ts';
import { inverseOfPositive } from '../fitting/covariance.ts';
import { minimise } from '../fitting/minimise.ts';
import {
  inverseShape,
  justNoticeable,
  pointOfEquality,
  probabilityAt,
  type PsychometricFunction,
  type PsychometricShape,
} from './psychometric-function.ts';
import {
  type LevelCount,
  logLikelihoodOf,
  saturatedLogLikelihood,
  type Score,
  scoreOf,
} from './psychometric-likelihood.ts';

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
/** From the narrowest to the widest, in natural logarithms. */
const SPANNED = Math.log(WIDEST / NARROWEST);
const STARTS = [0.05, 0.2, 0.8];
/** Shares of most lapses: with few trials there may be a maximum with hardly any of them and another with many. */
const LAPSE_STARTS = [0.1, 0.5, 0.9];

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
      spread: direction * range * NARROWEST * Math.exp(SPANNED * logistic(point[1]!)),
      guess: guess === 'as-lapse' ? lapses : guess,
      lapse: lapses,
    };
  };
  const loss = (point: Float64Array): number => -logLikelihoodOf(functionAt(point), used);
  const scoreAt = (point: Float64Array): Score =>
    scoreOf(functionAt(point), used, {
      // By the chain rule, from the variables of `functionAt`.
      units: [
        range,
        SPANNED * steep(point[1]!),
        ...(isLapseFree ? [mostLapses * steep(point[2]!)] : []),
      ],
      isGuessAsLapse: guess === 'as-lapse',
    });
  const middle = middleOf(used, guess, direction);
  let best: { readonly point: Float64Array; readonly value: number } | null = null;
  const places =
    near === undefined
      ? STARTS.map((width) => ({ location: middle, width, lapse: 0.25 * mostLapses }))
      : (isLapseFree ? LAPSE_STARTS : [0]).map((share) => ({
          location: near.location,
          width: Math.abs(near.spread) / range,
          lapse: share * mostLapses,
        }));
  for (const { location, width, lapse: lapses } of places) {
    const start = Float64Array.of(
      (location - from) / range - 0.5,
      logit(Math.log(width / NARROWEST) / SPANNED),
      ...(isLapseFree ? [logit(lapses / mostLapses)] : []),
    );
    // Near a fit, what is left is far below the noise of what was drawn.
    const tolerance = near === undefined ? FINE : COARSE;
    const found = minimise(loss, start, {
      tolerance,
      slopes: (point) => scoreAt(point).slopes.map((slope) => -slope),
      inverse: firstInverse(scoreAt(start).information, start.length),
    });
    if (best === null || found.value < best.value) best = found;
  }
  const fitted = functionAt(best!.point);
  const logLikelihood = -best!.value;
  return {
    ...fitted,
    pointOfEquality: pointOfEquality(fitted),
    justNoticeable: justNoticeable(fitted),
    logLikelihood,
    deviance: Math.max(0, 2 * (saturatedLogLikelihood(used) - logLikelihood)),
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

/** Inverse of the information, with 1 added along its diagonal: what the counts say nothing of is not sought far away. */
function firstInverse(information: Float64Array, size: number): Float64Array {
  const held = information.map((value, at) => (at % (size + 1) === 0 ? value + 1 : value));
  return inverseOfPositive(held, size)!.covariance;
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

/** Slope of the logistic function. */
function steep(x: number): number {
  const share = logistic(x);
  return share * (1 - share);
}

function logit(share: number): number {
  return inverseShape('logistic', Math.min(0.98, Math.max(0.02, share)));
}
