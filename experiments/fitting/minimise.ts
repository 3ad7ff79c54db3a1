/** Where a minimisation ended. */
export interface Minimum {
  readonly point: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  /** Largest element of the gradient. */
  readonly slope: number;
  readonly hasConverged: boolean;
  readonly evaluations: number;
}

const STEP = 1e-4;
const TOLERANCE = 1e-5;
const ITERATIONS = 100;
/** Relative size of the smallest difference of values that means something. */
const RESOLUTION = 1e-13;
/** Where the curvature is 1 or more, as below a standard normal prior, the minimum is this near. */
const CONVERGED = 1e-2;

/** How to minimise. */
export interface MinimiseOptions {
  /** The search ends when no element of the gradient is larger. */
  readonly tolerance?: number;
  /** The gradient, where it is known; central differences otherwise. */
  readonly slopes?: (point: Float64Array) => Float64Array;
  /** Inverse of the curvature at the start, row-major, where it is known roughly: the search begins with full steps. */
  readonly inverse?: Float64Array;
}

/**
 * Minimises a function of a few variables of order 1 by BFGS: the inverse Hessian is learned from the gradients, and
 * each step is halved until the value falls enough (Armijo). A value that is not finite is taken as a wall.
 *
 * @see Nocedal & Wright (2006), Numerical Optimization, chapter 6
 */
export function minimise(
  evaluate: (point: Float64Array) => number,
  start: Float64Array,
  { tolerance = TOLERANCE, slopes, inverse: given }: MinimiseOptions = {},
): Minimum {
  const size = start.length;
  let evaluations = 0;
  const valueAt = (at: Float64Array): number => {
    evaluations++;
    const value = evaluate(at);
    return Number.isFinite(value) ? value : Infinity;
  };
  const gradientAt = (at: Float64Array, centre: number): Float64Array => {
    if (slopes !== undefined) return slopes(at);
    const gradient = new Float64Array(size);
    const moved = Float64Array.from(at);
    for (let index = 0; index < size; index++) {
      moved[index] = at[index]! + STEP;
      const above = valueAt(moved);
      moved[index] = at[index]! - STEP;
      const below = valueAt(moved);
      moved[index] = at[index]!;
      // Beside a wall only one side can be looked at.
      gradient[index] =
        above === Infinity
          ? (centre - below) / STEP
          : below === Infinity
            ? (above - centre) / STEP
            : (above - below) / (2 * STEP);
    }
    return gradient;
  };
  let point = Float64Array.from(start);
  let value = valueAt(point);
  if (value === Infinity)
    return {
      ...{ point, value, gradient: new Float64Array(size), slope: Infinity },
      ...{ hasConverged: false, evaluations },
    };
  let gradient = gradientAt(point, value);
  let inverse = given ?? identity(size);
  let isFresh = given === undefined;
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    if (largest(gradient) < tolerance) break;
    const direction = product(inverse, gradient).map((element) => -element);
    let descent = dot(direction, gradient);
    if (!(descent < 0)) {
      inverse = identity(size);
      direction.set(gradient.map((element) => -element));
      descent = dot(direction, gradient);
    }
    // What is left to gain could not be told from rounding.
    if (!isFresh && -descent < RESOLUTION * Math.abs(value)) break;
    // The first step knows nothing of the scale: no longer than 1.
    let length = isFresh ? Math.min(1, 1 / Math.sqrt(-descent)) : 1;
    let next = point;
    let nextValue = Infinity;
    for (let halving = 0; halving < 30; halving++, length /= 2) {
      next = point.map((element, index) => element + length * direction[index]!);
      nextValue = valueAt(next);
      if (nextValue <= value + 1e-4 * length * descent) break;
    }
    if (!(nextValue < value)) {
      if (isFresh) break;
      inverse = identity(size);
      isFresh = true;
      continue;
    }
    const nextGradient = gradientAt(next, nextValue);
    const moved = next.map((element, index) => element - point[index]!);
    const changed = nextGradient.map((element, index) => element - gradient[index]!);
    inverse = updated(inverse, moved, { changed, isFresh });
    isFresh = false;
    point = next;
    value = nextValue;
    gradient = nextGradient;
  }
  const slope = largest(gradient);
  const hasConverged = slope < CONVERGED;
  return { point, value, gradient, slope, hasConverged, evaluations };
}

/** The BFGS update of the inverse Hessian; unchanged where the curvature along the step is not positive. */
function updated(
  inverse: Float64Array,
  moved: Float64Array,
  { changed, isFresh }: { readonly changed: Float64Array; readonly isFresh: boolean },
): Float64Array {
  const size = moved.length;
  const curvature = dot(moved, changed);
  if (!(curvature > 1e-12)) return inverse;
  const scaled = isFresh
    ? inverse.map((element) => (element * curvature) / dot(changed, changed))
    : inverse;
  const carried = product(scaled, changed);
  const factor = (1 + dot(changed, carried) / curvature) / curvature;
  const result = Float64Array.from(scaled);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      result[row * size + column]! +=
        factor * moved[row]! * moved[column]! -
        (carried[row]! * moved[column]! + moved[row]! * carried[column]!) / curvature;
    }
  }
  return result;
}

function identity(size: number): Float64Array {
  const matrix = new Float64Array(size * size);
  for (let index = 0; index < size; index++) matrix[index * size + index] = 1;
  return matrix;
}

function product(matrix: Float64Array, vector: Float64Array): Float64Array {
  const size = vector.length;
  const result = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      result[row]! += matrix[row * size + column]! * vector[column]!;
    }
  }
  return result;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!;
  return sum;
}

function largest(vector: Float64Array): number {
  return vector.reduce((most, element) => Math.max(most, Math.abs(element)), 0);
}
