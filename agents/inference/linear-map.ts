import type { ConnectionShape } from '../hierarchy.ts';

/**
 * The weights of a connection as a matrix from the units of the upper level to the prediction errors of the lower one,
 * without writing out what windows share. The order of sums is fixed: training depends on it bit for bit.
 */
export interface LinearMap {
  /** sums[error] += sum_k W[error, k] sent[k]. */
  addProduct(sums: Float64Array, sent: ArrayLike<number>): void;
  /** sums[error] += sum_k W[error, k] slope[k] move[k]. */
  addSlopedProduct(sums: Float64Array, slope: ArrayLike<number>, move: ArrayLike<number>): void;
  /** sums[k] += sum_error W[error, k] slope[k] back[error]. */
  addSlopedTransposed(sums: Float64Array, slope: ArrayLike<number>, back: ArrayLike<number>): void;
  /** sums[k] += sum_error W[error, k] slope[error] back[error]. */
  addTransposed(sums: Float64Array, slope: ArrayLike<number>, back: ArrayLike<number>): void;
  /** Calls back with every upper unit that has a part in one error, and its weight. */
  visitError(error: number, visit: (upperUnit: number, weight: number) => void): void;
}

/** The map of a dense or windows connection. */
export function windowsMap(
  { windows, lower, upper }: ConnectionShape,
  weights: Float64Array,
): LinearMap {
  return {
    addProduct: (sums, sent) => {
      for (let window = 0; window < windows; window++) {
        for (let unit = 0; unit < lower; unit++) {
          let sum = sums[window * lower + unit]!;
          for (let k = 0; k < upper; k++) {
            sum += weights[unit * upper + k]! * sent[window * upper + k]!;
          }
          sums[window * lower + unit] = sum;
        }
      }
    },
    addSlopedProduct: (sums, slope, move) => {
      for (let window = 0; window < windows; window++) {
        for (let unit = 0; unit < lower; unit++) {
          const row = unit * upper;
          let sum = sums[window * lower + unit]!;
          for (let k = 0; k < upper; k++) {
            const above = window * upper + k;
            sum += weights[row + k]! * slope[above]! * move[above]!;
          }
          sums[window * lower + unit] = sum;
        }
      }
    },
    addSlopedTransposed: (sums, slope, back) => {
      for (let window = 0; window < windows; window++) {
        for (let unit = 0; unit < lower; unit++) {
          const row = unit * upper;
          const own = back[window * lower + unit]!;
          for (let k = 0; k < upper; k++) {
            const above = window * upper + k;
            sums[above]! += weights[row + k]! * slope[above]! * own;
          }
        }
      }
    },
    addTransposed: (sums, slope, back) => {
      for (let window = 0; window < windows; window++) {
        for (let unit = 0; unit < lower; unit++) {
          const error = window * lower + unit;
          const ownSlope = slope[error]!;
          const own = back[error]!;
          for (let k = 0; k < upper; k++) {
            sums[window * upper + k]! += weights[unit * upper + k]! * ownSlope * own;
          }
        }
      }
    },
    visitError: (error, visit) => {
      const window = Math.floor(error / lower);
      const row = (error % lower) * upper;
      for (let k = 0; k < upper; k++) visit(window * upper + k, weights[row + k]!);
    },
  };
}

/** The map of an identity. */
export function identityMap(units: number): LinearMap {
  return {
    addProduct: (sums, sent) => {
      for (let unit = 0; unit < units; unit++) sums[unit]! += sent[unit]!;
    },
    addSlopedProduct: (sums, slope, move) => {
      for (let unit = 0; unit < units; unit++) sums[unit]! += slope[unit]! * move[unit]!;
    },
    addSlopedTransposed: (sums, slope, back) => {
      for (let unit = 0; unit < units; unit++) sums[unit]! += slope[unit]! * back[unit]!;
    },
    addTransposed: (sums, slope, back) => {
      for (let unit = 0; unit < units; unit++) sums[unit]! += slope[unit]! * back[unit]!;
    },
    visitError: (error, visit) => {
      visit(error, 1);
    },
  };
}
