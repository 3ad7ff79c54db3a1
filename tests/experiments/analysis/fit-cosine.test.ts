import { expect, test } from '@jest/globals';
import { fitCosine } from '../../../experiments/analysis/fit-cosine.ts';

const directions = Array.from({ length: 24 }, (_, index) => 15 * index);

test('a cosine is found again, whatever is added to all responses', () => {
  const responses = directions.map(
    (direction) => 3 + 0.7 * Math.cos((Math.PI / 180) * (direction + 130)),
  );
  const { amplitude, phase, correlation } = fitCosine(directions, responses);
  expect(amplitude).toBeCloseTo(0.7, 12);
  expect(phase).toBeCloseTo(-130, 10);
  expect(correlation).toBeCloseTo(1, 12);
});

test('other harmonics add nothing to amplitude and phase, and lower the correlation', () => {
  const wave = (order: number, shift: number) => (direction: number) =>
    Math.cos((Math.PI / 180) * order * (direction - shift));
  const responses = directions.map((direction) => wave(1, 40)(direction) + wave(3, 10)(direction));
  const { amplitude, phase, correlation } = fitCosine(directions, responses);
  expect(amplitude).toBeCloseTo(1, 12);
  expect(phase).toBeCloseTo(40, 10);
  expect(correlation).toBeCloseTo(Math.SQRT1_2, 12);
});
