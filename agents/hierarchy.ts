import { HelmholtzError } from './errors.ts';
import type { ActivationName } from './maths/activations.ts';
import { suggestion } from './nearest-name.ts';
import {
  type Arrangement,
  type ConnectionShape,
  type Transform,
  transformShape,
} from './transforms.ts';

export { type Arrangement, type ConnectionShape, type Transform, unitsOf } from './transforms.ts';

/**
 * A generative model with Gaussian levels, in words: what is where, and what predicts what. Level 0 is sensory, numbers
 * grow upwards. Most models are chains, in which every level is predicted from the one above; but any level may predict
 * any other, and several may predict one together:
 *
 *   x_l = g( sum_c W_c f_c(x_upper(c)) + b_c ) + e_l,   e_l ~ N(0, Pi_l^-1),   c over the connections to l
 *
 * The same description generates (top clamped or sampled), recognises (bottom clamped) and fills in (part clamped).
 */
export interface Hierarchy {
  readonly levels: readonly Level[];
  /**
   * What predicts what. Without {@link Connection.lower} and {@link Connection.upper}, `connections[l]` predicts level l
   * from level l + 1.
   */
  readonly connections: readonly Connection[];
  /**
   * How weights are scaled with width and depth. `standard`: not at all. `mupc`: so that values and their gradients keep
   * their size however wide and deep the net is (Innocenti et al. 2025), with weights that start as standard normal
   * numbers: 1/sqrt(N) from a level that nothing predicts, 1/N to a level that predicts nothing, and 1/sqrt(N L) between,
   * N being the units that are summed over and L the number of connections with weights. Default `standard`.
   */
  readonly parameterisation?: 'standard' | 'mupc';
}

/** One level of value nodes. */
export interface Level {
  readonly name: string;
  /** What its value nodes stand for. */
  readonly meaning: string;
  /** Unit of the values. */
  readonly unit: string;
  readonly arrangement: Arrangement;
  /** Prior on the value nodes, besides the prediction from above; a level that nothing predicts needs one to be identified. */
  readonly prior?: Prior;
  /** Names of the units where they stand for something nameable, such as classes. */
  readonly unitNames?: readonly string[];
}

/**
 * A prior on every value node of a level, as its cost in nats up to constants that do not depend on the values:
 *
 * - `gaussian`: 1/2 precision (x - mean)^2;
 * - `laplace`: rate |x|, handled by soft-thresholding;
 * - `cauchy`: weight ln(1 + x^2), the sparse prior of Rao & Ballard (1999).
 */
export type Prior =
  | {
      readonly kind: 'gaussian';
      readonly mean: number;
      readonly precision: number | readonly number[];
    }
  | { readonly kind: 'laplace'; readonly rate: number }
  | { readonly kind: 'cauchy'; readonly weight: number };

/**
 * How a level is predicted from another. Several connections may predict one level: what they send is summed before the
 * output activation. There is one prediction and one prediction error per unit then, so they must agree on the output
 * activation and the precision; the first of them holds the learned precision.
 */
export interface Connection {
  /** Name of the level that is predicted. Default: the level of the same number as the connection. */
  readonly lower?: string;
  /** Name of the level that predicts. Default: the level above `lower`. */
  readonly upper?: string;
  /** f, applied to the values of the upper level. */
  readonly activation: ActivationName;
  /** g, applied to the weighted sum. */
  readonly outputActivation: ActivationName;
  /**
   * Factor on the weights, part of the parameterisation and never learned. Default 1, or what
   * {@link Hierarchy.parameterisation} says.
   */
  readonly scale?: number;
  /** Whether there is a bias b. */
  readonly biased: boolean;
  /**
   * What disagreement with the prediction costs. `gaussian`: 1/2 precision error^2. `categorical`: -sum precision x ln p,
   * the cross-entropy of counts x with p = softmax of the sum; `bernoulli`: -precision (x ln p + (1 - x) ln(1 - p)) with
   * p = its sigmoid. The latter two are for a level that predicts nothing; where it is not held, nothing is known of it:
   * it follows its prediction and costs nothing. Default `gaussian`.
   */
  readonly likelihood?: Likelihood;
  /**
   * Name of a level that holds log precisions: its values s multiply the precision by e^s, and the log determinant
   * -1/2 sum s is part of F. It has one unit for all prediction errors, one per window, or one for each.
   */
  readonly precisionFrom?: string;
  /**
   * Correlations of the prediction errors: the lower-triangular Cholesky factor L of a precision matrix, `errors x
   * errors`, row-major, with a positive diagonal. Precision is D^1/2 L L' D^1/2 then, D being `precision` in force.
   */
  readonly precisionFactor?: readonly number[];
  /** Precision of the prediction errors before any learning, (unit of the lower level)^-2. */
  readonly precision: number;
  /** Whether and how the precision is learned. */
  readonly precisionLearned: PrecisionLearning;
  readonly transform: Transform;
}

/** Precision stays as described (`false`), is learned for `each` prediction error, or one that all of them share. */
export type PrecisionLearning = false | 'each' | 'shared';

/** Kind of the distribution of a level given its prediction. */
export type Likelihood = 'gaussian' | 'categorical' | 'bernoulli';

/** The numbers of the levels on both sides of a connection. */
export interface ConnectionEnds {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Finds the levels that connection `index` joins.
 *
 * @throws {HelmholtzError} `bad-shape` if there is no such connection or level, or several levels have the name.
 */
export function connectionEnds(hierarchy: Hierarchy, index: number): ConnectionEnds {
  const { levels, connections } = hierarchy;
  const connection = connections[index];
  const lower = namedLevel(hierarchy, index, 'lower') ?? index;
  const upper = namedLevel(hierarchy, index, 'upper') ?? lower + 1;
  if (connection === undefined || levels[lower] === undefined || levels[upper] === undefined) {
    throw new HelmholtzError(
      'bad-shape',
      `connection ${index}: expected 0..${connections.length - 1} with a level on both sides`,
    );
  }
  return { lower, upper };
}

/**
 * Finds the level that a connection names.
 *
 * @returns `null` where it names none.
 * @throws {HelmholtzError} `bad-shape` if no level has the name, or several.
 */
export function namedLevel(
  { levels, connections }: Hierarchy,
  index: number,
  end: 'lower' | 'upper' | 'precisionFrom',
): number | null {
  const name = connections[index]?.[end];
  if (name === undefined) return null;
  const names = levels.map((level) => level.name);
  const found = names.indexOf(name);
  if (found < 0 || names.includes(name, found + 1)) {
    const purpose = end === 'precisionFrom' ? end : `${end} level`;
    throw new HelmholtzError(
      'bad-shape',
      found < 0
        ? `connection ${index}: expected the name of a level as its ${purpose}; got "${name}"${suggestion(name, names)}`
        : `connection ${index}: expected a name that one level has as its ${purpose}; got "${name}"`,
    );
  }
  return found;
}

/**
 * Works out the shape of connection `index`.
 *
 * @throws {HelmholtzError} `bad-shape` if a connection does not fit the levels that it joins.
 */
export function connectionShape(hierarchy: Hierarchy, index: number): ConnectionShape {
  const { lower, upper } = connectionEnds(hierarchy, index);
  const { levels, connections } = hierarchy;
  return transformShape(
    connections[index]!.transform,
    levels[lower]!.arrangement,
    levels[upper]!.arrangement,
    `connection ${index}`,
  );
}
