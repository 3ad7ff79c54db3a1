import { describe, expect, test } from '@jest/globals';
import { PNG } from 'pngjs';
import { contactSheet } from '../../../experiments/images/contact-sheet.ts';
import { decodeImage } from '../../../experiments/images/decode-image.ts';
import {
  encodeGreyPng,
  encodeSequentialPng,
  encodeSignedPng,
} from '../../../experiments/images/encode-png.ts';

const pictureOf = (rows: number, columns: number, of: (row: number, column: number) => number) => ({
  rows,
  columns,
  pixels: Float32Array.from({ length: rows * columns }, (_, index) =>
    of(Math.floor(index / columns), index % columns),
  ),
});

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
