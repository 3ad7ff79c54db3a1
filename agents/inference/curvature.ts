import { priorCurvature } from '../energy/priors.ts';
import { connectionShape, unitsOf, type ConnectionShape, type Hierarchy } from '../hierarchy.ts';
import { ACTIVATIONS } from '../maths/activations.ts';
import type { HierarchyWeights } from '../weights/parameters-of-hierarchy.ts';

/** Everything that the Hessian of F depends on, for one observation. */
export interface CurvaturePoint {
  readonly hierarchy: Hierarchy;
  readonly weights: HierarchyWeights;
  /** Values of every level, `[units]`. */
  readonly values: readonly ArrayLike<number>[];
  /** Precision in force of every connection, `[errors]`. */
  readonly precision: readonly ArrayLike<number>[];
  /** Prior strength in force of every level, `[units]`; `null` without a prior. */
  readonly priorStrength: readonly (ArrayLike<number> | null)[];
  /** Per level, nonzero where a unit may move. */
  readonly free: readonly ArrayLike<number>[];
}

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
  /** Derivative of the sensory predictions (one per error of connection 0) with respect to the free nodes, `errors x size`. */
  sensoryJacobian(): Float64Array;
}

interface ConnectionTerms {
  readonly shape: ConnectionShape;
  readonly weights: Float64Array;
  readonly precision: ArrayLike<number>;
  /** f'(x) and f''(x) of the upper units. */
  readonly upperSlope: Float64Array;
  readonly upperCurvature: Float64Array;
  /** g' and g'' at the preactivations, one per error. */
  readonly outputSlope: Float64Array;
  /** precision g'^2 - weightedError g'': weight of each error in the Gauss-Newton-like part. */
  readonly bend: Float64Array;
  /** W' (g' .* weighted error), one per upper unit: multiplies f''. */
  readonly message: Float64Array;
}

/**
 * The Hessian of the free energy, exactly (second derivatives of f and g included), at one point:
 *
 *   d2F/dx_l dx_l     = Pi_l + J' Pi J - sum_j weightedError_j d2 prediction_j + prior''
 *   d2F/dx_l dx_{l+1} = -Pi_l J_l,   J_l = diag(g') W diag(f')
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
  const terms = hierarchy.connections.map((_, index) => {
    const whole = connectionTerms(point, index);
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

  const multiply = (vector: ArrayLike<number>): Float64Array => {
    const moved = nodeOf.map((map) =>
      Float64Array.from(map, (node) => (node < 0 ? 0 : vector[node]!)),
    );
    const change = moved.map((values, level) =>
      values.map((value, unit) => value * priors[level]![unit]!),
    );
    terms.forEach((term, lower) => {
      addConnectionProduct(
        term,
        moved[lower]!,
        moved[lower + 1]!,
        change[lower]!,
        change[lower + 1]!,
      );
    });
    return Float64Array.from(nodes, ({ level, unit }) => change[level]![unit]!);
  };

  return {
    size: nodes.length,
    nodes,
    multiply,
    diagonal: () => {
      const sums = priors.map((prior) => Float64Array.from(prior));
      terms.forEach((term, lower) => {
        addConnectionDiagonal(term, sums[lower]!, sums[lower + 1]!);
      });
      return Float64Array.from(nodes, ({ level, unit }) => sums[level]![unit]!);
    },
    dense: () => {
      const size = nodes.length;
      const matrix = new Float64Array(size * size);
      nodes.forEach(({ level, unit }, node) => {
        matrix[node * size + node] = priors[level]![unit]!;
      });
      terms.forEach((term, lower) => {
        addConnectionBlocks(term, {
          matrix,
          size,
          lowerNode: nodeOf[lower]!,
          upperNode: nodeOf[lower + 1]!,
        });
      });
      return matrix;
    },
    sensoryJacobian: () => {
      const term = terms[0];
      const size = nodes.length;
      if (term === undefined) return new Float64Array(0);
      const { shape } = term;
      const jacobian = new Float64Array(shape.errors * size);
      forEachWeight(term, (error, upper, weight) => {
        const node = nodeOf[1]![upper]!;
        if (node >= 0) {
          jacobian[error * size + node] =
            term.outputSlope[error]! * weight * term.upperSlope[upper]!;
        }
      });
      return jacobian;
    },
  };
}

function connectionTerms(
  { hierarchy, weights, values, precision }: CurvaturePoint,
  index: number,
): ConnectionTerms {
  const connection = hierarchy.connections[index]!;
  const shape = connectionShape(hierarchy, index);
  const { lowerFromUpper, bias } = weights[index]!;
  const { windows, lower, upper, errors, unitOfError } = shape;
  const input = ACTIVATIONS[connection.activation];
  const output = ACTIVATIONS[connection.outputActivation];
  const below = values[index]!;
  const above = Float64Array.from(values[index + 1]!);
  const sent = above.map(input.value);
  const outputSlope = new Float64Array(errors);
  const bend = new Float64Array(errors);
  const message = new Float64Array(windows * upper);
  for (let window = 0; window < windows; window++) {
    for (let unit = 0; unit < lower; unit++) {
      let sum = bias?.[unit] ?? 0;
      for (let k = 0; k < upper; k++) {
        sum += lowerFromUpper[unit * upper + k]! * sent[window * upper + k]!;
      }
      const error = window * lower + unit;
      const sensed = below[unitOfError === null ? error : unitOfError[error]!]!;
      const weighted = precision[index]![error]! * (sensed - output.value(sum));
      const slope = output.slope(sum);
      outputSlope[error] = slope;
      bend[error] = precision[index]![error]! * slope * slope - weighted * output.curvature(sum);
      for (let k = 0; k < upper; k++) {
        message[window * upper + k]! += lowerFromUpper[unit * upper + k]! * slope * weighted;
      }
    }
  }
  return {
    shape,
    weights: lowerFromUpper,
    precision: precision[index]!,
    upperSlope: above.map(input.slope),
    upperCurvature: above.map(input.curvature),
    outputSlope,
    bend,
    message,
  };
}

function withoutSecondDerivatives(term: ConnectionTerms): ConnectionTerms {
  return {
    ...term,
    upperCurvature: term.upperCurvature.map(() => 0),
    bend: term.outputSlope.map((slope, error) => term.precision[error]! * slope * slope),
  };
}

/** Calls back with every (error, upper unit, weight) that are connected. */
function forEachWeight(
  { shape: { windows, lower, upper }, weights }: ConnectionTerms,
  visit: (error: number, upperUnit: number, weight: number) => void,
): void {
  for (let window = 0; window < windows; window++) {
    for (let unit = 0; unit < lower; unit++) {
      for (let k = 0; k < upper; k++) {
        visit(window * lower + unit, window * upper + k, weights[unit * upper + k]!);
      }
    }
  }
}

function addConnectionProduct(
  term: ConnectionTerms,
  lowerMove: Float64Array,
  upperMove: Float64Array,
  lowerChange: Float64Array,
  upperChange: Float64Array,
): void {
  const { shape, weights, precision, upperSlope, upperCurvature, outputSlope, bend, message } =
    term;
  const { windows, lower, upper, unitOfError } = shape;
  for (let window = 0; window < windows; window++) {
    for (let unit = 0; unit < lower; unit++) {
      const error = window * lower + unit;
      const row = unit * upper;
      let moved = 0;
      for (let k = 0; k < upper; k++) {
        const above = window * upper + k;
        moved += weights[row + k]! * upperSlope[above]! * upperMove[above]!;
      }
      const below = unitOfError === null ? error : unitOfError[error]!;
      const cross = precision[error]! * outputSlope[error]!;
      lowerChange[below]! += precision[error]! * lowerMove[below]! - cross * moved;
      const back = bend[error]! * moved - cross * lowerMove[below]!;
      for (let k = 0; k < upper; k++) {
        const above = window * upper + k;
        upperChange[above]! += weights[row + k]! * upperSlope[above]! * back;
      }
    }
  }
  for (let above = 0; above < upperMove.length; above++) {
    upperChange[above]! -= upperCurvature[above]! * message[above]! * upperMove[above]!;
  }
}

function addConnectionDiagonal(
  term: ConnectionTerms,
  lowerSum: Float64Array,
  upperSum: Float64Array,
): void {
  const { shape, precision, upperSlope, upperCurvature, bend, message } = term;
  for (let error = 0; error < shape.errors; error++) {
    lowerSum[shape.unitOfError === null ? error : shape.unitOfError[error]!]! += precision[error]!;
  }
  forEachWeight(term, (error, above, weight) => {
    upperSum[above]! += bend[error]! * (weight * upperSlope[above]!) ** 2;
  });
  for (let above = 0; above < upperSum.length; above++) {
    upperSum[above]! -= upperCurvature[above]! * message[above]!;
  }
}

function addConnectionBlocks(
  term: ConnectionTerms,
  {
    matrix,
    size,
    lowerNode,
    upperNode,
  }: { matrix: Float64Array; size: number; lowerNode: Int32Array; upperNode: Int32Array },
): void {
  const { shape, weights, precision, upperSlope, upperCurvature, outputSlope, bend, message } =
    term;
  const { windows, lower, upper, errors, unitOfError } = shape;
  for (let error = 0; error < errors; error++) {
    const node = lowerNode[unitOfError === null ? error : unitOfError[error]!]!;
    if (node >= 0) matrix[node * size + node]! += precision[error]!;
  }
  for (let above = 0; above < upperNode.length; above++) {
    const node = upperNode[above]!;
    if (node >= 0) matrix[node * size + node]! -= upperCurvature[above]! * message[above]!;
  }
  const scaled = new Float64Array(upper);
  for (let window = 0; window < windows; window++) {
    const open: number[] = [];
    for (let k = 0; k < upper; k++) if (upperNode[window * upper + k]! >= 0) open.push(k);
    for (let unit = 0; unit < lower; unit++) {
      const error = window * lower + unit;
      const weight = bend[error]!;
      for (const k of open)
        scaled[k] = weights[unit * upper + k]! * upperSlope[window * upper + k]!;
      const below = lowerNode[unitOfError === null ? error : unitOfError[error]!]!;
      const cross = precision[error]! * outputSlope[error]!;
      for (const i of open) {
        const row = upperNode[window * upper + i]!;
        if (weight !== 0) {
          const factor = weight * scaled[i]!;
          for (const j of open)
            matrix[row * size + upperNode[window * upper + j]!]! += factor * scaled[j]!;
        }
        if (below >= 0) {
          matrix[row * size + below]! -= cross * scaled[i]!;
          matrix[below * size + row]! -= cross * scaled[i]!;
        }
      }
    }
  }
}
