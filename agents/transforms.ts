import { HelmholtzError } from './errors.ts';

/** How the units of a level lie in the plane: a grid of blocks, each of which is a small image, stored block by block. */
export interface Arrangement {
  readonly gridRows: number;
  readonly gridColumns: number;
  readonly rows: number;
  readonly columns: number;
}

/**
 * How a weighted sum over upper units is formed for every lower unit.
 *
 * - `dense`: every upper unit predicts every lower unit.
 * - `identity`: every upper unit predicts the lower unit of the same number, with weight 1 and nothing to learn: the skip
 *   of a residual net.
 * - `windows`: the lower level is an image of `grid` overlapping windows, `offset` pixels apart; the upper level has one
 *   block of units per window, and every block predicts its own window through the same weights. Where windows
 *   overlap, a pixel is predicted once by each, so there is one prediction error per window and pixel.
 * - `convolution`: the blocks of an arrangement are channels, images of `rows x columns`. A lower unit at (y, x) sums over
 *   the upper units of all channels at (y stride + i - padding, x stride + j - padding), i and j over a kernel of
 *   `rows x columns`; outside of the upper image there are zeros. One set of weights for every place.
 * - `transposed-convolution`: the other way round. An upper unit at (y, x) adds to the lower units at
 *   (y stride + i - padding, x stride + j - padding), so that the lower image is the larger one.
 */
export type Transform =
  | { readonly kind: 'dense' }
  | { readonly kind: 'identity' }
  | {
      readonly kind: 'windows';
      readonly gridRows: number;
      readonly gridColumns: number;
      readonly rows: number;
      readonly columns: number;
      readonly offset: number;
    }
  | ConvolutionTransform;

/** A kernel that is moved over an image, `stride` pixels at a time, with `padding` pixels of zeros around it. */
export interface ConvolutionTransform {
  readonly kind: 'convolution' | 'transposed-convolution';
  readonly rows: number;
  readonly columns: number;
  readonly stride: number;
  readonly padding: number;
}

/** Sizes that follow from a connection and the levels on both sides of it. */
export interface ConnectionShape {
  /** Number of windows, or places of a kernel, that share the weights; 1 for a dense connection. */
  readonly windows: number;
  /** Rows of the generative weights: units predicted per window; of a kernel, those that it meets at one place. */
  readonly lower: number;
  /** Columns of the generative weights: predicting units per window or place; 0 where there are no weights. */
  readonly upper: number;
  /** Length of the bias: `lower`, or one per channel of a convolution. */
  readonly biases: number;
  /** Number of prediction errors, `windows * lower`. */
  readonly errors: number;
  /** Lower unit that each prediction error belongs to, or `null` where that is the identity. */
  readonly unitOfError: Int32Array | null;
}

/** Number of value nodes of a level. */
export function unitsOf({ arrangement }: { readonly arrangement: Arrangement }): number {
  const { gridRows, gridColumns, rows, columns } = arrangement;
  return gridRows * gridColumns * rows * columns;
}

/**
 * Works out the shape of a transform between two levels.
 *
 * @param place Names the connection in errors.
 * @throws {HelmholtzError} `bad-shape` if it does not fit the levels that it joins.
 */
export function transformShape(
  transform: Transform,
  lower: Arrangement,
  upper: Arrangement,
  place: string,
): ConnectionShape {
  const lowerUnits = unitsOf({ arrangement: lower });
  const upperUnits = unitsOf({ arrangement: upper });
  switch (transform.kind) {
    case 'dense':
      return {
        windows: 1,
        lower: lowerUnits,
        upper: upperUnits,
        biases: lowerUnits,
        errors: lowerUnits,
        unitOfError: null,
      };
    case 'identity':
      if (lowerUnits !== upperUnits) {
        throw new HelmholtzError(
          'bad-shape',
          `${place}: an identity joins levels of equally many units; got ${lowerUnits} from ${upperUnits}`,
        );
      }
      return {
        windows: 1,
        lower: lowerUnits,
        upper: 0,
        biases: lowerUnits,
        errors: lowerUnits,
        unitOfError: null,
      };
    case 'windows':
      return windowsShape(transform, lower, upperUnits, place);
    case 'convolution':
    case 'transposed-convolution':
      return convolutionShape(transform, lower, upper, place);
  }
}

function windowsShape(
  transform: Extract<Transform, { readonly kind: 'windows' }>,
  { gridRows, gridColumns, rows, columns }: Arrangement,
  upperUnits: number,
  place: string,
): ConnectionShape {
  const windows = transform.gridRows * transform.gridColumns;
  const height = (transform.gridRows - 1) * transform.offset + transform.rows;
  const width = (transform.gridColumns - 1) * transform.offset + transform.columns;
  if (gridRows * gridColumns !== 1 || rows !== height || columns !== width) {
    throw new HelmholtzError(
      'bad-shape',
      `${place}: windows cover ${height} x ${width}; got a level of ${gridRows * rows} x ${gridColumns * columns}`,
    );
  }
  if (upperUnits % windows !== 0) {
    throw new HelmholtzError(
      'bad-shape',
      `${place}: expected a multiple of ${windows} upper units; got ${upperUnits}`,
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
  return {
    windows,
    lower,
    upper: upperUnits / windows,
    biases: lower,
    errors: windows * lower,
    unitOfError,
  };
}

/** Channels of an arrangement, each an image: the blocks of its grid. */
export function channelsOf({ gridRows, gridColumns }: Arrangement): number {
  return gridRows * gridColumns;
}

function convolutionShape(
  { kind, rows, columns, stride, padding }: ConvolutionTransform,
  lower: Arrangement,
  upper: Arrangement,
  place: string,
): ConnectionShape {
  for (const [name, value, least] of [
    ['rows', rows, 1],
    ['columns', columns, 1],
    ['stride', stride, 1],
    ['padding', padding, 0],
  ] as const) {
    if (!(Number.isInteger(value) && value >= least)) {
      throw new HelmholtzError(
        'bad-shape',
        `${place}: expected ${name} of a ${kind} to be a whole number >= ${least}; got ${value}`,
      );
    }
  }
  const isForward = kind === 'convolution';
  const reach = (size: number, kernel: number): number =>
    isForward
      ? Math.floor((size + 2 * padding - kernel) / stride) + 1
      : (size - 1) * stride - 2 * padding + kernel;
  const height = reach(upper.rows, rows);
  const width = reach(upper.columns, columns);
  if (lower.rows !== height || lower.columns !== width || height < 1 || width < 1) {
    throw new HelmholtzError(
      'bad-shape',
      `${place}: a ${kind} of ${rows} x ${columns}, stride ${stride}, padding ${padding} makes ${height} x ${width} of ${upper.rows} x ${upper.columns}; got a lower level of ${lower.rows} x ${lower.columns}`,
    );
  }
  const kernel = rows * columns;
  return {
    windows: isForward ? height * width : upper.rows * upper.columns,
    lower: channelsOf(lower) * (isForward ? 1 : kernel),
    upper: channelsOf(upper) * (isForward ? kernel : 1),
    biases: channelsOf(lower),
    errors: unitsOf({ arrangement: lower }),
    unitOfError: null,
  };
}
