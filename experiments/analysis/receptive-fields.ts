import type { Picture } from '../../agents/index.ts';

/** Side of the zero-padded square on which the power spectrum of a field is computed, in pixels. */
const SPECTRUM = 32;

/** How a receptive (generative) field is oriented. */
export interface FieldOrientation {
  /** |sum P e^{2i theta}| / sum P over the power spectrum without its mean: 0 = no orientation, 1 = a grating. */
  readonly selectivity: number;
  /** Direction along which the field's bars lie, in radians from the x axis towards the y axis (downwards). */
  readonly axis: number;
}

/** The generative fields of the units of one window, one picture per column of the weights, in the unit of the weights. */
export function fieldsOfColumns(
  lowerFromUpper: ArrayLike<number>,
  {
    rows,
    columns,
    units,
  }: { readonly rows: number; readonly columns: number; readonly units: number },
): Picture[] {
  return Array.from({ length: units }, (_, unit) => ({
    rows,
    columns,
    pixels: Float32Array.from(
      { length: rows * columns },
      (__, pixel) => lowerFromUpper[pixel * units + unit]!,
    ),
  }));
}

/**
 * Orientation of a field from its power spectrum P: selectivity |sum P e^{2i theta}| / sum P, and the axis at right angles
 * to the mean wave vector.
 */
export function orientationOf({ rows, columns, pixels }: Picture): FieldOrientation {
  let real = 0;
  let imaginary = 0;
  let power = 0;
  const angle = (2 * Math.PI) / SPECTRUM;
  for (let v = 0; v < SPECTRUM; v++) {
    for (let u = 0; u < SPECTRUM; u++) {
      if (u === 0 && v === 0) continue;
      let re = 0;
      let im = 0;
      for (let y = 0; y < rows; y++) {
        for (let x = 0; x < columns; x++) {
          const phase = angle * (u * x + v * y);
          re += pixels[y * columns + x]! * Math.cos(phase);
          im -= pixels[y * columns + x]! * Math.sin(phase);
        }
      }
      const here = re * re + im * im;
      const theta = Math.atan2(signed(v), signed(u));
      real += here * Math.cos(2 * theta);
      imaginary += here * Math.sin(2 * theta);
      power += here;
    }
  }
  return {
    selectivity: power === 0 ? 0 : Math.hypot(real, imaginary) / power,
    axis: Math.atan2(imaginary, real) / 2 + Math.PI / 2,
  };
}

/** Frequency of a bin with its sign. */
function signed(bin: number): number {
  return bin < SPECTRUM / 2 ? bin : bin - SPECTRUM;
}
