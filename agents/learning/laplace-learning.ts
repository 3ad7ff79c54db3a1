import { HelmholtzError } from '../errors.ts';
import { curvatureAt } from '../inference/curvature.ts';
import { unitsOf } from '../hierarchy.ts';
import { symmetricInverse } from '../maths/symmetric-inverse.ts';
import { priorStrength } from '../energy/priors.ts';
import type { HierarchyWeights } from '../weights/parameters-of-hierarchy.ts';
import { clampsOf } from './check-stage.ts';
import type { ConnectionDescent } from './learning-rules.ts';
import type { TrainingStage } from './training-plan.ts';

/** More free value nodes than this are refused: the covariance takes time that grows with their cube. */
const MOST_NODES = 400;

/**
 * What the posterior covariance C = H^-1 adds to the sums of a batch of linear levels, with x their values:
 *
 *   -dF/dW      E[Pi e x_u'] = Pi e x_u' + Pi (C_lu - W C_uu)
 *   squared     E[e^2]       = e^2 + diag(C_ll - C_lu W' - W C_ul + W C_uu W')
 *
 * The same as descending F + 1/2 ln |H| (MacKay's evidence), and as the M-step of expectation maximisation, whose fixed
 * points are those of the marginal likelihood. In a linear net H, and so C, is the same for every observation.
 *
 * @returns A function from the sums of connection `index` over `batch` observations to those under the posterior.
 * @throws {HelmholtzError} `too-large` above 400 free value nodes; `bad-weights` where H is not positive definite.
 * @see Dempster, Laird & Rubin (1977); Tipping & Bishop (1999), doi:10.1111/1467-9868.00196
 */
export function posteriorCorrection(
  stage: TrainingStage,
  weights: HierarchyWeights,
): (index: number, sums: ConnectionDescent, batch: number) => ConnectionDescent {
  const { hierarchy } = stage;
  const { held } = clampsOf(stage);
  const units = hierarchy.levels.map(unitsOf);
  const precision = weights.map(({ logPrecision }) => logPrecision.map(Math.exp));
  const curvature = curvatureAt({
    hierarchy,
    weights,
    values: units.map((count) => new Float64Array(count)),
    precision,
    priorStrength: hierarchy.levels.map(({ prior }, level) =>
      prior === undefined ? null : priorStrength(prior, units[level]!),
    ),
    free: units.map((count, level) => new Float64Array(count).fill(held.has(level) ? 0 : 1)),
  });
  const { size } = curvature;
  if (size > MOST_NODES) {
    throw new HelmholtzError(
      'too-large',
      `stage ${stage.name}: posterior laplace takes at most ${MOST_NODES} free value nodes; got ${size}`,
    );
  }
  const covariance = symmetricInverse(curvature.dense(), size);
  if (covariance === null) {
    throw new HelmholtzError(
      'bad-weights',
      `stage ${stage.name}: the Hessian is not positive definite; posterior laplace needs a prior on the top level`,
    );
  }
  const nodeOf = units.map((count) => new Int32Array(count).fill(-1));
  curvature.nodes.forEach(({ level, unit }, node) => {
    nodeOf[level]![unit] = node;
  });
  const between = (lowLevel: number, i: number, highLevel: number, j: number): number => {
    const row = nodeOf[lowLevel]![i]!;
    const column = nodeOf[highLevel]![j]!;
    return row < 0 || column < 0 ? 0 : covariance[row * size + column]!;
  };

  return (index, sums, batch) => {
    const { lowerFromUpper } = weights[index]!;
    const lower = units[index]!;
    const upper = units[index + 1]!;
    const moved = Float64Array.from(sums.weights);
    const squaredErrors = Float64Array.from(sums.squaredErrors);
    for (let unit = 0; unit < lower; unit++) {
      let variance = between(index, unit, index, unit);
      for (let above = 0; above < upper; above++) {
        let spread = 0;
        for (let k = 0; k < upper; k++) {
          spread += lowerFromUpper[unit * upper + k]! * between(index + 1, k, index + 1, above);
        }
        const cross = between(index, unit, index + 1, above);
        moved[unit * upper + above]! += batch * precision[index]![unit]! * (cross - spread);
        variance += lowerFromUpper[unit * upper + above]! * (spread - 2 * cross);
      }
      squaredErrors[unit]! += batch * variance;
    }
    return { weights: moved, bias: sums.bias, squaredErrors };
  };
}
