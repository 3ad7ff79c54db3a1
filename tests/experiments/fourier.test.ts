import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  fourierTransform,
  frequenciesOf,
  inverseTransform,
} from '../../experiments/drawing/fourier.ts';

/** The definition, term by term. */
function slowTransform(pixels: Float64Array, rows: number, columns: number) {
  const real = new Float64Array(rows * columns);
  const imaginary = new Float64Array(rows * columns);
  for (let bin = 0; bin < rows * columns; bin++) {
    const down = Math.floor(bin / columns);
    const across = bin % columns;
    pixels.forEach((value, pixel) => {
      const row = Math.floor(pixel / columns);
      const column = pixel % columns;
      const angle = -2 * Math.PI * ((down * row) / rows + (across * column) / columns);
      real[bin]! += value * Math.cos(angle);
      imaginary[bin]! += value * Math.sin(angle);
    });
  }
  return { real, imaginary };
}

const pictures = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
  .chain(([rows, columns]) =>
    fc.tuple(
      fc.constant(rows),
      fc.constant(columns),
      fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
        minLength: rows * columns,
        maxLength: rows * columns,
      }),
    ),
  );

test('the transform of pictures of any size is that of the definition, and its inverse leads back', () => {
  fc.assert(
    fc.property(pictures, ([rows, columns, values]) => {
      const pixels = Float64Array.from(values);
      const spectrum = fourierTransform(pixels, rows, columns);
      const expected = slowTransform(pixels, rows, columns);
      for (let bin = 0; bin < pixels.length; bin++) {
        expect(spectrum.real[bin]).toBeCloseTo(expected.real[bin]!, 10);
        expect(spectrum.imaginary[bin]).toBeCloseTo(expected.imaginary[bin]!, 10);
      }
      inverseTransform(spectrum).forEach((value, pixel) => {
        expect(value).toBeCloseTo(pixels[pixel]!, 12);
      });
    }),
  );
});

test('bins have the frequencies 0, 1, .. and then the negative ones', () => {
  expect([...frequenciesOf(4, 8)]).toEqual([0, 2, -4, -2]);
  expect([...frequenciesOf(5, 5)]).toEqual([0, 1, 2, -2, -1]);
});
