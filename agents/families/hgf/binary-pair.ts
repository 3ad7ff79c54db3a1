import { exponential, exponentialNearZero } from '../../maths/exponential.ts';
import { SMALLEST_PROBABILITY } from './observations.ts';

/** What the filter was told and where it writes; arrays of two levels hold the lower one first, `[2 x trials]`. */
export interface BinaryPair {
  readonly observations: Float64Array;
  /** Time before each trial; `null` for 1 each. */
  readonly timeSteps: Float64Array | null;
  /** Whether the upper mean is updated with the new precision (scheme `standard`) or with the expected one (`ehgf`). */
  readonly isStandard: boolean;
  readonly expectedMean: Float64Array;
  readonly expectedPrecision: Float64Array;
  readonly mean: Float64Array;
  readonly precision: Float64Array;
  /** Probability of a 1, `[trials]`. */
  readonly prediction: Float64Array;
  /** Its log odds, `[trials]`. */
  readonly logOdds: Float64Array;
}

/** The log odds of the largest probability that a prediction may have. */
export const LARGEST_LOG_ODDS = Math.log((1 - SMALLEST_PROBABILITY) / SMALLEST_PROBABILITY);
/** Steps of the log volatility below this multiply the volatility; it is computed anew after larger ones. */
const SMALL_STEP = 0.1;
/** How often it is computed anew at the latest, so that rounding does not add up. */
const RENEWAL = 64;
const SMALLEST_PRODUCT = 1e-200;

/**
 * The three-level binary filter, which is what most participants are fitted with: two states above a binary input. The
 * equations are those of `runHgf`, written down so that few steps wait for each other. With s = 1/pi2 + v, e = exp(-muhat2):
 *
 *   sigma2 = s (1 + e)^2/((1 + e)^2 + s e),  mu2 = muhat2 + (u - m) sigma2,  Delta = (sigma2 + (mu2 - muhat2)^2)/s - 1
 *
 * The volatility v = exp(omega2 + kappa mu3) is carried along as a product, v exp(kappa (change of mu3)), and the surprise is
 * the logarithm of a product of probabilities.
 *
 * @param parameters Per level mean, precision, tonic volatility, drift and the coupling to the level above.
 * @returns Sum of the surprises, nats; NaN if a number left its range, so that the loop over any ladder has to say where.
 */
export function filterBinaryPair(pair: BinaryPair, parameters: Float64Array): number {
  const { observations, timeSteps, isStandard, prediction, logOdds } = pair;
  const { expectedMean, expectedPrecision, mean, precision } = pair;
  const trials = observations.length;
  const tonic = parameters[2]!;
  const drift = parameters[3]!;
  const coupling = parameters[4]!;
  const upperStep = Math.exp(parameters[7]!);
  const upperDriftPerTime = parameters[8]!;
  let lowerMean = parameters[0]!;
  let lowerVariance = 1 / parameters[1]!;
  let upperMean = parameters[5]!;
  let upperVariance = 1 / parameters[6]!;
  if (!(lowerVariance > 0 && upperVariance > 0)) return Number.NaN;
  let volatility = exponential(tonic + coupling * upperMean);
  let time = timeSteps === null ? 1 : timeSteps[0]!;
  let walk = time * volatility;
  let total = 0;
  let product = 1;
  for (let trial = 0, renewal = RENEWAL; trial < trials; trial++) {
    const upperDrift = time * upperDriftPerTime;
    const muhat2 = lowerMean + time * drift;
    const muhat3 = upperMean + upperDrift;
    const spread = lowerVariance + walk;
    const pihat2 = 1 / spread;
    const upperSpread = upperVariance + time * upperStep;
    const pihat3 = 1 / upperSpread;
    let odds = muhat2;
    if (!(odds < LARGEST_LOG_ODDS && odds > -LARGEST_LOG_ODDS)) {
      odds = odds > 0 ? LARGEST_LOG_ODDS : -LARGEST_LOG_ODDS;
    }
    const against = exponential(-odds);
    const both = 1 + against;
    const chance = 1 / both;
    const value = observations[trial]!;
    const square = both * both;
    let variance = (spread * square) / (square + spread * against);
    let change = (value - chance) * variance;
    let likelihood = value === 1 ? chance : against * chance;
    const error = (variance + change * change) * pihat2 - 1;
    const weight = coupling * walk * pihat2;
    const half = weight / 2;
    let pi3 = pihat3 + half * (weight + error * (2 * weight - coupling));
    let upperChange = error * (isStandard ? half / pi3 : half * upperSpread);
    // Nothing was observed. Undone at the end, since a branch around all of the above is slower.
    if (value !== value) {
      variance = spread;
      change = 0;
      likelihood = 1;
      pi3 = pihat3;
      upperChange = 0;
    }
    product *= likelihood;
    if (product < SMALLEST_PRODUCT) {
      total -= Math.log(product);
      product = 1;
    }
    const mu2 = muhat2 + change;
    const mu3 = muhat3 + upperChange;
    // Not so for anything that is infinite or not a number.
    if (!(pi3 > 0 && mu2 + mu3 + pi3 - (mu2 + mu3 + pi3) === 0)) return Number.NaN;
    expectedMean[trial] = muhat2;
    expectedMean[trials + trial] = muhat3;
    expectedPrecision[trial] = pihat2;
    expectedPrecision[trials + trial] = pihat3;
    mean[trial] = mu2;
    mean[trials + trial] = mu3;
    precision[trial] = 1 / variance;
    precision[trials + trial] = pi3;
    prediction[trial] = chance;
    logOdds[trial] = odds;
    const step = coupling * (upperDrift + upperChange);
    if (timeSteps !== null && trial + 1 < trials) time = timeSteps[trial + 1]!;
    if (step < SMALL_STEP && step > -SMALL_STEP && --renewal > 0) {
      const factor = exponentialNearZero(step);
      walk = time * volatility * factor;
      volatility *= factor;
    } else {
      volatility = exponential(tonic + coupling * mu3);
      walk = time * volatility;
      renewal = RENEWAL;
    }
    lowerMean = mu2;
    lowerVariance = variance;
    upperMean = mu3;
    upperVariance = 1 / pi3;
  }
  return total - Math.log(product);
}
