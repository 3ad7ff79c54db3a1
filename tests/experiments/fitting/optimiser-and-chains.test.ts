import { describe, expect, test } from '@jest/globals';
import { createRandom, digamma, logGamma } from '../../../agents/index.ts';
import { effectiveSampleSize, splitRhat } from '../../../experiments/fitting/chain-diagnostics.ts';
import { inverseOfPositive } from '../../../experiments/fitting/covariance.ts';
import { metropolis } from '../../../experiments/fitting/metropolis.ts';
import { curvatureAt, hessian } from '../../../experiments/fitting/hessian.ts';
import { minimise } from '../../../experiments/fitting/minimise.ts';

describe('minimise', () => {
  test('finds the minimum of the function of Rosenbrock', () => {
    const rosenbrock = ([x, y]: Float64Array): number => (1 - x!) ** 2 + 100 * (y! - x! * x!) ** 2;
    const { point, hasConverged } = minimise(rosenbrock, Float64Array.of(-1.2, 1));
    expect(hasConverged).toBe(true);
    expect(point[0]).toBeCloseTo(1, 4);
    expect(point[1]).toBeCloseTo(1, 4);
  });

  test('stops at a wall and says that the slope is left', () => {
    const walled = ([x]: Float64Array): number => (x! < 1 ? Infinity : x!);
    const { point, hasConverged } = minimise(walled, Float64Array.of(3));
    expect(point[0]).toBeGreaterThanOrEqual(1);
    expect(hasConverged).toBe(false);
  });

  test('a start inside of a wall is not left', () => {
    expect(minimise(() => Number.NaN, Float64Array.of(0)).value).toBe(Infinity);
  });

  test('the curvature of a narrow valley is measured within it', () => {
    // Second derivatives at 0: 9e8 and 1. A distance of 0.01 would be 300 deviations.
    const valley = (v: Float64Array): number => 1e6 * (1 - Math.cos(30 * v[0]!)) + v[1]! ** 2 / 2;
    const found = curvatureAt(valley, Float64Array.of(0, 0));
    expect(Math.abs(found[0]! / 9e8 - 1)).toBeLessThan(1e-5);
    expect(found[3]!).toBeCloseTo(1, 4);
  });

  test('the Hessian of a quadratic is its matrix, and its inverse the covariance', () => {
    const matrix = [4, 1, 0.5, 1, 3, -0.2, 0.5, -0.2, 2];
    const quadratic = (v: Float64Array): number => {
      let sum = 0;
      for (let i = 0; i < 3; i++)
        for (let j = 0; j < 3; j++) sum += matrix[3 * i + j]! * v[i]! * v[j]!;
      return sum / 2;
    };
    const found = hessian(
      quadratic,
      Float64Array.of(0.3, -1, 2),
      Float64Array.of(0.01, 0.02, 0.03),
    );
    matrix.forEach((element, cell) => expect(found[cell]).toBeCloseTo(element, 6));
    const { covariance, logDeterminant } = inverseOfPositive(Float64Array.from(matrix), 3)!;
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) {
        let sum = 0;
        for (let k = 0; k < 3; k++) sum += matrix[3 * i + k]! * covariance[3 * k + j]!;
        expect(sum).toBeCloseTo(i === j ? 1 : 0, 12);
      }
    }
    // Sarrus' rule.
    const determinant = 4 * (3 * 2 - 0.04) - 1 * (1 * 2 + 0.1) + 0.5 * (-0.2 - 1.5);
    expect(logDeterminant).toBeCloseTo(Math.log(determinant), 12);
  });
});

describe('chains', () => {
  const normalChain = (seed: number, shift = 0): Float64Array => {
    const random = createRandom(seed);
    return Float64Array.from({ length: 2000 }, () => random.normal() + shift);
  };

  test('independent draws have an R-hat of 1 and are worth their number', () => {
    const chains = [1, 2, 3, 4].map((seed) => normalChain(seed));
    expect(Math.abs(splitRhat(chains) - 1)).toBeLessThan(0.005);
    expect(effectiveSampleSize(chains) / 8000).toBeGreaterThan(0.85);
    expect(effectiveSampleSize(chains) / 8000).toBeLessThan(1.15);
  });

  test('a chain that is elsewhere, or that drifts, is noticed', () => {
    expect(splitRhat([normalChain(1), normalChain(2), normalChain(3, 1)])).toBeGreaterThan(1.1);
    const drifting = normalChain(1).map((value, at) => value + at / 500);
    expect(splitRhat([drifting])).toBeGreaterThan(1.1);
  });

  test('an autoregressive chain is worth (1 - r)/(1 + r) of its number', () => {
    const correlation = 0.8;
    const chains = [5, 6, 7, 8].map((seed) => {
      const random = createRandom(seed);
      let present = random.normal();
      return Float64Array.from({ length: 5000 }, () => {
        present = correlation * present + Math.sqrt(1 - correlation ** 2) * random.normal();
        return present;
      });
    });
    const worth = effectiveSampleSize(chains) / 20_000;
    expect(Math.abs(worth / ((1 - correlation) / (1 + correlation)) - 1)).toBeLessThan(0.15);
  });

  test('adaptive Metropolis draws from a correlated Gaussian with the wrong first proposal', () => {
    // Variances 1 and 4, correlation .6.
    const energy = ([x, y]: Float64Array): number =>
      (x! ** 2 - (2 * 0.6 * x! * y!) / 2 + y! ** 2 / 4) / (2 * (1 - 0.36));
    const samples = 20_000;
    const { draws, accepted } = metropolis(
      { energy, start: Float64Array.of(3, -3), root: Float64Array.of(0.1, 0, 0, 0.1) },
      samples,
      createRandom(4),
    );
    const at = (index: number): Float64Array =>
      Float64Array.from({ length: samples }, (_, draw) => draws[2 * draw + index]!);
    const mean = (values: Float64Array): number => values.reduce((a, b) => a + b, 0) / samples;
    const [x, y] = [at(0), at(1)];
    const effective = Math.min(effectiveSampleSize([x]), effectiveSampleSize([y]));
    expect(effective).toBeGreaterThan(1000);
    const tolerance = 4 / Math.sqrt(effective);
    expect(Math.abs(mean(x))).toBeLessThan(tolerance);
    expect(Math.abs(mean(y))).toBeLessThan(2 * tolerance);
    expect(Math.abs(mean(y.map((value) => value ** 2)) - 4)).toBeLessThan(
      4 * Math.SQRT2 * tolerance,
    );
    expect(Math.abs(mean(x.map((value, draw) => value * y[draw]!)) - 1.2)).toBeLessThan(
      3 * tolerance,
    );
    expect(accepted).toBeGreaterThan(0.15);
    expect(accepted).toBeLessThan(0.5);
  });
});

test('the gamma function and its derivative have their known values', () => {
  expect(logGamma(1)).toBeCloseTo(0, 12);
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 12);
  expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 12);
  expect(digamma(1)).toBeCloseTo(-0.577_215_664_901_532_9, 12);
  expect(digamma(0.5)).toBeCloseTo(-0.577_215_664_901_532_9 - 2 * Math.LN2, 12);
  for (const x of [0.3, 2.7, 31]) {
    expect(digamma(x + 1) - digamma(x)).toBeCloseTo(1 / x, 12);
    expect((logGamma(x + 1e-4) - logGamma(x - 1e-4)) / 2e-4).toBeCloseTo(digamma(x), 6);
  }
});
