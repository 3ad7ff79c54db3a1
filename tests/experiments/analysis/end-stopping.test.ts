import { describe, expect, test } from '@jest/globals';
import {
  createEngine,
  createRandom,
  findAgent,
  loadShippedWeights,
  resolveParameters,
  weightsFromTensors,
} from '../../../agents/index.ts';
import { drawBars } from '../../../experiments/analysis/bars.ts';
import {
  findPreferredBars,
  measureEndStopping,
  shuffledAcrossWindows,
} from '../../../experiments/analysis/end-stopping.ts';
import { orientationOf } from '../../../experiments/analysis/receptive-fields.ts';

test('suppression indices from the shipped weights: trained, without feedback, level 2 shuffled', async () => {
  const kind = await findAgent('rao-ballard');
  const parameters = resolveParameters(kind.name, kind.parameters);
  const hierarchy = kind.hierarchy(parameters);
  const { tensors } = await loadShippedWeights('rao-ballard');
  const weights = weightsFromTensors(hierarchy, tensors);
  const net = {
    kind,
    parameters,
    weights,
    engine: (await createEngine('wasm')).engine,
    steps: 100,
  };
  const preferred = findPreferredBars(net, 'whitened');
  const [trained, shuffled] = measureEndStopping(net, preferred, 'whitened', [
    weights[1]!.lowerFromUpper,
    shuffledAcrossWindows(weights, hierarchy, createRandom(1, 'shuffle')),
  ]);
  expect(trained!.errors.mean).toBeGreaterThanOrEqual(0.25);
  expect(preferred.noFeedback.mean).toBeLessThanOrEqual(0.1);
  expect(trained!.errors.mean / preferred.noFeedback.mean).toBeGreaterThanOrEqual(3);
  expect(trained!.errors.mean - shuffled!.errors.mean).toBeGreaterThanOrEqual(0.1);
}, 300_000);

describe('orientation of a field', () => {
  test.each([0, 0.5, 1.2, 2.4])(
    'a thin bar along %d rad has that axis and is selective',
    (axis) => {
      const field = drawBars(8, [{ length: 20, width: 1.5, axis, shift: 0, amplitude: 1 }]);
      const found = orientationOf(field);
      expect(found.selectivity).toBeGreaterThan(0.5);
      // Axes are the same modulo pi.
      expect(Math.abs(Math.sin(found.axis - axis))).toBeLessThan(0.1);
    },
  );

  test('a round blob has no orientation', () => {
    const pixels = Float32Array.from({ length: 64 }, (_, index) => {
      const x = (index % 8) - 3.5;
      const y = Math.floor(index / 8) - 3.5;
      return Math.exp(-(x * x + y * y) / 6);
    });
    expect(orientationOf({ rows: 8, columns: 8, pixels }).selectivity).toBeLessThan(0.02);
  });
});

describe('bars', () => {
  test('the luminance of a bar adds up to its area', () => {
    const { pixels } = drawBars(32, [
      { length: 10, width: 2, axis: 0.7, shift: 1, amplitude: 0.5 },
    ]);
    const sum = pixels.reduce((total, value) => total + value, 0);
    expect(sum / 0.5).toBeGreaterThan(19);
    expect(sum / 0.5).toBeLessThan(21);
  });

  test('two halves make the whole', () => {
    const whole = { length: 12, width: 2, axis: 0.3, shift: 0, amplitude: 1 };
    const halves = drawBars(20, [
      { ...whole, half: 1 },
      { ...whole, half: -1 },
    ]).pixels;
    const { pixels } = drawBars(20, [whole]);
    pixels.forEach((value, pixel) => {
      expect(halves[pixel]).toBeCloseTo(value, 6);
    });
  });

  test('shuffling across windows keeps the numbers of every level-2 unit and moves them', async () => {
    const kind = await findAgent('rao-ballard');
    const hierarchy = kind.hierarchy(resolveParameters(kind.name, kind.parameters));
    const { tensors } = await loadShippedWeights('rao-ballard');
    const weights = weightsFromTensors(hierarchy, tensors);
    const original = weights[1]!.lowerFromUpper;
    const shuffled = shuffledAcrossWindows(weights, hierarchy, createRandom(1, 'shuffle'));
    const column = (values: Float64Array): number[] =>
      Array.from({ length: 576 }, (_, row) => values[row * 128 + 5]!);
    expect(column(shuffled).sort()).toEqual(column(original).sort());
    expect(shuffled).not.toEqual(original);
  });
});
