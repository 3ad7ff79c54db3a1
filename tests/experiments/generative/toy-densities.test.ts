import { describe, expect, test } from '@jest/globals';
import { createRandom } from '../../../agents/index.ts';
import {
  drawPoints,
  gridDensity,
  modeCoverage,
  precisionRecall,
  QUALITY_CEILING,
  ringDensity,
  twoMoonsDensity,
} from '../../../experiments/index.ts';

describe('toy densities', () => {
  test.each([
    ['ring of radius 1', ringDensity(1, 0.01), -4.293],
    ['ring of radius 2', ringDensity(), -2.9067],
    ['grid', gridDensity(), 0.0653],
    ['two moons', twoMoonsDensity(0.05), 0.2892],
    ['wide two moons', twoMoonsDensity(0.1), 1.0076],
  ])('the entropy of the %s is known, and the loss of its own points', (_, density, expected) => {
    expect(density.entropy).toBeCloseTo(expected, 4);
    const count = 1500;
    const losses = drawPoints(density, count, createRandom(1, 'toy')).map(
      (point) => -density.logDensity(point),
    );
    const mean = losses.reduce((sum, loss) => sum + loss, 0) / count;
    const spread = Math.sqrt(losses.reduce((sum, loss) => sum + (loss - mean) ** 2, 0) / count);
    expect(Math.abs(mean - density.entropy)).toBeLessThan((4 * spread) / Math.sqrt(count));
  });

  test('the density of two moons adds up to 1, also with much noise', () => {
    const { logDensity } = twoMoonsDensity(0.3);
    let sum = 0;
    for (let x = -3; x <= 4; x += 0.1) {
      for (let y = -2.5; y <= 3; y += 0.1) sum += Math.exp(logDensity([x, y])) * 0.01;
    }
    expect(sum).toBeCloseTo(1, 6);
  });
});

describe('coverage of modes', () => {
  const density = ringDensity();
  const { means, deviation } = density.modes!;

  test('of a perfect sampler: all modes, 98.889 % good points, the spread of the density, hardly any imbalance', () => {
    const count = 20_000;
    const points = drawPoints(density, count, createRandom(2, 'modes'));
    const { covered, highQuality, counts, imbalance, spreads } = modeCoverage(
      points,
      means,
      deviation,
    );
    expect(QUALITY_CEILING).toBeCloseTo(0.98889, 5);
    expect(covered).toBe(8);
    const error = Math.sqrt((QUALITY_CEILING * (1 - QUALITY_CEILING)) / count);
    expect(Math.abs(highQuality - QUALITY_CEILING)).toBeLessThan(4 * error);
    expect(counts.reduce((sum, own) => sum + own, 0)).toBe(Math.round(highQuality * count));
    // Seven degrees of freedom: 2 n KL is chi-square with mean 7, deviation 3.7.
    expect(2 * count * imbalance).toBeLessThan(7 + 4 * 3.75);
    for (const spread of spreads) expect(Math.abs(spread / deviation - 1)).toBeLessThan(0.06);
  });

  test('has the imbalance (modes - 1) / (2 points) of a perfect sampler in the mean', () => {
    const random = createRandom(3, 'imbalance');
    const repeats = 60;
    const points = 500;
    let sum = 0;
    for (let repeat = 0; repeat < repeats; repeat++) {
      const { imbalance } = modeCoverage(drawPoints(density, points, random), means, deviation);
      sum += imbalance / repeats;
    }
    const expected = 7 / (2 * points);
    expect(Math.abs(sum / expected - 1)).toBeLessThan((4 * Math.sqrt(2 / 7)) / Math.sqrt(repeats));
  });

  test('tells collapse, too little spread and points that lie nowhere', () => {
    const random = createRandom(4, 'modes');
    const collapsed = drawPoints(density, 500, random).map(([x, y]) => [Math.abs(x!), y!]);
    expect(modeCoverage(collapsed, means, deviation).covered).toBeLessThan(8);
    const narrow = drawPoints(ringDensity(2, 0.008), 500, random);
    const seen = modeCoverage(narrow, means, deviation);
    expect(seen.highQuality).toBeGreaterThan(QUALITY_CEILING);
    for (const spread of seen.spreads) expect(spread).toBeLessThan(0.012);
    const nowhere = Array.from({ length: 500 }, () => [
      0.1 * random.normal(),
      0.1 * random.normal(),
    ]);
    const { covered, highQuality, imbalance } = modeCoverage(nowhere, means, deviation);
    expect([covered, highQuality, imbalance]).toEqual([0, 0, 0]);
    expect(modeCoverage([[2, 0]], means, deviation).spreads).toEqual([
      0,
      ...means.slice(1).map(() => NaN),
    ]);
  });

  test('blurred points are shared out among their nearest modes', () => {
    // Two points ten deviations off each mode: nothing is covered, and nothing is left out.
    const blurred = means.flatMap(([x, y]) => [
      [x! + 10 * deviation, y!],
      [x!, y! - 10 * deviation],
    ]);
    expect(modeCoverage(blurred, means, deviation)).toMatchObject({ covered: 0, allocation: 0 });
    // Half of the modes are left out.
    const half = modeCoverage(blurred.slice(0, blurred.length / 2), means, deviation);
    expect(half.allocation).toBeCloseTo(Math.LN2, 12);
  });
});

describe('precision and recall', () => {
  const density = ringDensity(2, 0.1);
  const random = createRandom(5, 'precision');
  const real = drawPoints(density, 400, random);

  test('of two samples of the same density are alike and high', () => {
    const { precision, recall } = precisionRecall(real, drawPoints(density, 400, random));
    expect(precision).toBeGreaterThan(0.85);
    expect(Math.abs(precision - recall)).toBeLessThan(0.08);
  });

  test('tell what is missing from what is too much', () => {
    const half = drawPoints(density, 800, random).filter(([x]) => x! > 0.5);
    const missing = precisionRecall(real, half);
    expect(missing.precision).toBeGreaterThan(0.85);
    expect(missing.recall).toBeLessThan(0.5);
    const both = [
      ...drawPoints(density, 300, random),
      ...Array.from({ length: 300 }, () => [0.2 * random.normal(), 0.2 * random.normal()]),
    ];
    const much = precisionRecall(real, both);
    expect(much.precision).toBeLessThan(0.6);
    expect(much.recall).toBeGreaterThan(0.8);
    const swapped = precisionRecall(both, real);
    expect([swapped.precision, swapped.recall]).toEqual([much.recall, much.precision]);
  });

  test('on a line can be worked out by hand, with the second neighbour', () => {
    // Around 0, 1, 2 and 10 the second neighbours lie at 2, 1, 2 and 9.
    const points = [[0], [1], [2], [10]];
    const others = [[-2.5], [4], [0.5], [18.5]];
    expect(precisionRecall(points, others, 2).precision).toBe(0.75);
  });

  test('need more points than neighbours', () => {
    expect(() => precisionRecall(real, [[0, 0]], 3)).toThrow('expected more than 3 in each sample');
  });
});
