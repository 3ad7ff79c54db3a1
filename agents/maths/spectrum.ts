import FFT from 'fft.js';
import type { Picture } from '../picture.ts';
import type { Random } from './random.ts';

/** Multiplies the spectrum at one frequency; frequencies are shares of the Nyquist frequency, 0..1 along each axis. */
export type TransferFunction = (vertical: number, horizontal: number) => number;

/**
 * Filters a picture in the frequency domain by a real factor for each frequency. The picture is mirrored at its edges up
 * to the next power of two, so that any size will do.
 */
export function filterSpectrum(picture: Picture, factorAt: TransferFunction): Picture {
  const { rows, columns } = picture;
  const spectrum = transformed(picture);
  const { height, width, real, imaginary } = spectrum;
  for (let row = 0; row < height; row++) {
    const vertical = frequency(row, height);
    for (let column = 0; column < width; column++) {
      const factor = factorAt(vertical, frequency(column, width));
      real[row * width + column]! *= factor;
      imaginary[row * width + column]! *= factor;
    }
  }
  return inverted(spectrum, { rows, columns });
}

/**
 * A picture with the same amplitude spectrum and random phases (those of white noise): it keeps all second-order
 * statistics and loses everything else, contours above all. Luminances may leave 0..1.
 */
export function phaseScrambled(picture: Picture, random: Random): Picture {
  const { rows, columns } = picture;
  const noise = transformed({
    rows,
    columns,
    pixels: random.normals(new Float32Array(rows * columns)),
  });
  const spectrum = transformed(picture);
  const { real, imaginary } = spectrum;
  // The mean luminance stays.
  for (let bin = 1; bin < real.length; bin++) {
    const amplitude = Math.hypot(real[bin]!, imaginary[bin]!);
    const length = Math.hypot(noise.real[bin]!, noise.imaginary[bin]!);
    real[bin] = length === 0 ? 0 : (amplitude * noise.real[bin]!) / length;
    imaginary[bin] = length === 0 ? 0 : (amplitude * noise.imaginary[bin]!) / length;
  }
  return inverted(spectrum, { rows, columns });
}

interface Spectrum {
  readonly height: number;
  readonly width: number;
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

function transformed({ rows, columns, pixels }: Picture): Spectrum {
  const height = powerOfTwoAbove(rows);
  const width = powerOfTwoAbove(columns);
  const real = new Float64Array(height * width);
  const imaginary = new Float64Array(height * width);
  for (let row = 0; row < height; row++) {
    const source = mirrored(row, rows) * columns;
    for (let column = 0; column < width; column++) {
      real[row * width + column] = pixels[source + mirrored(column, columns)]!;
    }
  }
  transformRows(real, imaginary, height, width, 'forward');
  transformColumns(real, imaginary, height, width, 'forward');
  return { height, width, real, imaginary };
}

function inverted(
  { height, width, real, imaginary }: Spectrum,
  { rows, columns }: Pick<Picture, 'rows' | 'columns'>,
): Picture {
  transformColumns(real, imaginary, height, width, 'inverse');
  transformRows(real, imaginary, height, width, 'inverse');
  const pixels = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      pixels[row * columns + column] = real[row * width + column]!;
    }
  }
  return { rows, columns, pixels };
}

function powerOfTwoAbove(size: number): number {
  return Math.max(2, 2 ** Math.ceil(Math.log2(size)));
}

/** Index into 0..size-1 when the axis is reflected at its ends again and again. */
function mirrored(index: number, size: number): number {
  const period = 2 * size;
  const position = index % period;
  return position < size ? position : period - 1 - position;
}

/** Frequency of a bin, as a share of the Nyquist frequency, 0..1. */
function frequency(bin: number, size: number): number {
  return Math.min(bin, size - bin) / (size / 2);
}

type Direction = 'forward' | 'inverse';

function transformRows(
  real: Float64Array,
  imaginary: Float64Array,
  rows: number,
  columns: number,
  direction: Direction,
): void {
  transformLines(
    real,
    imaginary,
    { lines: rows, length: columns, lineStep: columns, step: 1 },
    direction,
  );
}

function transformColumns(
  real: Float64Array,
  imaginary: Float64Array,
  rows: number,
  columns: number,
  direction: Direction,
): void {
  transformLines(
    real,
    imaginary,
    { lines: columns, length: rows, lineStep: 1, step: columns },
    direction,
  );
}

function transformLines(
  real: Float64Array,
  imaginary: Float64Array,
  {
    lines,
    length,
    lineStep,
    step,
  }: {
    readonly lines: number;
    readonly length: number;
    readonly lineStep: number;
    readonly step: number;
  },
  direction: Direction,
): void {
  const fft = new FFT(length);
  const input = new Float64Array(2 * length);
  const output = new Float64Array(2 * length);
  for (let line = 0; line < lines; line++) {
    for (let index = 0; index < length; index++) {
      input[2 * index] = real[line * lineStep + index * step]!;
      input[2 * index + 1] = imaginary[line * lineStep + index * step]!;
    }
    if (direction === 'forward') fft.transform(output, input);
    else fft.inverseTransform(output, input);
    for (let index = 0; index < length; index++) {
      real[line * lineStep + index * step] = output[2 * index]!;
      imaginary[line * lineStep + index * step] = output[2 * index + 1]!;
    }
  }
}
