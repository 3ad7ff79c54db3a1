import { priorStrength } from '../energy/priors.ts';
import { unitsOf } from '../hierarchy.ts';
import { curvatureAt } from '../inference/curvature.ts';
import { largestEigenvalue } from '../inference/largest-eigenvalue.ts';
import type { HierarchyWeights } from '../weights/parameters-of-hierarchy.ts';
import { clampsOf } from './check-stage.ts';
import type { TrainingStage } from './training-plan.ts';

const STABLE_SHARE = 0.9;

/**
 * Step size of settling in a stage: as given, or 0.9 / lambda_max of the Hessian at zero values, which lowers the free
 * energy at every step of (proximal) gradient descent.
 */
export function settlingRate(
  stage: Pick<
    TrainingStage,
    'hierarchy' | 'classes' | 'pictureLevel' | 'labelLevel' | 'inferenceRate'
  >,
  weights: HierarchyWeights,
): number {
  const { inferenceRate, hierarchy } = stage;
  if (inferenceRate !== 'stable') return inferenceRate;
  const { held } = clampsOf(stage);
  const units = hierarchy.levels.map(unitsOf);
  const lambda = largestEigenvalue(
    curvatureAt({
      hierarchy,
      weights,
      values: units.map((count) => new Float64Array(count)),
      precision: weights.map(({ logPrecision }) => logPrecision.map((value) => Math.exp(value))),
      priorStrength: hierarchy.levels.map(({ prior }, level) =>
        prior === undefined ? null : priorStrength(prior, units[level]!),
      ),
      free: units.map((count, level) => new Float64Array(count).fill(held.has(level) ? 0 : 1)),
    }),
    { iterations: 100, tolerance: 1e-4 },
  );
  return STABLE_SHARE / lambda;
}
