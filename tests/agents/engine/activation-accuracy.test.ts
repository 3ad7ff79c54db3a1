import { describe, expect, test } from '@jest/globals';
import {
  ACTIVATION_NAMES,
  ACTIVATIONS,
  type ElementwiseName,
  logistic,
} from '../../../agents/maths/activations.ts';
import { ENGINES, runOperation } from './run-operation.ts';

const [, wasm] = ENGINES.find(([name]) => name === 'wasm')!;

/** Arguments over the whole range of float32: dense where functions bend, and by powers of ten elsewhere. */
const SWEEP: readonly number[] = [
  ...Array.from({ length: 40_001 }, (_, i) => Math.fround((i - 20_000) / 1_000 + 1e-4)),
  ...Array.from({ length: 4_001 }, (_, i) => Math.fround((i - 2_000) / 18.9)),
  ...Array.from({ length: 1_201 }, (_, i) => Math.fround(10 ** ((i - 740) / 20))),
  ...Array.from({ length: 1_201 }, (_, i) => Math.fround(-(10 ** ((i - 740) / 20)))),
].filter((x) => Number.isFinite(x) && Math.abs(x) < 1e18);

function applied(
  op: 'activate' | 'derivative',
  activation: ElementwiseName,
  from: readonly number[],
) {
  const operation = { op, out: 0, from: 1, length: from.length, activation } as const;
  return runOperation(wasm, operation, [from.map(() => 0), from]);
}

/** The largest relative error; `scale` replaces the value where terms cancel. Below float32's reach it does not count. */
function worstRelativeError(
  actual: readonly number[],
  exact: (x: number) => number,
  scale: (x: number) => number = exact,
): number {
  let worst = 0;
  for (const [index, x] of SWEEP.entries()) {
    const error = Math.abs(actual[index]! - exact(x)) - 1.5e-45;
    if (error > 0 || Number.isNaN(error)) worst = Math.max(worst, error / Math.abs(scale(x)));
  }
  return worst;
}

/** tanh' as 1 / cosh^2, which does not cancel. */
const tanhSlope = (x: number): number => 1 / Math.cosh(x) ** 2;
const logisticSlope = (x: number): number => logistic(x) * logistic(-x);
const siluSlope = ACTIVATIONS.silu.slope;
const siluSlopeScale = (x: number): number => logistic(x) * Math.max(1, Math.abs(x) * logistic(-x));

describe('the activation functions of the wasm engine', () => {
  test('tanh is good to 5e-7 everywhere', () => {
    expect(worstRelativeError(applied('activate', 'tanh', SWEEP), Math.tanh)).toBeLessThan(5e-7);
  });

  test('sigmoid, and with it the exponential function, is good to 5e-7 everywhere', () => {
    expect(worstRelativeError(applied('activate', 'sigmoid', SWEEP), logistic)).toBeLessThan(5e-7);
  });

  test('silu is good to 5e-7 everywhere', () => {
    const exact = (x: number): number => x * logistic(x);
    const actual = applied('activate', 'silu', SWEEP);
    // Where e^x is subnormal its few digits are multiplied by x.
    const scale = (x: number): number => (x < -87 ? 1e-30 : exact(x));
    expect(worstRelativeError(actual, exact, scale)).toBeLessThan(5e-7);
  });

  test('the slopes of tanh and sigmoid are good to 1e-6 where they are normal numbers', () => {
    const tanhSlopes = applied('derivative', 'tanh', SWEEP);
    const tanhScale = (x: number): number => Math.max(tanhSlope(x), 1e-37);
    expect(worstRelativeError(tanhSlopes, tanhSlope, tanhScale)).toBeLessThan(1e-6);
    const slopes = applied('derivative', 'sigmoid', SWEEP);
    const scale = (x: number): number => Math.max(logisticSlope(x), 1e-37);
    expect(worstRelativeError(slopes, logisticSlope, scale)).toBeLessThan(1e-6);
  });

  test('the slope of silu is good to 1e-6 of its terms', () => {
    const scale = (x: number): number => Math.max(siluSlopeScale(x), 1e-30);
    const actual = applied('derivative', 'silu', SWEEP);
    expect(worstRelativeError(actual, siluSlope, scale)).toBeLessThan(1e-6);
  });

  test('gelu is good to 2e-6, and its slope to 2e-6 of its terms, where e^-u is a normal number', () => {
    // An error of the exponent u, which grows with |x|^3, counts |u| times.
    const { value, slope } = ACTIVATIONS.gelu;
    const scale = (x: number): number => Math.max(Math.abs(value(x)), 1e-7);
    expect(worstRelativeError(applied('activate', 'gelu', SWEEP), value, scale)).toBeLessThan(2e-6);
    const slopeScale = (x: number): number => Math.max(Math.abs(slope(x)), 1e-1);
    expect(
      worstRelativeError(applied('derivative', 'gelu', SWEEP), slope, slopeScale),
    ).toBeLessThan(2e-6);
  });

  test('gelu in both engines is within 5e-4 of x times the normal distribution function', () => {
    // Phi from its series, sum x^(2n+1) / (2n+1)!!, which does not share the form of gelu.
    const normal = (x: number): number => {
      let term = x;
      let total = x;
      for (let n = 1; n < 100; n += 1) {
        term *= (x * x) / (2 * n + 1);
        total += term;
      }
      return 0.5 + (total * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
    };
    const points = Array.from({ length: 81 }, (_, i) => (i - 40) / 10);
    const actual = applied('activate', 'gelu', points);
    points.forEach((x, index) => {
      expect(Math.abs(ACTIVATIONS.gelu.value(x) - x * normal(x))).toBeLessThan(5e-4);
      expect(Math.abs(actual[index]! - x * normal(x))).toBeLessThan(5e-4);
    });
  });

  test('selu and its slope are good to 5e-7 everywhere', () => {
    const { value, slope } = ACTIVATIONS.selu;
    expect(worstRelativeError(applied('activate', 'selu', SWEEP), value)).toBeLessThan(5e-7);
    const scale = (x: number): number => Math.max(slope(x), 1e-30);
    expect(worstRelativeError(applied('derivative', 'selu', SWEEP), slope, scale)).toBeLessThan(
      5e-7,
    );
  });

  test('selu keeps zero mean and unit variance of a standard normal argument', () => {
    const { value } = ACTIVATIONS.selu;
    const step = 1e-3;
    let mean = 0;
    let square = 0;
    for (let x = -12 + step / 2; x < 12; x += step) {
      const density = (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * step;
      mean += value(x) * density;
      square += value(x) ** 2 * density;
    }
    expect(mean).toBeCloseTo(0, 5);
    expect(square).toBeCloseTo(1, 5);
  });

  test('limits are reached at the infinities, and zero is exact', () => {
    const extremes = [-Infinity, 0, Infinity, NaN];
    expect(applied('activate', 'tanh', extremes)).toEqual([-1, 0, 1, NaN]);
    expect(applied('derivative', 'tanh', extremes)).toEqual([0, 1, 0, NaN]);
    expect(applied('activate', 'sigmoid', extremes)).toEqual([0, 0.5, 1, NaN]);
    expect(applied('derivative', 'sigmoid', extremes)).toEqual([0, 0.25, 0, NaN]);
    expect(applied('activate', 'silu', extremes)).toEqual([-0, 0, Infinity, NaN]);
    expect(applied('derivative', 'silu', extremes)).toEqual([-0, 0.5, 1, NaN]);
    expect(applied('activate', 'gelu', extremes)).toEqual([-0, 0, Infinity, NaN]);
    expect(applied('derivative', 'gelu', extremes)).toEqual([-0, 0.5, 1, NaN]);
    expect(applied('activate', 'selu', extremes)).toEqual([
      Math.fround(-1.0507009873554805 * 1.6732632423543772),
      0,
      Infinity,
      NaN,
    ]);
    expect(applied('activate', 'hard-tanh', extremes)).toEqual([-1, 0, 1, NaN]);
    expect(applied('activate', 'relu', extremes)).toEqual([0, 0, Infinity, NaN]);
  });

  test('tanh is odd, rises to 1 and does not exceed it', () => {
    const rising = Array.from({ length: 4_001 }, (_, i) => Math.fround(i / 200));
    const values = applied('activate', 'tanh', rising);
    const mirrored = applied(
      'activate',
      'tanh',
      rising.map((x) => -x),
    );
    expect(mirrored.map((x) => 0 - x)).toEqual(values);
    expect(Math.max(...values)).toBe(1);
    // Neighbours may fall by a rounding error of 1 at most, 2^-23.
    const falls = values.filter((value, i) => i > 0 && value < values[i - 1]! - 1.2e-7);
    expect(falls).toEqual([]);
  });

  test('a number gives the same bits at every position of a vector', () => {
    const from = Array.from({ length: 23 }, () => 0.7312);
    for (const activation of ACTIVATION_NAMES) {
      for (const op of ['activate', 'derivative'] as const) {
        expect(new Set(applied(op, activation, from)).size).toBe(1);
      }
    }
  });
});

describe.each(ACTIVATION_NAMES)('the derivatives of %s', (name) => {
  const { value, slope, curvature } = ACTIVATIONS[name];
  // Away from the kinks at -1, 0 and 1.
  const points = [-6.3, -2.9, -1.37, -0.61, -0.13, 0.21, 0.83, 1.21, 3.3, 7.1];
  const step = 1e-5;

  test('are the central differences of the function and of its slope', () => {
    for (const x of points) {
      expect(slope(x)).toBeCloseTo((value(x + step) - value(x - step)) / (2 * step), 8);
      expect(curvature(x)).toBeCloseTo((slope(x + step) - slope(x - step)) / (2 * step), 8);
    }
  });
});
