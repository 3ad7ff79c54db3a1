import type { Picture } from '../../agents/index.ts';

/** Mean product of two pixels, by how far apart they are. */
export interface Autocovariance {
  /** Largest displacement along an axis, in pixels. */
  readonly reach: number;
  /** Mean of pixel(row, column) pixel(row + rows, column + columns); |rows| and |columns| at most `reach`. */
  at(rows: number, columns: number): number;
}

/**
 * Autocovariance of pictures whose mean is zero, such as whitened ones, taken to be alike everywhere: the mean product
 * over all places of all pictures at which both pixels exist.
 *
 * @throws {RangeError} if a picture is not larger than the reach, or there is none.
 */
export function autocovarianceOf(pictures: readonly Picture[], reach: number): Autocovariance {
  if (pictures.length === 0) throw new RangeError('autocovariance: expected pictures; got none');
  for (const { rows, columns } of pictures) {
    if (rows > reach && columns > reach) continue;
    throw new RangeError(
      `autocovariance: expected pictures larger than ${reach} x ${reach} px; got ${rows} x ${columns} px`,
    );
  }
  const width = 2 * reach + 1;
  // Pixels commute, so that half of the displacements is enough.
  const means = Float64Array.from({ length: (reach + 1) * width }, (_, entry) => {
    const down = Math.floor(entry / width);
    const right = (entry % width) - reach;
    let sum = 0;
    let count = 0;
    for (const { rows, columns, pixels } of pictures) {
      const from = Math.max(0, -right);
      const to = columns - Math.max(0, right);
      for (let row = 0; row < rows - down; row++) {
        const here = row * columns;
        const there = (row + down) * columns + right;
        for (let column = from; column < to; column++) {
          sum += pixels[here + column]! * pixels[there + column]!;
        }
      }
      count += (rows - down) * (to - from);
    }
    return sum / count;
  });
  return {
    reach,
    at: (rows, columns) =>
      rows < 0 ? means[-rows * width - columns + reach]! : means[rows * width + columns + reach]!,
  };
}
