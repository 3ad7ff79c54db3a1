import { expect, test } from '@jest/globals';
import {
  EMPTY,
  emptyPainting,
  hideRectangle,
  lineBetween,
  paint,
} from '../../client/controls/field-painting.ts';

test('a brush of radius zero paints one pixel, and the eraser takes it away', () => {
  const painting = emptyPainting(4, 5);
  const dab = { row: 1, column: 2, radius: 0, luminance: 255 };
  expect(paint(painting, { ...dab, tool: 'draw' })).toBe('drawing');
  expect([...painting.drawing].filter((value) => value !== EMPTY)).toEqual([255]);
  expect(painting.drawing[1 * 5 + 2]).toBe(255);
  paint(painting, { ...dab, tool: 'erase' });
  expect([...painting.drawing].every((value) => value === EMPTY)).toBe(true);
});

test('hiding changes the mask and never the drawing; at the edge the brush is cut off', () => {
  const painting = emptyPainting(4, 4);
  const dab = { row: 0, column: 0, radius: 1, luminance: 0 };
  expect(paint(painting, { ...dab, tool: 'occlude' })).toBe('mask');
  expect([...painting.mask]).toEqual([1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  expect([...painting.drawing].every((value) => value === EMPTY)).toBe(true);
  paint(painting, { ...dab, tool: 'reveal', radius: 3 });
  expect([...painting.mask].some((value) => value === 1)).toBe(false);
});

test('half a field is hidden, and nothing else', () => {
  const painting = emptyPainting(2, 4);
  hideRectangle(painting, { left: -1, top: -1, right: 0.5, bottom: 2 });
  expect([...painting.mask]).toEqual([1, 1, 0, 0, 1, 1, 0, 0]);
});

test('a stroke has no gaps', () => {
  const pixels = lineBetween({ row: 0, column: 0 }, { row: 3, column: 9 });
  expect(pixels.at(-1)).toEqual({ row: 3, column: 9 });
  pixels.slice(1).forEach(({ row, column }, index) => {
    const before = pixels[index]!;
    expect(Math.max(Math.abs(row - before.row), Math.abs(column - before.column))).toBe(1);
  });
  expect(lineBetween({ row: 2, column: 2 }, { row: 2, column: 2 })).toHaveLength(1);
});
