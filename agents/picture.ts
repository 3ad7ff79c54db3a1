import { HelmholtzError } from './errors.ts';

/** A grey image: rows x columns numbers, row by row from the top left. Luminance runs from 0 (black) to 1 (white). */
export interface Picture {
  readonly rows: number;
  readonly columns: number;
  readonly pixels: Float32Array;
}

/** Size of a rectangle of pixels. */
export interface PictureSize {
  readonly rows: number;
  readonly columns: number;
}

/**
 * Cuts a rectangle out of a picture.
 *
 * @throws {HelmholtzError} `parameter-out-of-range` if it does not lie inside, naming the largest valid corner.
 */
export function cropPicture(
  picture: Picture,
  { rows, columns }: PictureSize,
  { x, y }: { readonly x: number; readonly y: number },
): Picture {
  const inside =
    Number.isInteger(x) &&
    Number.isInteger(y) &&
    x >= 0 &&
    y >= 0 &&
    x + columns <= picture.columns &&
    y + rows <= picture.rows;
  if (!inside) {
    throw new HelmholtzError(
      'parameter-out-of-range',
      `crop: expected x in [0, ${picture.columns - columns}] and y in [0, ${picture.rows - rows}] px for a field of ${columns} x ${rows} px; got ${x},${y}`,
    );
  }
  const pixels = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const start = (y + row) * picture.columns + x;
    pixels.set(picture.pixels.subarray(start, start + columns), row * columns);
  }
  return { rows, columns, pixels };
}

/**
 * Scales a picture to another size: every new pixel is the mean of the old ones under it, bilinearly interpolated where
 * it is smaller than an old one.
 */
export function scalePicture(picture: Picture, { rows, columns }: PictureSize): Picture {
  if (picture.rows === rows && picture.columns === columns) return picture;
  const vertical = axisWeights(picture.rows, rows);
  const horizontal = axisWeights(picture.columns, columns);
  const pixels = new Float32Array(rows * columns);
  vertical.forEach((rowWeights, row) => {
    horizontal.forEach((columnWeights, column) => {
      let sum = 0;
      for (const [sourceRow, rowWeight] of rowWeights) {
        for (const [sourceColumn, columnWeight] of columnWeights) {
          sum +=
            rowWeight * columnWeight * picture.pixels[sourceRow * picture.columns + sourceColumn]!;
        }
      }
      pixels[row * columns + column] = sum;
    });
  });
  return { rows, columns, pixels };
}

type Weights = readonly (readonly [index: number, weight: number])[];

/** For every new sample: which old samples it is made of, with weights that sum to 1. */
function axisWeights(from: number, to: number): Weights[] {
  const ratio = from / to;
  return Array.from({ length: to }, (_, sample): Weights => {
    if (ratio <= 1) {
      const position = Math.min(from - 1, Math.max(0, (sample + 0.5) * ratio - 0.5));
      const low = Math.floor(position);
      const share = position - low;
      return share === 0
        ? [[low, 1]]
        : [
            [low, 1 - share],
            [low + 1, share],
          ];
    }
    const start = sample * ratio;
    const end = start + ratio;
    const weights: [number, number][] = [];
    for (let index = Math.floor(start); index < Math.min(from, Math.ceil(end)); index++) {
      const overlap = Math.min(end, index + 1) - Math.max(start, index);
      if (overlap > 0) weights.push([index, overlap / ratio]);
    }
    return weights;
  });
}
