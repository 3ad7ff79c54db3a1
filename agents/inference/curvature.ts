import { priorCurvature } from '../energy/priors.ts';
import { predictionsOf } from '../graph.ts';
import { unitsOf } from '../hierarchy.ts';
import {
  type CurvaturePoint,
  predictionTerms,
  type PredictionTerms,
  withoutSecondDerivatives,
} from './curvature-terms.ts';

export { type CurvaturePoint } from './curvature-terms.ts';

/** The Hessian d2F/dvalues2 over the free value nodes, numbered level by level from the sensory one. */
export interface Curvature {
  readonly size: number;
  /** Level and unit of every free node. */
  readonly nodes: readonly { readonly level: number; readonly unit: number }[];
  /** H v, without forming H. */
  multiply(vector: ArrayLike<number>): Float64Array;
  diagonal(): Float64Array;
  /** H itself, `size x size`, row-major. */
  dense(): Float64Array;
  /** Derivative of the sensory predictions (one per error of level 0) with respect to the free nodes, `errors x size`. */
  sensoryJacobian(): Float64Array;
  /** The transpose of {@link sensoryJacobian} times one weight per error of level 0, without forming it. */
  sensoryPullback(weights: ArrayLike<number>): Float64Array;
}

/**
 * The Hessian of the free energy, exactly (second derivatives of f and g included), at one point:
 *
 *   d2F/dx_l dx_l = Pi_l + J' Pi J - sum_j weightedError_j d2 prediction_j + prior''
 *   d2F/dx_l dx_u = -Pi_l J_u,   J_u = diag(g') W diag(f'),   u a level that predicts l
 *
 * Laplace priors have no curvature away from their kink; a unit at the kink is best left out of `free`. The part
 * `gauss-newton` leaves the second derivatives of predictions out, and priors where they are not convex: J' Pi J +
 * max(0, prior''), which is never negative.
 */
export function curvatureAt(
  point: CurvaturePoint,
  { part = 'whole' }: { readonly part?: 'whole' | 'gauss-newton' } = {},
): Curvature {
  const { hierarchy, free } = point;
  const terms = predictionsOf(hierarchy).map((group) => {
    const whole = predictionTerms(point, group);
    return part === 'whole' ? whole : withoutSecondDerivatives(whole);
  });
  const units = hierarchy.levels.map(unitsOf);
  const nodes: { level: number; unit: number }[] = [];
  const nodeOf = units.map((count, level) => {
    const map = new Int32Array(count).fill(-1);
    for (let unit = 0; unit < count; unit++) {
      if (free[level]![unit] !== 0) map[unit] = nodes.push({ level, unit }) - 1;
    }
    return map;
  });
  const priors = hierarchy.levels.map(({ prior }, level) =>
    Float64Array.from({ length: units[level]! }, (_, unit) =>
      prior === undefined
        ? 0
        : Math.max(
            part === 'whole' ? -Infinity : 0,
            priorCurvature(prior, point.priorStrength[level]![unit]!, point.values[level]![unit]!),
          ),
    ),
  );
  const size = nodes.length;
  const spread = (perLevel: readonly Float64Array[]): Float64Array =>
    Float64Array.from(nodes, ({ level, unit }) => perLevel[level]![unit]!);

  return {
    size,
    nodes,
    multiply: (vector) => {
      const moved = nodeOf.map((map) =>
        Float64Array.from(map, (node) => (node < 0 ? 0 : vector[node]!)),
      );
      const change = moved.map((values, level) =>
        values.map((value, unit) => value * priors[level]![unit]!),
      );
      for (const term of terms) addProduct(term, moved, change);
      return spread(change);
    },
    diagonal: () => {
      const sums = priors.map((prior) => Float64Array.from(prior));
      for (const term of terms) addDiagonal(term, sums);
      return spread(sums);
    },
    dense: () => {
      const matrix = new Float64Array(size * size);
      nodes.forEach(({ level, unit }, node) => {
        matrix[node * size + node] = priors[level]![unit]!;
      });
      for (const term of terms) addBlocks(term, { matrix, size, nodeOf });
      return matrix;
    },
    sensoryJacobian: () => {
      const term = terms.find(({ level }) => level === 0);
      if (term === undefined) return new Float64Array(0);
      const jacobian = new Float64Array(term.errors * size);
      for (let error = 0; error < term.errors; error++) {
        for (const { upper, map, slope } of term.contributions) {
          map.visitError(error, (unit, weight) => {
            const node = nodeOf[upper]![unit]!;
            if (node < 0) return;
            jacobian[error * size + node]! += term.outputSlope[error]! * weight * slope[unit]!;
          });
        }
      }
      return jacobian;
    },
    sensoryPullback: (weights) => {
      const pulled = units.map((count) => new Float64Array(count));
      const term = terms.find(({ level }) => level === 0);
      const sloped = term?.outputSlope.map((slope, error) => slope * weights[error]!);
      for (const { upper, map, slope } of term?.contributions ?? []) {
        map.addSlopedTransposed(pulled[upper]!, slope, sloped!);
      }
      return spread(pulled);
    },
  };
}

function addProduct(
  { level, errors, unitOfError, precision, outputSlope, bend, contributions }: PredictionTerms,
  moved: readonly Float64Array[],
  change: readonly Float64Array[],
): void {
  const sums = new Float64Array(errors);
  for (const { upper, map, slope } of contributions) {
    map.addSlopedProduct(sums, slope, moved[upper]!);
  }
  const lowerMove = moved[level]!;
  const lowerChange = change[level]!;
  const back = new Float64Array(errors);
  for (let error = 0; error < errors; error++) {
    const below = unitOfError === null ? error : unitOfError[error]!;
    const cross = precision[error]! * outputSlope[error]!;
    lowerChange[below]! += precision[error]! * lowerMove[below]! - cross * sums[error]!;
    back[error] = bend[error]! * sums[error]! - cross * lowerMove[below]!;
  }
  for (const { upper, map, slope, curvature, message } of contributions) {
    const upperMove = moved[upper]!;
    const upperChange = change[upper]!;
    map.addSlopedTransposed(upperChange, slope, back);
    for (let unit = 0; unit < upperMove.length; unit++) {
      upperChange[unit]! -= curvature[unit]! * message[unit]! * upperMove[unit]!;
    }
  }
}

function addDiagonal(
  { level, errors, unitOfError, precision, outputSlope, bend, contributions }: PredictionTerms,
  sums: readonly Float64Array[],
): void {
  // A unit may have several parts in one error: a skip beside weights, or a level that predicts itself.
  const parts = sums.map((level) => new Float64Array(level.length));
  for (let error = 0; error < errors; error++) {
    const below = unitOfError === null ? error : unitOfError[error]!;
    sums[level]![below]! += precision[error]!;
    for (const { upper, map, slope } of contributions) {
      map.visitError(error, (unit, weight) => {
        const own = weight * slope[unit]!;
        // (a + b)^2 = a^2 + b (2 a + b), part by part.
        const before = parts[upper]![unit]!;
        sums[upper]![unit]! += bend[error]! * own * (2 * before + own);
        parts[upper]![unit] = before + own;
        if (upper === level && unit === below) {
          sums[level]![below]! -= 2 * precision[error]! * outputSlope[error]! * own;
        }
      });
    }
    for (const { upper, map } of contributions) {
      map.visitError(error, (unit) => {
        parts[upper]![unit] = 0;
      });
    }
  }
  for (const { upper, curvature, message } of contributions) {
    for (let unit = 0; unit < message.length; unit++) {
      sums[upper]![unit]! -= curvature[unit]! * message[unit]!;
    }
  }
}

function addBlocks(
  { level, errors, unitOfError, precision, outputSlope, bend, contributions }: PredictionTerms,
  { matrix, size, nodeOf }: { matrix: Float64Array; size: number; nodeOf: readonly Int32Array[] },
): void {
  for (const { upper, curvature, message } of contributions) {
    for (let unit = 0; unit < message.length; unit++) {
      const node = nodeOf[upper]![unit]!;
      if (node >= 0) matrix[node * size + node]! -= curvature[unit]! * message[unit]!;
    }
  }
  const open: number[] = [];
  const scaled: number[] = [];
  for (let error = 0; error < errors; error++) {
    open.length = 0;
    scaled.length = 0;
    for (const { upper, map, slope } of contributions) {
      map.visitError(error, (unit, weight) => {
        const node = nodeOf[upper]![unit]!;
        if (node < 0) return;
        open.push(node);
        scaled.push(weight * slope[unit]!);
      });
    }
    const weight = bend[error]!;
    const below = nodeOf[level]![unitOfError === null ? error : unitOfError[error]!]!;
    const cross = precision[error]! * outputSlope[error]!;
    if (below >= 0) matrix[below * size + below]! += precision[error]!;
    for (let i = 0; i < open.length; i++) {
      const row = open[i]!;
      if (weight !== 0) {
        const factor = weight * scaled[i]!;
        for (let j = 0; j < open.length; j++) matrix[row * size + open[j]!]! += factor * scaled[j]!;
      }
      if (below >= 0) {
        matrix[row * size + below]! -= cross * scaled[i]!;
        matrix[below * size + row]! -= cross * scaled[i]!;
      }
    }
  }
}
