/** One Gaussian factor p(x | prediction) with diagonal precision. All arrays have length n. */
export interface GaussianFactor {
  /** Value nodes x, `[n]`. */
  readonly values: ArrayLike<number>;
  /** Top-down prediction mu of those values, `[n]`. */
  readonly prediction: ArrayLike<number>;
  /** Precision Pi = sigma^-2, `[n]`, each entry > 0, in (unit of x)^-2. */
  readonly precision: ArrayLike<number>;
}

/**
 * Variational free energy contributed by one Gaussian factor, in nats.
 *
 *   F = 1/2 sum_i ( Pi_i e_i^2 - ln Pi_i + ln 2 pi ),   e_i = x_i - mu_i
 *
 * This is the negative log density -ln N(x; mu, Pi^-1): under a point posterior the entropy term does not depend on
 * x and is left out. We minimise F; Bogacz (2017) writes F for its negative and maximises it.
 *
 * @returns F >= 1/2 sum_i (ln 2 pi - ln Pi_i), with equality exactly when every error is zero.
 * @throws {RangeError} if the lengths differ or a precision is not positive.
 * @see Bogacz (2017), J. Math. Psychol. 76, 198-211, doi:10.1016/j.jmp.2015.11.003
 */
export function gaussianFreeEnergy({ values, prediction, precision }: GaussianFactor): number {
  if (values.length !== prediction.length || values.length !== precision.length) {
    throw new RangeError(
      `gaussianFreeEnergy: expected equal lengths; got values ${values.length}, prediction ${prediction.length}, precision ${precision.length}`,
    );
  }
  let quadratic = 0;
  for (let unit = 0; unit < values.length; unit++) {
    const error = values[unit]! - prediction[unit]!;
    quadratic += precision[unit]! * error * error;
  }
  return quadratic / 2 + gaussianConstant(precision, { zeroAllowed: false });
}

/**
 * The part of a Gaussian factor's free energy that does not depend on the values, 1/2 sum_i (ln 2 pi - ln Pi_i).
 * Units of precision zero carry no information: where they are allowed they are left out.
 *
 * @throws {RangeError} if a precision is negative, not a number, or zero where that is not allowed.
 */
export function gaussianConstant(
  precision: ArrayLike<number>,
  { zeroAllowed }: { readonly zeroAllowed: boolean } = { zeroAllowed: true },
): number {
  let sum = 0;
  for (let unit = 0; unit < precision.length; unit++) {
    const value = precision[unit]!;
    if (!(value > 0 || (zeroAllowed && value === 0))) {
      throw new RangeError(
        `gaussianConstant: expected precision > 0 at unit ${unit}; got ${value}`,
      );
    }
    if (value > 0) sum += Math.log(2 * Math.PI) - Math.log(value);
  }
  return sum / 2;
}
