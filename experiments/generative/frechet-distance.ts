import { symmetricEigenvalues } from '../../agents/index.ts';
import type { Gaussian } from './points.ts';

/**
 * Squared Frechet distance of two Gaussians, in squared units of the coordinates:
 *
 *   |mp - mq|^2 + tr(Sp + Sq - 2 (Sp^1/2 Sq Sp^1/2)^1/2)
 *
 * Covariances may be singular. The trace of the root is the sum of the square roots of the eigenvalues of L' Sq L with
 * Sp = L L', which are those of Sp Sq.
 *
 * @see Heusel et al. (2017), `REFERENCES.heusel2017`
 */
export function squaredFrechetDistance(p: Gaussian, q: Gaussian): number {
  const size = p.mean.length;
  const root = rootOf(p.covariance);
  const product = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let sum = 0;
      for (let a = 0; a < size; a++) {
        for (let b = 0; b < size; b++)
          sum += root[a]![row]! * q.covariance[a]![b]! * root[b]![column]!;
      }
      product[row * size + column] = sum;
    }
  }
  const overlap = symmetricEigenvalues(product, size).reduce(
    (sum, value) => sum + Math.sqrt(Math.max(0, value)),
    0,
  );
  return p.mean.reduce(
    (sum, value, axis) =>
      sum + (value - q.mean[axis]!) ** 2 + p.covariance[axis]![axis]! + q.covariance[axis]![axis]!,
    -2 * overlap,
  );
}

/** Lower triangular L with L L' = S; directions without variance have a column of zeros. */
function rootOf(covariance: Gaussian['covariance']): number[][] {
  const size = covariance.length;
  const root = covariance.map(() => new Array<number>(size).fill(0));
  const scale = Math.max(...covariance.map((row, axis) => row[axis]!));
  for (let column = 0; column < size; column++) {
    let pivot = covariance[column]![column]!;
    for (let k = 0; k < column; k++) pivot -= root[column]![k]! ** 2;
    if (!(pivot > 1e-14 * scale)) continue;
    root[column]![column] = Math.sqrt(pivot);
    for (let row = column + 1; row < size; row++) {
      let sum = covariance[row]![column]!;
      for (let k = 0; k < column; k++) sum -= root[row]![k]! * root[column]![k]!;
      root[row]![column] = sum / Math.sqrt(pivot);
    }
  }
  return root;
}
