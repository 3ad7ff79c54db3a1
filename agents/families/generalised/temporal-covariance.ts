import { HelmholtzError } from '../../errors.ts';
import { type DenseMatrix, zeros } from '../../maths/dense.ts';

/**
 * Covariance of a smooth fluctuation and its derivatives (e, e', e'', ...), whose autocorrelation is
 * exp(-h^2 / 4 s^2): white noise seen through a Gaussian window of standard deviation s.
 *
 *   Cov[e^(i), e^(j)] = (-1)^j rho^(i+j)(0),   rho^(2k)(0) = (-1)^k (2k)! / (k! (2 s)^(2k)),   odd ones are 0
 *
 * @param order Highest derivative; the matrix has one row and column more.
 * @param smoothness s, in bins; above 0.
 * @throws {HelmholtzError} `parameter-out-of-range`.
 * @see Friston, Trujillo-Barreto & Daunizeau (2008), `REFERENCES.friston2008`
 */
export function temporalCovariance(order: number, smoothness: number): DenseMatrix {
  if (!Number.isInteger(order) || order < 0 || order > 12) {
    throw new HelmholtzError(
      'parameter-out-of-range',
      `temporalCovariance.order: expected whole number in [0, 12]; got ${order}`,
    );
  }
  if (!(smoothness > 0)) {
    throw new HelmholtzError(
      'parameter-out-of-range',
      `temporalCovariance.smoothness: expected number above 0 bins; got ${smoothness}`,
    );
  }
  const size = order + 1;
  const covariance = zeros(size, size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if ((row + column) % 2 === 1) continue;
      covariance.data[row * size + column] =
        (column % 2 === 0 ? 1 : -1) * derivativeAtZero(row + column, smoothness);
    }
  }
  return covariance;
}

/** rho^(n)(0) of rho(h) = exp(-h^2 / 4 s^2), for even n. */
function derivativeAtZero(n: number, smoothness: number): number {
  // (2k)! / k! = (k + 1) (k + 2) ... 2k
  let value = 1;
  for (let k = 1; k <= n / 2; k++) value *= -(n / 2 + k) / (2 * smoothness) ** 2;
  return value;
}
