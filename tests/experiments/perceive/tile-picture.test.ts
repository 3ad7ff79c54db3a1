import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { padByReflection, tilePicture } from '../../../experiments/perceive/tile-picture.ts';

const numbered = (rows: number, columns: number) => ({
  rows,
  columns,
  pixels: Float32Array.from({ length: rows * columns }, (_, index) => index),
});

describe('padByReflection', () => {
  test('continues a row by its mirror image without repeating the edge', () => {
    expect([...padByReflection(numbered(1, 4), 1, 11).pixels]).toEqual([
      0, 1, 2, 3, 2, 1, 0, 1, 2, 3, 2,
    ]);
  });

  test('repeats a single row or column', () => {
    expect([...padByReflection(numbered(2, 1), 3, 2).pixels]).toEqual([0, 0, 1, 1, 0, 0]);
  });
});

describe('tilePicture', () => {
  test('covers every pixel of the picture with exactly one field, for any sizes', () => {
    const size = fc.integer({ min: 1, max: 20 });
    fc.assert(
      fc.property(size, size, size, size, (rows, columns, fieldRows, fieldColumns) => {
        const picture = numbered(rows, columns);
        const { padded, corners } = tilePicture(picture, {
          rows: fieldRows,
          columns: fieldColumns,
        });
        const covered = new Uint8Array(padded.rows * padded.columns);
        for (const { x, y } of corners) {
          for (let row = y; row < y + fieldRows; row++) {
            for (let column = x; column < x + fieldColumns; column++) {
              covered[row * padded.columns + column]!++;
            }
          }
        }
        expect(covered.every((times) => times === 1)).toBe(true);
        for (let row = 0; row < rows; row++) {
          for (let column = 0; column < columns; column++) {
            expect(padded.pixels[row * padded.columns + column]).toBe(row * columns + column);
          }
        }
        expect(padded.rows - rows).toBeLessThan(fieldRows);
        expect(padded.columns - columns).toBeLessThan(fieldColumns);
      }),
    );
  });
});
