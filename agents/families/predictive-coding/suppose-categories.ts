import type { Engine } from '../../engine/engine.ts';
import { settlingRate } from '../../learning/stable-rate.ts';
import { cholesky, type CholeskyFactor, drawByCurvature } from '../../maths/cholesky.ts';
import { logDeterminant } from '../../maths/dense.ts';
import type { Random } from '../../maths/random.ts';
import { createModel, type Model } from '../../model.ts';
import type { HierarchyWeights } from '../../weights/parameters-of-hierarchy.ts';
import { codingHierarchy, type CodingSizes, FEATURE_PRECISION } from './coding-hierarchy.ts';

/** A hierarchy that has learned, or is about to. */
export interface Coding {
  readonly sizes: CodingSizes;
  readonly weights: HierarchyWeights;
  /** Probability of every category. */
  readonly prior: Float64Array;
}

/** What is believed about some data once every category was supposed for each of them. */
export interface Supposed {
  /** ln p(datum, category), nats, `data x categories`. */
  readonly logJoint: Float64Array;
  /** Where the features settled, `data x categories x features`. */
  readonly features: Float64Array;
}

/** Supposes categories of data, a fixed number of data at a time. */
export interface CategoryModel {
  suppose(coding: Coding, data: Float64Array): Supposed;
  dispose(): void;
}

/** Settle steps end where no slope of the free energy is larger. */
const TOLERANCE = 1e-5;
/** Steps between two looks at the slopes. */
const LOOK_EVERY = 10;

/**
 * How the features come to rest.
 *
 * - `steady`: all steps are taken, of a size at which the category could move as well. Learning does so, with few steps, and
 *   `compare`, with many.
 * - `quick`: steps as large as they may be while the category is held, until the slopes are small. The place is the same, since
 *   everything is linear; it takes some dozens of steps in place of thousands. The coding must not change.
 */
export type Settling = 'steady' | 'quick';

/** Curvature of the free energy by the features, I precision + B' B / variance, the same everywhere since all is linear. */
export function featureCurvature({ sizes: { size, features }, weights }: Coding): CholeskyFactor {
  const { lowerFromUpper, logPrecision } = weights[0]!;
  const precision = Math.exp(logPrecision[0]!);
  const curvature = new Float64Array(features * features);
  for (let row = 0; row < features; row++) {
    for (let column = 0; column < features; column++) {
      let sum = row === column ? FEATURE_PRECISION : 0;
      for (let axis = 0; axis < size; axis++) {
        sum +=
          precision *
          lowerFromUpper[axis * features + row]! *
          lowerFromUpper[axis * features + column]!;
      }
      curvature[row * features + column] = sum;
    }
  }
  const factor = cholesky(curvature, features);
  if (factor === null) throw new Error('a curvature of features that is not positive definite');
  return factor;
}

/**
 * Settles the features of every datum under every category, side by side in one batch. The free energy there, with the width of
 * the posterior around it, is minus the joint log probability, and exactly so, since features are linear:
 *
 *   ln p(x, k) = ln p(k) - F_k - 1/2 ln |H| + n/2 ln 2 pi
 */
export function createCategoryModel(
  sizes: CodingSizes,
  {
    engine,
    data,
    settleSteps,
    settling = 'steady',
  }: {
    readonly engine: Engine;
    readonly data: number;
    readonly settleSteps: number;
    readonly settling?: Settling;
  },
): CategoryModel {
  const { size, features, categories } = sizes;
  const rows = data * categories;
  const isQuick = settling === 'quick';
  let latest: Coding | null = null;
  let width = 0;
  let model: Model | null = null;
  const supposed = new Float64Array(rows * categories);
  for (let row = 0; row < rows; row++) supposed[row * categories + (row % categories)] = 1;
  return {
    suppose(coding, points) {
      const { weights, prior } = coding;
      const isKnown = isQuick && coding === latest;
      latest = coding;
      const hierarchy = codingHierarchy(sizes, Math.exp(weights[0]!.logPrecision[0]!));
      model ??= createModel({
        ...{ hierarchy, weights, engine, batch: rows, held: new Set([0, 2]), learning: false },
        inferenceRate: 1,
      });
      if (!isKnown) {
        model.setWeights(weights);
        model.setPrecision(0, weights[0]!.logPrecision.map(Math.exp));
        model.setInferenceRate(
          settlingRate(
            { hierarchy, classes: isQuick ? categories : 0, inferenceRate: 'stable' },
            weights,
          ),
        );
        width =
          0.5 * features * Math.log(2 * Math.PI) - 0.5 * logDeterminant(featureCurvature(coding));
      }
      const shown = new Float64Array(rows * size);
      for (let at = 0; at < shown.length; at++) {
        shown[at] = points[Math.floor(at / (size * categories)) * size + (at % size)]!;
      }
      model.setValues(0, shown);
      model.setValues(2, supposed);
      model.predictDownwards(2);
      model.settle({
        ...{ steps: settleSteps, tolerance: TOLERANCE, traceEvery: isQuick ? LOOK_EVERY : 0 },
        risesToDiverge: Number.MAX_SAFE_INTEGER,
      });
      return {
        logJoint: model
          .rowEnergies()
          .map((energy, row) => Math.log(prior[row % categories]!) - energy + width),
        features: model.values(1),
      };
    },
    dispose() {
      model?.dispose();
      model = null;
    },
  };
}

/** A draw from the Gaussian posterior around settled features. */
export function drawAround(
  settled: ArrayLike<number>,
  curvature: CholeskyFactor,
  random: Random,
): Float64Array {
  return drawByCurvature(curvature, random).map((value, unit) => settled[unit]! + value);
}

/** Probabilities from joint log probabilities of one datum, and ln of their sum, nats. */
export function posteriorOf(logJoint: Float64Array): {
  readonly probabilities: Float64Array;
  readonly evidence: number;
} {
  const most = logJoint.reduce((a, b) => Math.max(a, b), -Infinity);
  const shares = logJoint.map((log) => Math.exp(log - most));
  const sum = shares.reduce((a, b) => a + b, 0);
  return { probabilities: shares.map((share) => share / sum), evidence: most + Math.log(sum) };
}
