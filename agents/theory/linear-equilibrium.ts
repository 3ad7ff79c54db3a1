import { HelmholtzError } from '../errors.ts';
import { connectionShape, type Hierarchy } from '../hierarchy.ts';
import { cholesky, forwardSubstitute } from '../maths/cholesky.ts';
import type { HierarchyWeights } from '../weights/parameters-of-hierarchy.ts';

/** Where a deep linear net settles, in closed form. */
export interface LinearEquilibrium {
  /** Rescaling S, `n x n` of the sensory level, row-major. */
  readonly rescaling: Float64Array;
  /** 1/2 sum_l e_l' Pi_l e_l at equilibrium, without constants. */
  readonly energy: number;
  /** Errors of every level but the top one, sensory level first. */
  readonly errors: readonly Float64Array[];
  /** Values of every level at equilibrium, sensory level first. */
  readonly values: readonly Float64Array[];
}

/**
 * Equilibrium of a chain of dense linear levels whose two ends are clamped, in closed form.
 *
 *   r = x_0 - forward(x_L),  P_l = W_0 W_1 ... W_{l-1},  S = Pi_0^-1 + sum_{l=1}^{L-1} P_l Pi_l^-1 P_l'
 *   F* = 1/2 r' S^-1 r,  e_l = Pi_l^-1 P_l' S^-1 r
 *
 * With unit precisions, S = I + sum_l P_l P_l': the squared error of a forward pass, rescaled by what the levels between
 * can take up.
 *
 * @throws {HelmholtzError} `not-applicable` naming what is not linear or dense; `bad-shape` for wrong lengths.
 * @see Innocenti, Achour, Singh & Buckley (2024), arXiv:2408.11979
 */
export function linearEquilibrium(
  hierarchy: Hierarchy,
  weights: HierarchyWeights,
  { sensory, top }: { readonly sensory: ArrayLike<number>; readonly top: ArrayLike<number> },
): LinearEquilibrium {
  requireLinearChain(hierarchy);
  const shapes = hierarchy.connections.map((_, index) => connectionShape(hierarchy, index));
  const size = shapes[0]!.lower;
  checkLength('sensory', sensory, size);
  checkLength('top', top, shapes.at(-1)!.upper);
  const forward = forwardPass(weights, top);
  const residual = Float64Array.from(sensory, (value, unit) => value - forward[0]![unit]!);

  // products[l] = W_0 ... W_{l-1}, `size x units of level l`.
  const products: Float64Array[] = [];
  for (const [level, { upper, lower }] of shapes.slice(0, -1).entries()) {
    const { lowerFromUpper } = weights[level]!;
    products.push(
      level === 0
        ? Float64Array.from(lowerFromUpper)
        : product(products[level - 1]!, lowerFromUpper, {
            rows: size,
            inner: lower,
            columns: upper,
          }),
    );
  }
  const rescaling = new Float64Array(size * size);
  for (let unit = 0; unit < size; unit++) {
    rescaling[unit * size + unit] = Math.exp(-weights[0]!.logPrecision[unit]!);
  }
  products.forEach((matrix, index) => {
    const variance = weights[index + 1]!.logPrecision.map((value) => Math.exp(-value));
    addGram(rescaling, matrix, variance, size);
  });

  const dual = solve(rescaling, residual, size);
  const energy = dual.reduce((sum, value, unit) => sum + value * residual[unit]!, 0) / 2;
  const errors = weights.map(({ logPrecision }, level) => {
    if (level === 0) return dual.map((value, unit) => value * Math.exp(-logPrecision[unit]!));
    const matrix = products[level - 1]!;
    return logPrecision.map((value, unit) => {
      let sum = 0;
      for (let row = 0; row < size; row++) {
        sum += matrix[row * logPrecision.length + unit]! * dual[row]!;
      }
      return sum * Math.exp(-value);
    });
  });
  return { rescaling, energy, errors, values: valuesFrom(weights, errors, sensory, top) };
}

function requireLinearChain({ levels, connections }: Hierarchy): void {
  if (connections.length === 0) {
    throw new HelmholtzError('not-applicable', 'linearEquilibrium: expected at least two levels');
  }
  for (const [index, { activation, outputActivation, transform }] of connections.entries()) {
    const fault =
      activation !== 'linear'
        ? activation
        : outputActivation !== 'linear'
          ? outputActivation
          : transform.kind !== 'dense'
            ? transform.kind
            : null;
    if (fault !== null) {
      throw new HelmholtzError(
        'not-applicable',
        `linearEquilibrium: expected dense linear connections; connection ${index} is ${fault}`,
      );
    }
  }
  const withPrior = levels.slice(1, -1).findIndex(({ prior }) => prior !== undefined);
  if (withPrior >= 0) {
    throw new HelmholtzError(
      'not-applicable',
      `linearEquilibrium: expected no prior between the ends; level ${withPrior + 1} has one`,
    );
  }
}

function checkLength(name: string, values: ArrayLike<number>, length: number): void {
  if (values.length !== length) {
    throw new HelmholtzError(
      'bad-shape',
      `linearEquilibrium.${name}: expected ${length} numbers; got ${values.length}`,
    );
  }
}

/** Predictions of all levels from the top one, sensory level first. */
function forwardPass(weights: HierarchyWeights, top: ArrayLike<number>): Float64Array[] {
  const levels: Float64Array[] = [Float64Array.from(top)];
  for (const connection of weights.toReversed()) levels.unshift(predict(connection, levels[0]!));
  return levels;
}

/** Values of all levels: each is its prediction and its error. */
function valuesFrom(
  weights: HierarchyWeights,
  errors: readonly Float64Array[],
  sensory: ArrayLike<number>,
  top: ArrayLike<number>,
): Float64Array[] {
  const levels: Float64Array[] = [Float64Array.from(top)];
  for (let level = weights.length - 1; level > 0; level--) {
    const prediction = predict(weights[level]!, levels[0]!);
    levels.unshift(prediction.map((value, unit) => value + errors[level]![unit]!));
  }
  return [Float64Array.from(sensory), ...levels];
}

/** W x + b. */
function predict(
  { lowerFromUpper, bias, logPrecision }: HierarchyWeights[number],
  above: Float64Array,
): Float64Array {
  const lower = logPrecision.length;
  const moved = product(lowerFromUpper, above, { rows: lower, inner: above.length, columns: 1 });
  return moved.map((value, unit) => value + (bias?.[unit] ?? 0));
}

function product(
  left: Float64Array,
  right: Float64Array,
  {
    rows,
    inner,
    columns,
  }: { readonly rows: number; readonly inner: number; readonly columns: number },
): Float64Array {
  const out = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < inner; k++) {
      for (let column = 0; column < columns; column++) {
        out[row * columns + column]! += left[row * inner + k]! * right[k * columns + column]!;
      }
    }
  }
  return out;
}

/** sum += P diag(variance) P'. */
function addGram(
  sum: Float64Array,
  matrix: Float64Array,
  variance: Float64Array,
  size: number,
): void {
  const columns = variance.length;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      for (let k = 0; k < columns; k++) {
        sum[i * size + j]! += matrix[i * columns + k]! * variance[k]! * matrix[j * columns + k]!;
      }
    }
  }
}

/** S^-1 r; S is positive definite, since the first term is. */
function solve(matrix: Float64Array, vector: Float64Array, size: number): Float64Array {
  const factor = cholesky(matrix, size);
  if (factor === null) {
    throw new HelmholtzError('bad-weights', 'linearEquilibrium: the weights are not finite');
  }
  const half = forwardSubstitute(factor, Float64Array.from(vector));
  for (let row = size - 1; row >= 0; row--) {
    let sum = half[row]!;
    for (let k = row + 1; k < size; k++) sum -= factor.lower[k * size + row]! * half[k]!;
    half[row] = sum / factor.lower[row * size + row]!;
  }
  return half;
}
