import { HelmholtzError } from './errors.ts';
import type { ActivationName } from './maths/activations.ts';

/**
 * A hierarchical generative model with Gaussian levels, in words: what is where, and how each level is predicted from
 * the one above. Level 0 is sensory, numbers grow upwards.
 *
 *   x_l = g( W f(x_{l+1}) + b ) + e_l,   e_l ~ N(0, Pi_l^-1)
 *
 * The same description generates (top clamped or sampled), recognises (bottom clamped) and fills in (part clamped).
 */
export interface Hierarchy {
  readonly levels: readonly Level[];
  /** `connections[l]` predicts level l from level l + 1; one fewer than levels. */
  readonly connections: readonly Connection[];
}

/** How the units of a level lie in the plane: a grid of blocks, each of which is a small image, stored block by block. */
export interface Arrangement {
  readonly gridRows: number;
  readonly gridColumns: number;
  readonly rows: number;
  readonly columns: number;
}

/** One level of value nodes. */
export interface Level {
  readonly name: string;
  /** What its value nodes stand for. */
  readonly meaning: string;
  /** Unit of the values. */
  readonly unit: string;
  readonly arrangement: Arrangement;
  /** Prior on the value nodes, besides the prediction from above; the top level needs one to be identified. */
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

/** How a level is predicted from the level above it. */
export interface Connection {
  /** f, applied to the values of the upper level. */
  readonly activation: ActivationName;
  /** g, applied to the weighted sum. */
  readonly outputActivation: ActivationName;
  /** Whether there is a bias b. */
  readonly biased: boolean;
  /** Precision of the prediction errors before any learning, (unit of the lower level)^-2. */
  readonly precision: number;
  /** Whether and how the precision is learned. */
  readonly precisionLearned: PrecisionLearning;
  readonly transform: Transform;
}

/** Precision stays as described (`false`), is learned for `each` prediction error, or one that all of them share. */
export type PrecisionLearning = false | 'each' | 'shared';

/**
 * - `dense`: every upper unit predicts every lower unit.
 * - `windows`: the lower level is an image of `grid` overlapping windows, `offset` pixels apart; the upper level has one
 *   block of units per window, and every block predicts its own window through the same weights. Where windows
 *   overlap, a pixel is predicted once by each, so there is one prediction error per window and pixel.
 */
export type Transform =
  | { readonly kind: 'dense' }
  | {
      readonly kind: 'windows';
      readonly gridRows: number;
      readonly gridColumns: number;
      readonly rows: number;
      readonly columns: number;
      readonly offset: number;
    };

/** Number of value nodes of a level. */
export function unitsOf({ arrangement }: Pick<Level, 'arrangement'>): number {
  const { gridRows, gridColumns, rows, columns } = arrangement;
  return gridRows * gridColumns * rows * columns;
}

/** Sizes that follow from a connection and the levels on both sides of it. */
export interface ConnectionShape {
  /** Number of windows that share the weights; 1 for a dense connection. */
  readonly windows: number;
  /** Rows of the generative weights: units predicted per window. */
  readonly lower: number;
  /** Columns of the generative weights: predicting units per window. */
  readonly upper: number;
  /** Number of prediction errors, `windows * lower`. */
  readonly errors: number;
  /** Lower unit that each prediction error belongs to, or `null` where that is the identity. */
  readonly unitOfError: Int32Array | null;
}

/**
 * Works out the shape of connection `index`.
 *
 * @throws {HelmholtzError} `bad-shape` if a windows connection does not fit the levels that it joins.
 */
export function connectionShape(hierarchy: Hierarchy, index: number): ConnectionShape {
  const connection = hierarchy.connections[index];
  const lowerLevel = hierarchy.levels[index];
  const upperLevel = hierarchy.levels[index + 1];
  if (connection === undefined || lowerLevel === undefined || upperLevel === undefined) {
    throw new HelmholtzError(
      'bad-shape',
      `connection ${index}: expected 0..${hierarchy.connections.length - 1} with a level on both sides`,
    );
  }
  const { transform } = connection;
  const lowerUnits = unitsOf(lowerLevel);
  const upperUnits = unitsOf(upperLevel);
  if (transform.kind === 'dense') {
    return {
      windows: 1,
      lower: lowerUnits,
      upper: upperUnits,
      errors: lowerUnits,
      unitOfError: null,
    };
  }
  const windows = transform.gridRows * transform.gridColumns;
  const height = (transform.gridRows - 1) * transform.offset + transform.rows;
  const width = (transform.gridColumns - 1) * transform.offset + transform.columns;
  const { gridRows, gridColumns, rows, columns } = lowerLevel.arrangement;
  if (gridRows * gridColumns !== 1 || rows !== height || columns !== width) {
    throw new HelmholtzError(
      'bad-shape',
      `connection ${index}: windows cover ${height} x ${width}; got a level of ${gridRows * rows} x ${gridColumns * columns}`,
    );
  }
  if (upperUnits % windows !== 0) {
    throw new HelmholtzError(
      'bad-shape',
      `connection ${index}: expected a multiple of ${windows} upper units; got ${upperUnits}`,
    );
  }
  const lower = transform.rows * transform.columns;
  const unitOfError = new Int32Array(windows * lower);
  let next = 0;
  for (let gridRow = 0; gridRow < transform.gridRows; gridRow++) {
    for (let gridColumn = 0; gridColumn < transform.gridColumns; gridColumn++) {
      for (let row = 0; row < transform.rows; row++) {
        for (let column = 0; column < transform.columns; column++) {
          const y = gridRow * transform.offset + row;
          unitOfError[next++] = y * width + gridColumn * transform.offset + column;
        }
      }
    }
  }
  return { windows, lower, upper: upperUnits / windows, errors: windows * lower, unitOfError };
}

/**
 * Checks a description as a whole.
 *
 * @throws {HelmholtzError} `bad-shape` naming the level or connection.
 */
export function checkHierarchy(hierarchy: Hierarchy): void {
  const { levels, connections } = hierarchy;
  if (levels.length < 1 || connections.length !== levels.length - 1) {
    throw new HelmholtzError(
      'bad-shape',
      `hierarchy: expected one connection fewer than levels; got ${levels.length} levels, ${connections.length} connections`,
    );
  }
  connections.forEach((_, index) => {
    connectionShape(hierarchy, index);
  });
  for (const [index, { precision }] of connections.entries()) {
    if (!(precision > 0)) {
      throw new HelmholtzError(
        'bad-shape',
        `connection ${index}: expected precision > 0; got ${precision}`,
      );
    }
  }
}
