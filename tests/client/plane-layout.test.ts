import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { layOutPlane } from '../../client/scene/plane-layout.ts';

test('units lie where their arrangement says, blocks apart by one pixel', () => {
  const layout = layOutPlane({ gridRows: 3, gridColumns: 3, rows: 8, columns: 8 }, 576);
  expect([layout.width, layout.height]).toEqual([26, 26]);
  // Block (1, 2), row 4, column 5, by the formula of the protocol.
  const unit = ((1 * 3 + 2) * 8 + 4) * 8 + 5;
  expect(layout.pixelOf[unit]).toBe((1 * 9 + 4) * 26 + (2 * 9 + 5));
});

test('every unit has a pixel of its own, and every other pixel is a gap', () => {
  const side = fc.integer({ min: 1, max: 6 });
  fc.assert(
    fc.property(side, side, side, side, (gridRows, gridColumns, rows, columns) => {
      const units = gridRows * gridColumns * rows * columns;
      const { unitAt, pixelOf } = layOutPlane({ gridRows, gridColumns, rows, columns }, units);
      expect(new Set(pixelOf).size).toBe(units);
      pixelOf.forEach((pixel, unit) => expect(unitAt[pixel]).toBe(unit));
      expect(unitAt.filter((unit) => unit >= 0).length).toBe(units);
    }),
  );
});

test('a level with more units than its arrangement holds is drawn all the same', () => {
  const { width, height, pixelOf } = layOutPlane(
    { gridRows: 1, gridColumns: 1, rows: 2, columns: 2 },
    7,
  );
  expect(width * height).toBeGreaterThanOrEqual(7);
  expect(new Set(pixelOf).size).toBe(7);
});
