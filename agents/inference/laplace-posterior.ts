import type { PosteriorVariance } from '../belief.ts';
import { predictionsOf } from '../graph.ts';
import { connectionShape, type ConnectionShape, type Hierarchy, unitsOf } from '../hierarchy.ts';
import { cholesky, forwardSubstitute, inverseDiagonal } from '../maths/cholesky.ts';
import { averagedOverWindows } from '../window-average.ts';
import { curvatureAt, type Curvature, type CurvaturePoint } from './curvature.ts';

/** Up to this many free nodes the exact inverse is quick enough (tens of milliseconds) for a running session. */
export const EXACT_LIMIT = 256;

/** Share of the right-hand side that conjugate gradients may leave; what it costs a variance is of second order. */
const NODE_TOLERANCE = 1e-8;
const VARIANCE_TOLERANCE = 1e-3;
const MOST_ITERATIONS = 200;

/** Nodes on which the error of the diagonal approximation is measured. */
const SAMPLED_NODES = 8;

/**
 * Posterior variance of every value node by the Laplace approximation: q(x) = N(x*, H^-1), H = d2F/dx2 at x*.
 *
 * `exact` inverts the whole Hessian (exact posterior variance for a linear-Gaussian model). `diagonal` takes 1/H_ii, the
 * variance of a node given all others, which is never above the exact one; its median relative error is measured by
 * conjugate gradients on a few nodes when `measureError` is set. Under a Laplace prior, units at the kink (value 0) are
 * held there by it and get variance 0: the approximation is conditional on the active set.
 *
 * @see Bogacz (2017), doi:10.1016/j.jmp.2015.11.003, for the Laplace approximation in predictive coding.
 */
export function laplaceVariance(
  point: CurvaturePoint,
  options: { readonly method: 'exact' | 'diagonal' | 'auto'; readonly measureError: boolean },
): PosteriorVariance {
  const curvature = curvatureAt({ ...point, free: activeSet(point) });
  const wantsExact =
    options.method === 'exact' || (options.method === 'auto' && curvature.size <= EXACT_LIMIT);
  const factor = wantsExact ? cholesky(curvature.dense(), curvature.size) : null;
  if (factor !== null) {
    const jacobian = curvature.sensoryJacobian();
    const errors = curvature.size === 0 ? 0 : jacobian.length / curvature.size;
    const perError = new Float64Array(sensoryErrors(point));
    for (let error = 0; error < errors; error++) {
      const row = jacobian.slice(error * curvature.size, (error + 1) * curvature.size);
      perError[error] = forwardSubstitute(factor, row).reduce(
        (sum, entry) => sum + entry * entry,
        0,
      );
    }
    return assemble(point, curvature, inverseDiagonal(factor), perError, 'exact', 0);
  }
  const diagonal = curvature
    .diagonal()
    .map((entry) => (entry > 0 ? 1 / entry : Number.POSITIVE_INFINITY));
  const jacobian = curvature.sensoryJacobian();
  const perError = new Float64Array(sensoryErrors(point));
  for (let entry = 0; entry < jacobian.length; entry++) {
    if (jacobian[entry] === 0) continue;
    perError[Math.floor(entry / curvature.size)]! +=
      jacobian[entry]! ** 2 * diagonal[entry % curvature.size]!;
  }
  return assemble(
    point,
    curvature,
    diagonal,
    perError,
    'diagonal',
    options.measureError ? medianRelativeError(curvature, diagonal) : null,
  );
}

/**
 * Posterior variance of a weighted sum by the Laplace approximation,
 *
 *   Var(c' y) = g' H^-1 g,   g = dy/dx c
 *
 * by conjugate gradients, so that H is not formed. y are the predictions of the senses (`level` 0; of a unit that several
 * windows predict, their mean), or the values of a level above.
 *
 * @returns `null` where H is not positive along the way.
 */
export function laplaceVarianceOf(
  point: CurvaturePoint,
  level: number,
  weights: ArrayLike<number>,
): number | null {
  const curvature = curvatureAt({ ...point, free: activeSet(point) });
  const gradient =
    level === 0
      ? curvature.sensoryPullback(weightsPerError(point, weights))
      : Float64Array.from(curvature.nodes, (node) =>
          node.level === level ? weights[node.unit]! : 0,
        );
  const solution = solve(curvature, gradient, VARIANCE_TOLERANCE);
  return solution === null
    ? null
    : solution.reduce((sum, entry, index) => sum + entry * gradient[index]!, 0);
}

/** Shares the weight of a unit between the windows that predict it. */
function weightsPerError(
  { hierarchy }: CurvaturePoint,
  weights: ArrayLike<number>,
): ArrayLike<number> {
  const unitOfError = sensoryShape(hierarchy)?.unitOfError ?? null;
  if (unitOfError === null) return weights;
  const windows = new Float64Array(weights.length);
  for (const unit of unitOfError) windows[unit]!++;
  return Float64Array.from(unitOfError, (unit) => weights[unit]! / windows[unit]!);
}

/**
 * Surprise -ln p(observation) in nats by the Laplace approximation: F at its minimum, with the volume of the posterior,
 *
 *   -ln p(u)  ~  F(x*) + 1/2 ln |H| - n/2 ln 2 pi
 *
 * Exact for a linear-Gaussian model; an approximation elsewhere. Only meaningful at settled beliefs.
 *
 * @returns `null` where the Hessian is not positive definite.
 */
export function laplaceSurprise(freeEnergy: number, point: CurvaturePoint): number | null {
  const curvature = curvatureAt({ ...point, free: activeSet(point) });
  const factor = cholesky(curvature.dense(), curvature.size);
  if (factor === null) return null;
  let halfLogDeterminant = 0;
  for (let node = 0; node < factor.size; node++) {
    halfLogDeterminant += Math.log(factor.lower[node * factor.size + node]!);
  }
  return freeEnergy + halfLogDeterminant - (factor.size / 2) * Math.log(2 * Math.PI);
}

/** Free units, without those that a Laplace prior holds at its kink. */
export function activeSet({
  hierarchy,
  values,
  free,
  priorStrength,
}: CurvaturePoint): Float64Array[] {
  return hierarchy.levels.map(({ prior }, level) =>
    Float64Array.from(free[level]!, (open, unit) => {
      const held =
        prior?.kind === 'laplace' && priorStrength[level]![unit]! > 0 && values[level]![unit] === 0;
      return open !== 0 && !held ? 1 : 0;
    }),
  );
}

/** Shape of the connection that leads the prediction of the senses; `null` where nothing predicts them. */
function sensoryShape(hierarchy: Hierarchy): ConnectionShape | null {
  const group = predictionsOf(hierarchy).find(({ level }) => level === 0);
  return group === undefined ? null : connectionShape(hierarchy, group.connections[0]!);
}

function sensoryErrors({ hierarchy }: CurvaturePoint): number {
  return sensoryShape(hierarchy)?.errors ?? 0;
}

function assemble(
  { hierarchy }: CurvaturePoint,
  curvature: Curvature,
  diagonal: Float64Array,
  perError: Float64Array,
  method: PosteriorVariance['method'],
  relativeError: number | null,
): PosteriorVariance {
  const levels = hierarchy.levels.map((level) => new Float64Array(unitsOf(level)));
  curvature.nodes.forEach(({ level, unit }, node) => {
    levels[level]![unit] = diagonal[node]!;
  });
  const unitOfError = sensoryShape(hierarchy)?.unitOfError ?? null;
  const prediction =
    unitOfError === null
      ? perError
      : averagedOverWindows(perError, unitOfError, unitsOf(hierarchy.levels[0]!), 1);
  return { levels, prediction, method, relativeError };
}

/** Median over a few evenly spaced nodes of |1/H_ii - (H^-1)_ii| / (H^-1)_ii. */
function medianRelativeError(curvature: Curvature, diagonal: Float64Array): number | null {
  const { size } = curvature;
  const count = Math.min(SAMPLED_NODES, size);
  const errors: number[] = [];
  for (let sample = 0; sample < count; sample++) {
    const node = Math.floor(((sample + 0.5) * size) / count);
    const one = new Float64Array(size);
    one[node] = 1;
    const exact = solve(curvature, one, NODE_TOLERANCE)?.[node] ?? Number.NaN;
    if (exact > 0 && Number.isFinite(diagonal[node])) {
      errors.push(Math.abs(diagonal[node]! - exact) / exact);
    }
  }
  errors.sort((a, b) => a - b);
  return errors.length === 0 ? null : errors[Math.floor(errors.length / 2)]!;
}

/**
 * Solves H z = b by conjugate gradients (H positive definite), until the norm of what is left is this share of that of b;
 * `null` where H is not positive along the way.
 */
function solve(curvature: Curvature, wanted: Float64Array, tolerance: number): Float64Array | null {
  const { size } = curvature;
  const solution = new Float64Array(size);
  const residual = Float64Array.from(wanted);
  let direction = Float64Array.from(residual);
  let power = residual.reduce((sum, entry) => sum + entry * entry, 0);
  const enough = power * tolerance ** 2;
  for (
    let iteration = 0;
    iteration < Math.min(size, MOST_ITERATIONS) && power > enough;
    iteration++
  ) {
    const moved = curvature.multiply(direction);
    const curvatureAlong = moved.reduce((sum, entry, index) => sum + entry * direction[index]!, 0);
    if (!(curvatureAlong > 0)) return null;
    const step = power / curvatureAlong;
    let next = 0;
    for (let index = 0; index < size; index++) {
      solution[index]! += step * direction[index]!;
      residual[index]! -= step * moved[index]!;
      next += residual[index]! ** 2;
    }
    direction = direction.map((entry, index) => residual[index]! + (next / power) * entry);
    power = next;
  }
  return solution;
}
