/**
 * What a child reports to its volatility parent about the variance of its own walk:
 *
 *   Delta = pihat/pi + pihat (mu - muhat)^2 - 1
 *
 * Positive when the child moved more than was expected, 0 on average if the parent is right.
 */
export function volatilityError(
  expectedPrecision: number,
  precision: number,
  change: number,
): number {
  return expectedPrecision / precision + expectedPrecision * change * change - 1;
}

/**
 * What a child adds to the precision of its volatility parent, in the schemes `standard` and `ehgf`:
 *
 *   (kappa gamma)^2/2 + (kappa gamma)^2 Delta - kappa^2 gamma Delta/2,   gamma = Omega pihat
 *
 * All quantities are those of the prediction of this trial; in particular gamma is not computed again from the new
 * mean in the scheme `ehgf`. Can be negative.
 *
 * @param share gamma, the share of the walk in the child's expected variance, in (0, 1).
 */
export function precisionReport(coupling: number, share: number, error: number): number {
  const weight = coupling * share;
  const square = weight * weight;
  return square / 2 + square * error - (coupling * weight * error) / 2;
}

/** What a child adds to the change of its parent's mean, before division by a precision: kappa gamma Delta/2. */
export function meanReport(coupling: number, share: number, error: number): number {
  return (coupling * share * error) / 2;
}

/** What the unbounded update needs. */
export interface UnboundedReport {
  /** v: variance of the child after the trial before. */
  readonly formerVariance: number;
  /** e: variance of the child after this trial plus the square of its change, (mu - muhat)^2. */
  readonly observedSpread: number;
  /** omega of the child, plus the logarithm of the time step. */
  readonly tonicVolatility: number;
  readonly coupling: number;
  readonly expectedMean: number;
  readonly expectedPrecision: number;
}

const SQRT_3 = Math.sqrt(3);

/**
 * Posterior of a volatility parent by the unbounded scheme. The variational energy of the parent is approximated by a
 * parabola twice: at the expected mean, with the part of the curvature that is never negative, and at
 * phi = ln(v (2 + sqrt 3)). The two Gaussians are blended by how far the prediction lies below what the child saw.
 * Both use the quantities of the prediction; the child's posterior enters through e alone.
 *
 *   w(x) = sigma(x - ln v),  d(x) = e/(v + exp x) - 1
 *   pi1 = pihat + kappa^2 w (1 - w)/2,  mu1 = muhat + kappa w d/(2 pi1)      at x = kappa muhat + omega
 *   pi2 = pihat + kappa^2 w (w + (2 w - 1) d)/2,
 *   mu2 = ((2 pi2 - 1) phi + muhat)/(2 pi2) + kappa w d/(2 pi2)              at x = kappa phi + omega
 *   b = sigma(8 (muhat - sqrt(1.2 e/(v pi1)))) (1 - sigma(muhat)),  result (1 - b) (pi1, mu1) + b (pi2, mu2)
 *
 * @param result Receives the mean and the precision; the caller owns it.
 */
export function unboundedUpdate(report: UnboundedReport, result: Float64Array): void {
  const { formerVariance, observedSpread, tonicVolatility, coupling } = report;
  const { expectedMean, expectedPrecision } = report;
  const logVariance = Math.log(formerVariance);
  const near = coupling * expectedMean + tonicVolatility;
  const nearWeight = logistic(near - logVariance);
  const nearError = observedSpread / (formerVariance + Math.exp(near)) - 1;
  const precision1 = expectedPrecision + (coupling * coupling * nearWeight * (1 - nearWeight)) / 2;
  const mean1 = expectedMean + (coupling * nearWeight * nearError) / (2 * precision1);
  const anchor = Math.log(formerVariance * (2 + SQRT_3));
  const far = coupling * anchor + tonicVolatility;
  const farWeight = logistic(far - logVariance);
  const farError = observedSpread / (formerVariance + Math.exp(far)) - 1;
  const precision2 =
    expectedPrecision +
    (coupling * coupling * farWeight * (farWeight + (2 * farWeight - 1) * farError)) / 2;
  const mean2 =
    ((2 * precision2 - 1) * anchor + expectedMean) / (2 * precision2) +
    (coupling * farWeight * farError) / (2 * precision2);
  const reach = Math.sqrt((1.2 * observedSpread) / (formerVariance * precision1));
  const blend = logistic(8 * (expectedMean - reach)) * (1 - logistic(expectedMean));
  // A blend of 0 must not let an infinite second approximation through as 0 x infinity.
  result[0] = blend === 0 ? mean1 : (1 - blend) * mean1 + blend * mean2;
  result[1] = blend === 0 ? precision1 : (1 - blend) * precision1 + blend * precision2;
}

/** 1/(1 + exp(-x)), for any x. */
export function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
