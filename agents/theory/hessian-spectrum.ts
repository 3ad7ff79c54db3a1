import { HelmholtzError } from '../errors.ts';
import { curvatureAt, type CurvaturePoint } from '../inference/curvature.ts';
import { symmetricEigenvalues } from '../maths/symmetric-eigenvalues.ts';

/** The activity Hessian d2F/dvalues2 over the free value nodes, and what it says about settling. */
export interface HessianSpectrum {
  /** Number of free value nodes n. */
  readonly size: number;
  /** The Hessian, `n x n`, row-major, nodes level by level from the sensory one. */
  readonly hessian: Float64Array;
  /** Its eigenvalues in rising order; a negative one means that the point is no minimum. */
  readonly eigenvalues: Float64Array;
  /** lambda_max / lambda_min; infinite where a direction is flat or falls. */
  readonly conditionNumber: number;
  /** 2/lambda_max: explicit Euler with a step size below it settles where F is quadratic, above it diverges. */
  readonly largestStableRate: number;
  /** 2/(lambda_min + lambda_max): the step size that settles fastest in the worst direction. */
  readonly fastestRate: number;
  /** Steps in which explicit Euler at the fastest rate shrinks the slowest direction to 1/e. */
  readonly settleSteps: number;
}

/** More nodes than this are refused: the eigenvalues take time that grows with their cube. */
const MOST_NODES = 600;

/**
 * Eigenvalues of the activity Hessian at a point. In a linear net the Hessian is the same everywhere; elsewhere it holds
 * at the given values.
 *
 * @throws {HelmholtzError} `too-large` above 600 free nodes, `not-applicable` when nothing is free to move.
 * @see Innocenti, Achour, Singh & Buckley (2024), arXiv:2408.11979
 */
export function hessianSpectrum(point: CurvaturePoint): HessianSpectrum {
  const curvature = curvatureAt(point);
  const { size } = curvature;
  if (size === 0) {
    throw new HelmholtzError('not-applicable', 'hessianSpectrum: no value node is free to move');
  }
  if (size > MOST_NODES) {
    throw new HelmholtzError(
      'too-large',
      `hessianSpectrum: expected at most ${MOST_NODES} free value nodes; got ${size}`,
    );
  }
  const hessian = curvature.dense();
  const eigenvalues = symmetricEigenvalues(hessian, size);
  const least = eigenvalues[0]!;
  const largest = eigenvalues[size - 1]!;
  const conditionNumber = least > 0 ? largest / least : Number.POSITIVE_INFINITY;
  const shrinking = (conditionNumber - 1) / (conditionNumber + 1);
  return {
    size,
    hessian,
    eigenvalues,
    conditionNumber,
    largestStableRate: 2 / largest,
    fastestRate: 2 / (Math.max(0, least) + largest),
    settleSteps: least > 0 ? -1 / Math.log(shrinking) : Number.POSITIVE_INFINITY,
  };
}
