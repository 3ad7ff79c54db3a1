import { describe, expect, test } from '@jest/globals';
import { createRandom } from '../../agents/index.ts';
import { drawDeadLeaves, type LeafShape } from '../../experiments/index.ts';

const draw = (shape: LeafShape, seed: number, size = 128) =>
  drawDeadLeaves({
    rows: size,
    columns: size,
    shape,
    smallest: size / 32,
    largest: (size * 90) / 256,
    random: createRandom(seed),
  });

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

describe.each<LeafShape>(['rectangle', 'square', 'disc'])('dead leaves of %s shape', (shape) => {
  const pictures = Array.from({ length: 60 }, (_, seed) => draw(shape, seed));

  test('have uniformly distributed luminance', () => {
    const pixels = pictures.flatMap((picture) => [...picture.pixels]);
    expect(Math.abs(mean(pixels) - 1 / 2)).toBeLessThan(0.03);
    expect(Math.abs(mean(pixels.map((pixel) => (pixel - 0.5) ** 2)) - 1 / 12)).toBeLessThan(0.01);
  });

  test('are alike everywhere: the borders are as bright and as rough as the middle', () => {
    const roughness = (row: number) =>
      mean(
        pictures.flatMap(({ pixels }) =>
          Array.from({ length: 127 }, (_, column) =>
            Math.abs(pixels[row * 128 + column + 1]! - pixels[row * 128 + column]!),
          ),
        ),
      );
    const border = mean([0, 1, 126, 127].map(roughness));
    const middle = mean([50, 60, 70, 80].map(roughness));
    expect(Math.abs(border / middle - 1)).toBeLessThan(0.15);
  });

  test('are uniform within leaves: few neighbours differ, but by much', () => {
    const differences = pictures.flatMap(({ pixels }) =>
      Array.from({ length: 127 }, (_, column) =>
        Math.abs(pixels[64 * 128 + column + 1]! - pixels[64 * 128 + column]!),
      ),
    );
    const edges = differences.filter((difference) => difference > 0);
    expect(edges.length / differences.length).toBeLessThan(0.3);
    // Two independent uniform luminances differ by 1/3 on average.
    expect(Math.abs(mean(edges) - 1 / 3)).toBeLessThan(0.03);
  });
});

test('dead leaves keep their structure when drawn larger', () => {
  const small = draw('rectangle', 5, 64);
  const large = draw('rectangle', 5, 128);
  const equal = small.pixels.filter((pixel, index) => {
    const row = Math.floor(index / 64);
    return large.pixels[2 * row * 128 + 2 * (index % 64)] === pixel;
  });
  expect(equal.length / small.pixels.length).toBeGreaterThan(0.8);
});

test('two points lie on the same disc as often as the theory of dead leaves says', () => {
  // Matheron: P(same leaf at distance d) = g(d) / (2 g(0) - g(d)), where g(d) is the mean area common to a leaf and the
  // same leaf moved by d. Radii follow r^-3, so g is an integral over lenses.
  const [smallest, largest, size] = [2, 24, 96];
  const lens = (radius: number, d: number): number =>
    d >= 2 * radius
      ? 0
      : 2 * radius ** 2 * Math.acos(d / (2 * radius)) -
        (d / 2) * Math.sqrt(4 * radius ** 2 - d ** 2);
  const common = (d: number): number => {
    const steps = 20_000;
    const width = (largest - smallest) / steps;
    let sum = 0;
    for (let step = 0; step < steps; step++) {
      const radius = smallest + (step + 0.5) * width;
      sum += radius ** -3 * lens(radius, d) * width;
    }
    return sum;
  };
  const pictures = Array.from({ length: 150 }, (_, seed) =>
    drawDeadLeaves({
      rows: size,
      columns: size,
      shape: 'disc',
      smallest,
      largest,
      random: createRandom(seed, 'theory'),
    }),
  );
  for (const distance of [1, 2, 4, 8, 16, 32]) {
    const expected = common(distance) / (2 * common(0) - common(distance));
    let same = 0;
    for (const { pixels } of pictures) {
      for (let row = 0; row < size; row++) {
        for (let column = 0; column + distance < size; column++) {
          const at = row * size + column;
          if (pixels[at] === pixels[at + distance]) same++;
        }
      }
    }
    const found = same / (pictures.length * size * (size - distance));
    expect({ distance, error: Math.abs(found - expected) < 0.02 }).toEqual({
      distance,
      error: true,
    });
  }
});

test('impossible radii are refused', () => {
  const draw = (smallest: number, largest: number) => () =>
    drawDeadLeaves({
      rows: 4,
      columns: 4,
      shape: 'disc',
      smallest,
      largest,
      random: createRandom(1),
    });
  expect(draw(2, 1)).toThrow('got 2 and 1 px');
  expect(draw(0, 1)).toThrow(RangeError);
  expect(draw(1, Infinity)).toThrow(RangeError);
});
