import FFT from 'fft.js';

/** A picture's discrete Fourier transform, row by row; frequencies 0, 1, .. first and negative ones last, as usual. */
export interface PictureSpectrum {
  readonly rows: number;
  readonly columns: number;
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/** Discrete Fourier transform of a real picture of any size, not padded: F(k) = sum f(x) exp(-2 pi i k x / n). */
export function fourierTransform(
  pixels: Float64Array,
  rows: number,
  columns: number,
): PictureSpectrum {
  const spectrum = {
    rows,
    columns,
    real: pixels.slice(),
    imaginary: new Float64Array(rows * columns),
  };
  transformInPlace(spectrum);
  return spectrum;
}

/** Real part of the inverse transform. */
export function inverseTransform({
  rows,
  columns,
  real,
  imaginary,
}: PictureSpectrum): Float64Array {
  // The conjugate's transform is the conjugate of the inverse, times the number of pixels.
  const conjugate = {
    rows,
    columns,
    real: real.slice(),
    imaginary: imaginary.map((value) => -value),
  };
  transformInPlace(conjugate);
  return conjugate.real.map((value) => value / (rows * columns));
}

/** Frequency of each bin of n samples of which there are `density` to a degree, cycles/degree; signed. */
export function frequenciesOf(count: number, density: number): Float64Array {
  return Float64Array.from({ length: count }, (_, bin) => {
    const signed = bin < count / 2 ? bin : bin - count;
    return (signed * density) / count;
  });
}

function transformInPlace({ rows, columns, real, imaginary }: PictureSpectrum): void {
  const across = lineTransform(columns);
  for (let row = 0; row < rows; row++) across(real, imaginary, row * columns, 1);
  const down = lineTransform(rows);
  for (let column = 0; column < columns; column++) down(real, imaginary, column, columns);
}

type LineTransform = (
  real: Float64Array,
  imaginary: Float64Array,
  start: number,
  step: number,
) => void;

/** Transform of lines of one length, in place: fast for powers of two, else as a convolution (Bluestein 1970). */
function lineTransform(length: number): LineTransform {
  if (length === 1) return () => undefined;
  return (length & (length - 1)) === 0 ? powerOfTwoTransform(length) : chirpTransform(length);
}

function powerOfTwoTransform(length: number): LineTransform {
  const fft = new FFT(length);
  const input = new Float64Array(2 * length);
  const output = new Float64Array(2 * length);
  return (real, imaginary, start, step) => {
    for (let index = 0, at = start; index < length; index++, at += step) {
      input[2 * index] = real[at]!;
      input[2 * index + 1] = imaginary[at]!;
    }
    fft.transform(output, input);
    for (let index = 0, at = start; index < length; index++, at += step) {
      real[at] = output[2 * index]!;
      imaginary[at] = output[2 * index + 1]!;
    }
  };
}

/**
 * Any length n: with the chirp w(k) = exp(-i pi k^2 / n),
 *
 *   F(k) = w(k) sum_x [f(x) w(x)] conj(w(k - x)),
 *
 * a convolution that transforms of a power of two above 2 n do.
 */
function chirpTransform(length: number): LineTransform {
  const padded = 2 ** Math.ceil(Math.log2(2 * length));
  const fft = new FFT(padded);
  const cosines = new Float64Array(length);
  const sines = new Float64Array(length);
  for (let k = 0; k < length; k++) {
    // k^2 modulo 2 n, so that the angle stays exact.
    const angle = (Math.PI * ((k * k) % (2 * length))) / length;
    cosines[k] = Math.cos(angle);
    sines[k] = Math.sin(angle);
  }
  const chirp = new Float64Array(2 * padded);
  for (let k = 0; k < length; k++) {
    for (const at of k === 0 ? [0] : [k, padded - k]) {
      chirp[2 * at] = cosines[k]!;
      chirp[2 * at + 1] = sines[k]!;
    }
  }
  const filter = new Float64Array(2 * padded);
  fft.transform(filter, chirp);
  const input = new Float64Array(2 * padded);
  const output = new Float64Array(2 * padded);
  return (real, imaginary, start, step) => {
    input.fill(0);
    for (let k = 0, at = start; k < length; k++, at += step) {
      input[2 * k] = real[at]! * cosines[k]! + imaginary[at]! * sines[k]!;
      input[2 * k + 1] = imaginary[at]! * cosines[k]! - real[at]! * sines[k]!;
    }
    fft.transform(output, input);
    for (let bin = 0; bin < 2 * padded; bin += 2) {
      const re = output[bin]! * filter[bin]! - output[bin + 1]! * filter[bin + 1]!;
      // Conjugated, so that a forward transform inverts.
      output[bin + 1] = -(output[bin]! * filter[bin + 1]! + output[bin + 1]! * filter[bin]!);
      output[bin] = re;
    }
    fft.transform(input, output);
    for (let k = 0, at = start; k < length; k++, at += step) {
      const re = input[2 * k]! / padded;
      const im = -input[2 * k + 1]! / padded;
      real[at] = re * cosines[k]! + im * sines[k]!;
      imaginary[at] = im * cosines[k]! - re * sines[k]!;
    }
  };
}
