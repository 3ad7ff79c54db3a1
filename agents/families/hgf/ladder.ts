import { exponential } from '../../maths/exponential.ts';
import { type BinaryPair, filterBinaryPair, LARGEST_LOG_ODDS } from './binary-pair.ts';
import type { UpdateScheme } from './network.ts';
import { unboundedUpdate, type UnboundedReport } from './volatility-update.ts';

/** The usual network: one input, one state that it shows, and above it states each of which drives the variance of the one below. */
export interface LadderShape {
  readonly input: 'binary' | 'continuous';
  /** How many states, at least 1. The classic "three-level" binary filter has 2: its first level is the input. */
  readonly levels: number;
  readonly scheme: UpdateScheme;
}

/** Numbers per level: mean, precision, tonic volatility, drift, coupling to the level above. */
const LEVEL_SIZE = 5;

/** What was believed on every trial; written over by the next evaluation. Each is `[levels x trials]`, level by level. */
export interface LadderRecord {
  readonly expectedMean: Float64Array;
  readonly expectedPrecision: Float64Array;
  readonly mean: Float64Array;
  readonly precision: Float64Array;
  /** What the input was expected to be, `[trials]`. */
  readonly prediction: Float64Array;
  /** Log odds of the prediction of a binary input, `[trials]`; zeros for a continuous one. */
  readonly logOdds: Float64Array;
  /** Surprise at the input, nats, `[trials]`; 0 where nothing was observed. */
  readonly surprise: Float64Array;
}

/** A filter made for one sequence of observations, to be evaluated many times with other parameters. */
export interface Ladder {
  readonly shape: LadderShape;
  readonly trials: number;
  /** How many parameters `evaluate` wants: for each level mean, precision, tonic volatility, drift and the coupling to the
   * level above; then the precision of a continuous input. */
  readonly parameterCount: number;
  readonly record: LadderRecord;
  /**
   * Runs the filter.
   *
   * @returns Sum of the surprises, nats; `Infinity` if the filter failed at the trial `failedAt()`.
   */
  evaluate(parameters: Float64Array): number;
  /** Trial and level at which the last evaluation failed; `null` if it did not. */
  failedAt(): { readonly trial: number; readonly level: number } | null;
}

const LOG_2_PI = Math.log(2 * Math.PI);

/**
 * Prepares the fast filter: the equations of {@link runHgf} as one loop over flat arrays, without any allocation.
 *
 * @param observations One value per trial, NaN where nothing was observed.
 * @param timeSteps Time before each trial; `null` for 1 each.
 */
export function createLadder(
  shape: LadderShape,
  observations: Float64Array,
  timeSteps: Float64Array | null = null,
): Ladder {
  const { input, levels, scheme } = shape;
  const trials = observations.length;
  const isBinary = input === 'binary';
  const isUnbounded = scheme === 'unbounded';
  const isStandard = scheme === 'standard';
  const field = (): Float64Array => new Float64Array(levels * trials);
  const surprise = new Float64Array(trials);
  let isSurpriseStale = false;
  const beliefs = {
    expectedMean: field(),
    expectedPrecision: field(),
    mean: field(),
    precision: field(),
    prediction: new Float64Array(trials),
    logOdds: new Float64Array(trials),
  };
  const record: LadderRecord = {
    ...beliefs,
    get surprise() {
      if (isSurpriseStale) {
        isSurpriseStale = false;
        surpriseOf(observations, beliefs.prediction, surprise);
      }
      return surprise;
    },
  };
  const pair: BinaryPair | null =
    isBinary && levels === 2 && !isUnbounded
      ? { ...beliefs, observations, timeSteps, isStandard }
      : null;
  // The belief of the present trial, owned by this filter.
  const means = new Float64Array(levels);
  const precisions = new Float64Array(levels);
  const blended = new Float64Array(2);
  const report: { -readonly [Key in keyof UnboundedReport]: number } = {
    formerVariance: 0,
    observedSpread: 0,
    tonicVolatility: 0,
    coupling: 0,
    expectedMean: 0,
    expectedPrecision: 0,
  };
  const failure = { trial: -1, level: 0 };
  const top = levels - 1;

  const evaluate = (parameters: Float64Array): number => {
    failure.trial = -1;
    if (pair !== null) {
      const total = filterBinaryPair(pair, parameters);
      isSurpriseStale = true;
      if (!Number.isNaN(total)) return total;
    }
    isSurpriseStale = false;
    return evaluateLevels(parameters);
  };
  const evaluateLevels = (parameters: Float64Array): number => {
    for (let level = 0; level < levels; level++) {
      means[level] = parameters[level * LEVEL_SIZE]!;
      precisions[level] = parameters[level * LEVEL_SIZE + 1]!;
    }
    const inputPrecision = isBinary ? 0 : parameters[levels * LEVEL_SIZE]!;
    const topVariance = Math.exp(parameters[top * LEVEL_SIZE + 2]!);
    let total = 0;
    for (let trial = 0; trial < trials; trial++) {
      const value = observations[trial]!;
      const isSeen = value === value;
      const time = timeSteps === null ? 1 : timeSteps[trial]!;
      // What the level below reports to this one.
      let below = 0;
      let belowExpected = 0;
      let belowShare = 0;
      let belowFormerVariance = 0;
      let belowTonic = 0;
      let belowCoupling = 0;
      let belowChange = 0;
      for (let level = 0; level < levels; level++) {
        const at = level * LEVEL_SIZE;
        const tonic = parameters[at + 2]!;
        const coupling = parameters[at + 4]!;
        const expectedMean = means[level]! + time * parameters[at + 3]!;
        const variance =
          time * (level === top ? topVariance : exponential(tonic + coupling * means[level + 1]!));
        const formerVariance = 1 / precisions[level]!;
        const expectedPrecision = 1 / (formerVariance + variance);
        let mean = expectedMean;
        let precision = expectedPrecision;
        if (level === 0) {
          if (isBinary) {
            const odds =
              expectedMean > LARGEST_LOG_ODDS
                ? LARGEST_LOG_ODDS
                : expectedMean < -LARGEST_LOG_ODDS
                  ? -LARGEST_LOG_ODDS
                  : expectedMean;
            const probability = 1 / (1 + exponential(-odds));
            record.prediction[trial] = probability;
            record.logOdds[trial] = odds;
            if (isSeen) {
              precision = expectedPrecision + probability * (1 - probability);
              mean = expectedMean + (value - probability) / precision;
              const nats = -Math.log(value === 1 ? probability : 1 - probability);
              surprise[trial] = nats;
              total += nats;
            } else surprise[trial] = 0;
          } else {
            record.prediction[trial] = expectedMean;
            if (isSeen) {
              const error = value - expectedMean;
              precision = expectedPrecision + inputPrecision;
              mean = expectedMean + (inputPrecision * error) / precision;
              const nats =
                (LOG_2_PI - Math.log(expectedPrecision) + expectedPrecision * error * error) / 2;
              surprise[trial] = nats;
              total += nats;
            } else surprise[trial] = 0;
          }
        } else if (isSeen) {
          if (isUnbounded) {
            report.formerVariance = belowFormerVariance;
            report.observedSpread = 1 / below + belowChange * belowChange;
            report.tonicVolatility = time === 1 ? belowTonic : belowTonic + Math.log(time);
            report.coupling = belowCoupling;
            report.expectedMean = expectedMean;
            report.expectedPrecision = expectedPrecision;
            unboundedUpdate(report, blended);
            mean = blended[0]!;
            precision = blended[1]!;
          } else {
            const error = belowExpected / below + belowExpected * belowChange * belowChange - 1;
            const weight = belowCoupling * belowShare;
            const square = weight * weight;
            precision =
              expectedPrecision +
              square / 2 +
              square * error -
              (belowCoupling * weight * error) / 2;
            mean =
              expectedMean + (weight * error) / (2 * (isStandard ? precision : expectedPrecision));
          }
        }
        const cell = level * trials + trial;
        record.expectedMean[cell] = expectedMean;
        record.expectedPrecision[cell] = expectedPrecision;
        record.mean[cell] = mean;
        record.precision[cell] = precision;
        // Also false for what is not a number; the mean minus itself is 0 only if it is finite.
        if (!(
          precision > 0 &&
          precision < Infinity &&
          expectedPrecision > 0 &&
          mean - mean === 0
        )) {
          failure.trial = trial;
          failure.level = level;
          return Infinity;
        }
        below = precision;
        belowExpected = expectedPrecision;
        belowShare = variance * expectedPrecision;
        belowFormerVariance = formerVariance;
        belowTonic = tonic;
        belowCoupling = coupling;
        belowChange = mean - expectedMean;
        means[level] = mean;
        precisions[level] = precision;
      }
    }
    return total;
  };

  return {
    shape,
    trials,
    parameterCount: levels * LEVEL_SIZE + (isBinary ? 0 : 1),
    record,
    evaluate,
    failedAt: () => (failure.trial < 0 ? null : { ...failure }),
  };
}

/** -ln of what was given to what came, for a binary input. */
function surpriseOf(
  observations: Float64Array,
  prediction: Float64Array,
  surprise: Float64Array,
): void {
  for (let trial = 0; trial < surprise.length; trial++) {
    const value = observations[trial]!;
    const chance = prediction[trial]!;
    surprise[trial] = value === value ? -Math.log(value === 1 ? chance : 1 - chance) : 0;
  }
}
