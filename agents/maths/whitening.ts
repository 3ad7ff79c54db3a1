import FFT from 'fft.js';
import type { Picture } from '../picture.ts';

/** Frequency, as a share of the Nyquist frequency, beyond which the whitening filter falls off. */
const ROLL_OFF = 0.8;

/**
 * Flattens the spectrum of natural images, as the retina is thought to do: every spatial frequency f (as a share of the
 * Nyquist frequency) is multiplied by
 *
 *   f exp(-(f / 0.8)^4)
 *
 * which undoes the 1/f amplitude of natural images and leaves out the highest frequencies, where noise prevails. The
 * mean becomes zero. The picture is mirrored at its edges up to the next power of two, so that any size will do.
 *
 * @param gain Factor on the result; the unit of the output is then contrast in standard deviations.
 * @see Rao & Ballard (1999), doi:10.1038/4580
 */
export function whiten(picture: Picture, gain: number): Picture {
  const { rows, columns, pixels } = picture;
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
  for (let row = 0; row < height; row++) {
    const vertical = frequency(row, height);
    for (let column = 0; column < width; column++) {
      const f = Math.hypot(vertical, frequency(column, width));
      const factor = gain * f * Math.exp(-((f / ROLL_OFF) ** 4));
      real[row * width + column]! *= factor;
      imaginary[row * width + column]! *= factor;
    }
  }
  transformColumns(real, imaginary, height, width, 'inverse');
  transformRows(real, imaginary, height, width, 'inverse');
  const whitened = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      whitened[row * columns + column] = real[row * width + column]!;
    }
  }
  return { rows, columns, pixels: whitened };
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
  const input = fft.createComplexArray();
  const output = fft.createComplexArray();
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
