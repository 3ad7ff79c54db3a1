import { HelmholtzError } from '../../errors.ts';
import { addScaled, largestEntry, multiply, rowsOf, sandwich } from '../../maths/dense.ts';
import { eigenvalueSizes } from '../../maths/eigenvalue-sizes.ts';
import { checkedModel, type LinearGaussian, type StateSpace } from './linear-gaussian.ts';

/**
 * Covariance of the state of a model that has run for ever, V = A V A' + Q: a natural prior of its first state.
 *
 * @throws {HelmholtzError} `not-applicable` where an eigenvalue of A is 1 or larger: such a state wanders off, and a
 * prior has to be given.
 */
export function withStationaryPrior(model: StateSpace): LinearGaussian {
  const size = model.dynamics.length;
  const initialMean = new Array<number>(size).fill(0);
  const { a, q } = checkedModel({
    ...model,
    initialMean,
    initialCovariance: model.processCovariance,
  });
  const [radius = 0] = eigenvalueSizes(a);
  if (!(radius < 1)) {
    throw new HelmholtzError(
      'not-applicable',
      `state-space.dynamics: expected eigenvalues below 1 in size for a stationary prior; got ${Number(radius.toPrecision(6))}; give initialMean and initialCovariance`,
    );
  }
  // The series Q + A Q A' + A^2 Q A^2' + ..., twice as many terms with every doubling.
  let factor = a;
  let covariance = q;
  for (let doubling = 0; doubling < 64; doubling++) {
    const change = sandwich(factor, covariance);
    covariance = addScaled(covariance, change);
    factor = multiply(factor, factor);
    if (largestEntry(change) <= 1e-16 * largestEntry(covariance)) break;
  }
  return { ...model, initialMean, initialCovariance: rowsOf(covariance) };
}
