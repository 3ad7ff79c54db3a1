import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PNG } from 'pngjs';
import type { Picture } from '../../../agents/index.ts';
import { contactSheet } from '../../../experiments/images/contact-sheet.ts';
import { decodeImage } from '../../../experiments/images/decode-image.ts';
import {
  encodeGreyPng,
  encodeSequentialPng,
  encodeSignedPng,
} from '../../../experiments/images/encode-png.ts';
import { resizePicture } from '../../../experiments/images/resize.ts';

const pictureOf = (rows: number, columns: number, of: (row: number, column: number) => number) => ({
  rows,
  columns,
  pixels: Float32Array.from({ length: rows * columns }, (_, index) =>
    of(Math.floor(index / columns), index % columns),
  ),
});

const mean = ({ pixels }: Picture): number =>
  pixels.reduce((sum, pixel) => sum + pixel, 0) / pixels.length;

const colourAt = (png: Uint8Array, pixel: number): number[] => [
  ...PNG.sync.read(Buffer.from(png)).data.subarray(4 * pixel, 4 * pixel + 3),
];

describe('grey PNG', () => {
  test('comes back within half a grey level', () => {
    const picture = pictureOf(7, 9, (row, column) => (row * 9 + column) / 62);
    const back = decodeImage(encodeGreyPng(picture));
    expect([back.rows, back.columns]).toEqual([7, 9]);
    for (const [index, luminance] of back.pixels.entries()) {
      expect(Math.abs(luminance - picture.pixels[index]!)).toBeLessThanOrEqual(0.5 / 255 + 1e-6);
    }
  });

  test('clips what is darker than black or brighter than white', () => {
    const back = decodeImage(
      encodeGreyPng(pictureOf(1, 2, (_, column) => (column === 0 ? -1 : 2))),
    );
    expect([...back.pixels]).toEqual([0, 1]);
  });
});

describe('colour PNG', () => {
  test('draws more than predicted in orange, less in purple and zero in near-white', () => {
    const png = encodeSignedPng(
      pictureOf(1, 3, (_, column) => column - 1),
      1,
    );
    const [redLess, greenLess, blueLess] = colourAt(png, 0);
    expect(blueLess).toBeGreaterThan(redLess!);
    expect(redLess).toBeGreaterThan(greenLess!);
    expect(colourAt(png, 1)).toEqual([0xf7, 0xf7, 0xf7]);
    const [redMore, greenMore, blueMore] = colourAt(png, 2);
    expect(redMore).toBeGreaterThan(greenMore!);
    expect(greenMore).toBeGreaterThan(blueMore!);
  });

  test('draws unsigned quantities from dark violet to yellow and clips the infinite', () => {
    const png = encodeSequentialPng(
      pictureOf(1, 3, (_, column) => [0, 2, Number.POSITIVE_INFINITY][column]!),
      2,
    );
    expect(colourAt(png, 0)).toEqual([0x44, 0x01, 0x54]);
    expect(colourAt(png, 1)).toEqual([0xfd, 0xe7, 0x25]);
    expect(colourAt(png, 2)).toEqual([0xfd, 0xe7, 0x25]);
  });
});

describe('resizePicture', () => {
  const size = fc.integer({ min: 1, max: 12 });

  test('keeps a uniform picture uniform at any size', () => {
    fc.assert(
      fc.property(size, size, size, size, (rows, columns, newRows, newColumns) => {
        const resized = resizePicture(
          pictureOf(rows, columns, () => 0.3),
          newRows,
          newColumns,
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
        const shrunk = resizePicture(picture, Math.min(a, b), Math.min(c, d));
        expect(mean(shrunk)).toBeCloseTo(mean(picture), 5);
      }),
    );
  });

  test('changes nothing at the same size', () => {
    const picture = pictureOf(5, 4, (row, column) => Math.abs(Math.sin(row + 5 * column)));
    expect(resizePicture(picture, 5, 4)).toEqual(picture);
  });

  test('averages blocks when the new size divides the old one', () => {
    const checks = pictureOf(4, 4, (row, column) => (row < 2 ? (row + column) % 2 : 1));
    expect([...resizePicture(checks, 2, 2).pixels]).toEqual([0.5, 0.5, 1, 1]);
  });

  test('continues a ramp linearly between pixel centres when enlarging', () => {
    const ramp = pictureOf(1, 4, (_, column) => column / 4);
    // Centres of new pixels lie a quarter pixel beside the old ones; the outermost stay at the edge.
    const expected = [0, 0.25, 0.75, 1.25, 1.75, 2.25, 2.75, 3].map((place) => place / 4);
    expect([...resizePicture(ramp, 1, 8).pixels]).toEqual(expected.map(Math.fround));
  });

  test('refuses sizes that are not whole', () => {
    expect(() =>
      resizePicture(
        pictureOf(1, 1, () => 0),
        0,
        1,
      ),
    ).toThrow('got 0 x 1');
  });
});

describe('contactSheet', () => {
  test('puts tiles row by row with a mid-grey gap around them', () => {
    const tiles = [0, 0.25, 1].map((luminance) => pictureOf(1, 1, () => luminance));
    expect(contactSheet(tiles, { columns: 2 })).toEqual({
      rows: 5,
      columns: 5,
      pixels: Float32Array.from(
        [
          [0.5, 0.5, 0.5, 0.5, 0.5],
          [0.5, 0, 0.5, 0.25, 0.5],
          [0.5, 0.5, 0.5, 0.5, 0.5],
          [0.5, 1, 0.5, 0.5, 0.5],
          [0.5, 0.5, 0.5, 0.5, 0.5],
        ].flat(),
      ),
    });
  });

  test('draws signed weights with zero at mid-grey and the largest of each tile at the end of the scale', () => {
    const tiles = [2, 0].map((factor) =>
      pictureOf(1, 3, (_, column) => factor * [-1, 0, 0.5][column]!),
    );
    const { pixels } = contactSheet(tiles, { columns: 1, gap: 0, scale: 'signed' });
    expect([...pixels]).toEqual([0, 0.5, 0.75, 0.5, 0.5, 0.5]);
  });

  test('draws every pixel as a square when zoomed', () => {
    const tile = pictureOf(1, 2, (_, column) => column);
    expect([...contactSheet([tile], { gap: 0, zoom: 2 }).pixels]).toEqual([0, 0, 1, 1, 0, 0, 1, 1]);
  });

  test('refuses no tiles and tiles of different sizes', () => {
    expect(() => contactSheet([])).toThrow('at least one tile');
    expect(() => contactSheet([pictureOf(1, 1, () => 0), pictureOf(1, 2, () => 0)])).toThrow(
      'expected tiles of 1 x 1; got 1 x 2',
    );
  });
});
