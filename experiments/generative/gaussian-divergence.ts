import { cholesky, HelmholtzError, solveCholesky } from '../../agents/index.ts';
import type { Gaussian } from './points.ts';

/**
 * Kullback-Leibler divergence of two Gaussians, nats:
 *
 *   KL(p || q) = 1/2 [tr(Sq^-1 Sp) + (mq - mp)' Sq^-1 (mq - mp) - d + ln |Sq| / |Sp|]
 *
 * @throws {HelmholtzError} `bad-shape` for a covariance that is not positive definite.
 */
export function gaussianDivergence(p: Gaussian, q: Gaussian): number {
  const size = p.mean.length;
  const [factorP, factorQ] = [p, q].map(({ covariance }) => {
    const factor = cholesky(Float64Array.from(covariance.flat()), size);
    if (factor === null) {
      throw new HelmholtzError(
        'bad-shape',
        'gaussian: expected a positive definite covariance; got one that is not',
      );
    }
    return factor;
  });
  let trace = 0;
  let logRatio = 0;
  for (let axis = 0; axis < size; axis++) {
    const column = Float64Array.from(p.covariance, (row) => row[axis]!);
    trace += solveCholesky(factorQ!, column)[axis]!;
    const diagonal = axis * size + axis;
    logRatio += 2 * Math.log(factorQ!.lower[diagonal]! / factorP!.lower[diagonal]!);
  }
  const difference = q.mean.map((value, axis) => value - p.mean[axis]!);
  const solved = solveCholesky(factorQ!, Float64Array.from(difference));
  const distance = difference.reduce((sum, value, axis) => sum + value * solved[axis]!, 0);
  return 0.5 * (trace + distance - size + logRatio);
}
