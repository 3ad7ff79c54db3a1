import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Picture, scalePicture } from '../../agents/index.ts';

const pictureOf = (
  rows: number,
  columns: number,
  of: (row: number, column: number) => number,
): Picture => ({
  rows,
  columns,
  pixels: Float32Array.from({ length: rows * columns }, (_, index) =>
    of(Math.floor(index / columns), index % columns),
  ),
});

const mean = ({ pixels }: Picture): number =>
  pixels.reduce((sum, pixel) => sum + pixel, 0) / pixels.length;

describe('scalePicture', () => {
  const size = fc.integer({ min: 1, max: 12 });

  test('keeps a uniform picture uniform at any size', () => {
    fc.assert(
      fc.property(size, size, size, size, (rows, columns, newRows, newColumns) => {
        const resized = scalePicture(
          pictureOf(rows, columns, () => 0.3),
          { rows: newRows, columns: newColumns },
        );
        expect(resized.pixels).toHaveLength(newRows * newColumns);
        for (const pixel of resized.pixels) expect(pixel).toBeCloseTo(0.3, 6);
      }),
    );
  });

  test('keeps the mean luminance when shrinking', () => {
    fc.assert(
      fc.property(size, size, size, size, (a, b, c, d) => {
        const picture = pictureOf(Math.max(a, b), Math.max(c, d), (row, column) =>
          Math.abs(Math.sin(7 * row + column * column)),
        );
        const shrunk = scalePicture(picture, {
          rows: Math.min(a, b),
          columns: Math.min(c, d),
        });
        expect(mean(shrunk)).toBeCloseTo(mean(picture), 5);
      }),
    );
  });

  test('changes nothing at the same size', () => {
    const picture = pictureOf(5, 4, (row, column) => Math.abs(Math.sin(row + 5 * column)));
    expect(scalePicture(picture, { rows: 5, columns: 4 })).toEqual(picture);
  });

  test('averages blocks when the new size divides the old one', () => {
    const checks = pictureOf(4, 4, (row, column) => (row < 2 ? (row + column) % 2 : 1));
    expect([...scalePicture(checks, { rows: 2, columns: 2 }).pixels]).toEqual([0.5, 0.5, 1, 1]);
  });

  test('continues a ramp linearly between pixel centres when enlarging', () => {
    const ramp = pictureOf(1, 4, (_, column) => column / 4);
    // Centres of new pixels lie a quarter pixel beside the old ones; the outermost stay at the edge.
    const expected = [0, 0.25, 0.75, 1.25, 1.75, 2.25, 2.75, 3].map((place) => place / 4);
    expect([...scalePicture(ramp, { rows: 1, columns: 8 }).pixels]).toEqual(
      expected.map(Math.fround),
    );
  });
});
