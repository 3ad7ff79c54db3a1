import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRandom, type GivenValues } from '../../agents/index.ts';
import { findStimulus, renderStimulus } from '../../experiments/index.ts';
import { linePixels } from '../../experiments/drawing/wide-line.ts';

async function maskOf(
  name: string,
  mask: string,
  parameters: GivenValues,
  shape: [number, number],
) {
  const { masks } = renderStimulus(await findStimulus(name), {
    parameters,
    geometry: { shape, pixelsPerDegree: 1 },
    random: createRandom(1),
  });
  return Array.from({ length: shape[0] }, (_, row) =>
    [...masks[mask]!.subarray(row * shape[1], (row + 1) * shape[1])]
      .map((region) => '.12'[region])
      .join(''),
  );
}

test('a line of length 3 at rest goes down from where it begins, both ends included', async () => {
  const line = { linePosition: [1, 2], lineLength: 3, lineWidth: 1 };
  expect(await maskOf('component-lines-line', 'lineMask', line, [6, 5])).toEqual([
    '.....',
    '..1..',
    '..1..',
    '..1..',
    '..1..',
    '.....',
  ]);
});

test('a line turned by 90 degrees goes to the right', async () => {
  const line = { linePosition: [1, 1], lineLength: 2, lineWidth: 2, rotation: 90 };
  const rows = await maskOf('component-lines-line', 'lineMask', line, [4, 5]);
  expect(rows.filter((row) => row === '.111.')).toHaveLength(2);
});

test('the lines of a dipole are as far apart as their gap', async () => {
  const dipole = { lineLength: 2, lineWidth: 1, lineGap: 4 };
  const rows = await maskOf('component-lines-dipole', 'lineMask', dipole, [6, 8]);
  expect(rows.filter((row) => row === '..2...1.')).toHaveLength(3);
});

test('a circle of radius 3 and width 1 is what lies between radii 2 and 3', async () => {
  const circle = { radius: 3, lineWidth: 1 };
  const rows = await maskOf('component-lines-circle', 'lineMask', circle, [9, 9]);
  rows.forEach((row, y) => {
    row.split('').forEach((mark, x) => {
      // Nine samples from -4.5 to 4.5, both included.
      const away = Math.hypot((y - 4) * (9 / 8), (x - 4) * (9 / 8));
      expect(mark).toBe(away > 2 && away <= 3 ? '1' : '.');
    });
  });
});

const pixel = fc.integer({ min: 0, max: 19 });

test('a thin line has one pixel in every step along its longer side, the nearest one', () => {
  fc.assert(
    fc.property(pixel, pixel, pixel, pixel, (y0, x0, y1, x1) => {
      const mask = linePixels([20, 20], { from: [y0, x0], to: [y1, x1], width: 1 });
      const [down, across] = [y1 - y0, x1 - x0];
      const long = Math.max(Math.abs(down), Math.abs(across));
      expect(mask.reduce((sum, value) => sum + value, 0)).toBe(long + 1);
      mask.forEach((value, index) => {
        if (value === 0 || long === 0) return;
        const [y, x] = [Math.floor(index / 20) - y0, (index % 20) - x0];
        expect(Math.abs(y * across - x * down) / long).toBeLessThanOrEqual(0.5);
      });
    }),
  );
});
