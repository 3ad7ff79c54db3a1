import { describe, expect, test } from '@jest/globals';
import { createRandom, type GivenValues } from '../../../agents/index.ts';
import { findStimulus, renderStimulus } from '../../../experiments/index.ts';
import { blurred } from '../../../experiments/drawing/blur.ts';

async function draw(name: string, parameters: GivenValues, visualSize: [number, number]) {
  return renderStimulus(await findStimulus(name), {
    parameters,
    geometry: { visualSize, pixelsPerDegree: 10 },
    random: createRandom(1),
  });
}

describe('a wedding cake', () => {
  const parameters = { targetIndices1: [], targetIndices2: [] };

  test('goes on along its staircases, and changes luminance from one to the next', async () => {
    const { rows, columns, pixels } = await draw(
      'wedding-cakes-wedding-cake',
      { LSize: [2, 1.5, 0.4], ...parameters },
      [8, 9],
    );
    // The next L begins h - t below and w to the right; the next staircase t above and t to the right.
    const [rise, wide, thick] = [16, 15, 4];
    for (let row = thick; row < rows - rise; row++) {
      for (let column = 0; column < columns - wide; column++) {
        const pixel = pixels[row * columns + column]!;
        expect(pixels[(row + rise) * columns + column + wide]).toBe(pixel);
        expect(pixels[(row - thick) * columns + column + thick]).toBe(1 - pixel);
      }
    }
  });

  test('has targets of equal size on both luminances', async () => {
    const { masks } = await draw('whites-wedding-cake', { targetHeight: 0.6 }, [8, 8]);
    const size = (target: number) =>
      masks['targetMask']!.filter((value) => value === target).length;
    // 0.6 degrees high and as wide as a step, 0.5 degrees.
    expect([size(1), size(2)]).toEqual([6 * 5, 6 * 5]);
  });
});

test('behind dots and of dots, the two targets make up one patch', async () => {
  const behind = await draw('sbcs-with-dots', {}, [7, 6]);
  const dotted = await draw('sbcs-dotted', {}, [7, 6]);
  const patch = behind.masks['targetMask']!.map(
    (value, index) => value + dotted.masks['targetMask']![index]!,
  );
  // 3 by 2 dots of 6 px, each with 1 px around it.
  expect(patch.filter((value) => value === 1)).toHaveLength(3 * 8 * 2 * 8);
  expect(Math.max(...patch)).toBe(1);
});

test('a plaid is the mean of its gratings, weighted', async () => {
  const one = { nBars: 6 };
  const other = { nBars: 4, rotation: 90 };
  const size: [number, number] = [4, 6];
  const first = await draw('stimuli.waves.sine_linear', one, size);
  const second = await draw('stimuli.waves.sine_linear', other, size);
  const plaid = await draw(
    'plaids-sine-waves',
    { gratingParameters1: one, gratingParameters2: other, weight1: 3, weight2: 1 },
    size,
  );
  plaid.pixels.forEach((value, index) => {
    expect(value).toBeCloseTo(0.75 * first.pixels[index]! + 0.25 * second.pixels[index]!, 6);
  });
});

test.each([
  ['mueller-lyers-two-sided', {}],
  ['delboeufs-two-sided', {}],
  ['todorovics-cross-two-sided', {}],
  ['ponzos-ponzo', {}],
  ['whites-anderson', { nBars: 8 }],
  ['whites-howe', { nBars: 8 }],
  ['whites-yazdanbakhsh', { nBars: 8 }],
])('the two targets of %s are equal in size and luminance', async (name, parameters) => {
  const { pixels, masks } = await draw(name, parameters, [8, 8]);
  const target = (number: number): number[] =>
    [...pixels].filter((_, index) => masks['targetMask']![index] === number);
  expect(target(1).length).toBeGreaterThan(0);
  expect(target(2)).toEqual(target(1));
});

test('the plateaus of a Cornsweet edge are the targets, equal on both sides', async () => {
  const { columns, pixels, masks } = await draw('cornsweets-cornsweet', { rampWidth: 1 }, [4, 6]);
  const row = [...masks['targetMask']!.subarray(0, columns)];
  expect([row[0], row.at(-1), row[columns / 2]]).toEqual([1, 2, 0]);
  row.forEach((target, column) => {
    if (target > 0) expect(pixels[column]).toBe(0.5);
  });
});

test('blurring keeps a uniform field and the mean far from the border, and spreads a point as a Gaussian', () => {
  const [rows, columns, sigma] = [40, 40, 3];
  const grey = new Float64Array(rows * columns).fill(0.3);
  for (const value of blurred({ rows, columns, pixels: grey }, sigma)) {
    expect(value).toBeCloseTo(0.3, 12);
  }
  const point = new Float64Array(rows * columns);
  point[20 * columns + 20] = 1;
  const spread = blurred({ rows, columns, pixels: point }, sigma);
  // The samples of an even number of pixels lie half a pixel to one side twice.
  const at = (row: number, column: number) => spread[row * columns + column]!;
  expect(at(21, 21)).toBeCloseTo(1 / (2 * Math.PI * sigma ** 2), 6);
  expect(at(21, 24) / at(21, 21)).toBeCloseTo(Math.exp(-0.5), 6);
  expect(at(21, 24)).toBeCloseTo(at(21, 18), 9);
  expect(at(24, 21)).toBeCloseTo(at(21, 24), 9);
});

test('a Gaussian far narrower than a pixel leaves a uniform field as it is', () => {
  for (const [rows, columns] of [
    [5, 7],
    [4, 7],
    [5, 6],
  ] as const) {
    const pixels = new Float64Array(rows * columns).fill(0.3);
    for (const value of blurred({ rows, columns, pixels }, 0.002)) {
      expect(value).toBeCloseTo(0.3, 12);
    }
  }
});
