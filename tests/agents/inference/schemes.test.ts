import { describe, expect, test } from '@jest/globals';
import { curvatureAt } from '../../../agents/inference/curvature.ts';
import { largestEigenvalue } from '../../../agents/inference/largest-eigenvalue.ts';
import { curvaturePointOf } from '../../../agents/inference/model-point.ts';
import { SCHEMES } from '../../../agents/inference/schemes.ts';
import { settleWith } from '../../../agents/inference/settle-with.ts';
import { surfaceOf } from '../../../agents/inference/surface.ts';
import { ENGINE_NAMES, type Model } from '../../../agents/index.ts';
import { cholesky, solveCholesky } from '../../../agents/maths/cholesky.ts';
import { chain, distance, randomModel, randomWeights } from './random-net.ts';

const LINEAR = chain([9, 6, 4], { connection: { biased: true } });
const DEEP = chain([8, 7, 6, 3], { activation: 'silu', connection: { biased: true } });
const SETTLING = SCHEMES.filter(({ settles }) => settles).map(({ name }) => name);
const DESCENDING = SCHEMES.filter(({ descends }) => descends).map(({ name }) => name);

/** The step size below which gradient descent lowers any quadratic F with the curvature of the start: 1 / lambda_max. */
function safeRate(model: Model): number {
  return 1 / largestEigenvalue(curvatureAt(curvaturePointOf(model, 0)), { tolerance: 1e-8 });
}

/** The minimum of a quadratic F, by one Newton step in float64 from the present values. */
function exactMinimum(model: Model): Float64Array {
  const surface = surfaceOf(model);
  model.measure();
  const values = surface.values();
  const gradient = surface.gradient();
  return Float64Array.from(
    Array.from({ length: surface.batch }, (_, row) => {
      const factor = cholesky(curvatureAt(curvaturePointOf(model, row)).dense(), surface.size)!;
      const from = row * surface.size;
      const step = solveCholesky(factor, gradient.slice(from, from + surface.size));
      return [...step.map((change, node) => values[from + node]! - change)];
    }).flat(),
  );
}

describe.each(SETTLING)('%s', (scheme) => {
  test('settles a linear Gaussian net on the exact posterior mean, in every row of a batch', () => {
    const model = randomModel(LINEAR, randomWeights(LINEAR, 5), { batch: 3 });
    const exact = exactMinimum(model);
    settleWith(model, {
      scheme: { name: scheme },
      inferenceRate: safeRate(model),
      steps: 3000,
      tolerance: 1e-11,
    });
    expect(distance(surfaceOf(model).values(), exact)).toBeLessThan(1e-9);
    model.dispose();
  });

  test('ends where dF/dvalues vanishes in a deep silu net', () => {
    const model = randomModel(DEEP, randomWeights(DEEP, 6), { batch: 2 });
    const { gradientNorm, steps } = settleWith(model, {
      scheme: { name: scheme },
      inferenceRate: safeRate(model) / 2,
      steps: 20_000,
      tolerance: 1e-9,
    });
    expect(gradientNorm).toBeLessThanOrEqual(1e-9);
    expect(steps).toBeLessThan(20_000);
    model.dispose();
  });
});

describe.each(DESCENDING)('%s', (scheme) => {
  test('never raises the free energy below the largest stable rate', () => {
    const model = randomModel(DEEP, randomWeights(DEEP, 7));
    const { trace } = settleWith(model, {
      scheme: { name: scheme },
      inferenceRate: 0.9 * safeRate(model),
      steps: 150,
    });
    trace.slice(1).forEach(({ total }, step) => {
      expect(total).toBeLessThanOrEqual(trace[step]!.total + 1e-7 * Math.abs(trace[step]!.total));
    });
    expect(trace.at(-1)!.total).toBeLessThan(trace[0]!.total);
    model.dispose();
  });
});

describe.each(SCHEMES.map(({ name }) => name))('%s', (scheme) => {
  test.each(ENGINE_NAMES)('agrees with the reference engine on %s to 1e-4', (engine) => {
    const after = (name: typeof engine): Float64Array => {
      const model = randomModel(DEEP, randomWeights(DEEP, 8), { engine: name });
      settleWith(model, { scheme: { name: scheme }, inferenceRate: 0.05, steps: 12 });
      const values = surfaceOf(model).values();
      model.dispose();
      return values;
    };
    expect(distance(after(engine), after('reference'))).toBeLessThan(1e-4);
  });

  test('leaves clamped units where they are', () => {
    const model = randomModel(LINEAR, randomWeights(LINEAR, 9));
    model.setFree(1, [0, 1, 0, 1, 1, 1]);
    model.setValues(1, [2, 0, -3, 0, 0, 0]);
    settleWith(model, { scheme: { name: scheme }, inferenceRate: 0.05, steps: 20 });
    const values = model.values(1);
    expect([values[0], values[2]]).toEqual([2, -3]);
    expect(values[1]).not.toBe(0);
    model.dispose();
  });
});

test('momentum equals the heavy-ball recursion written out, and euler is momentum zero', () => {
  // F = 1/2 (u - w x)^2 + 1/2 x^2 with w = 2, u = 3: dF/dx = 5 x - 6.
  const hierarchy = chain([1, 1]);
  const weights = randomWeights(hierarchy, 1).map((entry) => ({
    ...entry,
    lowerFromUpper: Float64Array.of(2),
  }));
  const settled = (name: string, parameters = {}): number => {
    const model = randomModel(hierarchy, weights);
    model.setValues(0, [3]);
    settleWith(model, { scheme: { name, parameters }, inferenceRate: 0.07, steps: 6 });
    return model.values(1)[0]!;
  };
  let x = 0;
  let velocity = 0;
  for (let step = 0; step < 6; step++) {
    velocity = 0.8 * velocity - 0.07 * (5 * x - 6);
    x += velocity;
  }
  expect(settled('momentum', { momentum: 0.8 })).toBeCloseTo(x, 13);
  // Euler in closed form: x_n = 6/5 (1 - (1 - 5 rate)^n).
  const euler = (6 / 5) * (1 - (1 - 5 * 0.07) ** 6);
  expect(settled('euler')).toBeCloseTo(euler, 13);
  expect(settled('momentum', { momentum: 0 })).toBeCloseTo(euler, 13);
});

test('heun has order two: a hundredth of the tolerance, about a hundredth of the error against the exact flow', () => {
  // dx/dt = 6 - 5 x from 0: x(t) = 6/5 (1 - e^(-5 t)); the scheme's own clock is the sum of its step sizes, so compare
  // two nodes of different curvature: with dx/dt = a - h x, x_1 determines t, and t determines x_2.
  const hierarchy = chain([2, 2]);
  const weights = randomWeights(hierarchy, 1).map((entry) => ({
    ...entry,
    lowerFromUpper: Float64Array.of(2, 0, 0, 1),
  }));
  const errorAt = (tolerance: number): number => {
    const model = randomModel(hierarchy, weights);
    model.setValues(0, [3, 3]);
    const parameters = { relative: tolerance, absolute: tolerance };
    settleWith(model, {
      scheme: { name: 'heun', parameters },
      inferenceRate: 1e-4,
      steps: Math.round(3 / Math.sqrt(tolerance)),
      untilEnergy: 8,
    });
    const [fast, slow] = model.values(1);
    const time = -Math.log(1 - fast! / 1.2) / 5;
    model.dispose();
    return Math.abs(slow! - 1.5 * (1 - Math.exp(-2 * time)));
  };
  const coarse = errorAt(1e-3);
  const fine = errorAt(1e-5);
  expect(coarse).toBeGreaterThan(0);
  // Local error ~ h^2 = tolerance, so h ~ tolerance^(1/2) and the error of the second-order path ~ h^2 ~ tolerance.
  expect(Math.log(coarse / fine) / Math.log(100)).toBeGreaterThan(0.7);
  expect(Math.log(coarse / fine) / Math.log(100)).toBeLessThan(1.3);
});

test('gauss-newton settles a linear net in a handful of steps, where euler takes hundreds', () => {
  const steps = (scheme: string): number => {
    const model = randomModel(LINEAR, randomWeights(LINEAR, 5, 2));
    const run = settleWith(model, {
      scheme: { name: scheme },
      inferenceRate: safeRate(model),
      steps: 5000,
      tolerance: 1e-9,
    });
    model.dispose();
    return run.steps;
  };
  expect(steps('gauss-newton')).toBeLessThanOrEqual(8);
  expect(steps('euler')).toBeGreaterThan(100);
});

test('accelerated settling follows the square root of the condition number', () => {
  // F = 1/2 sum_i h_i x_i^2 with h = 1 and 10^4: descent at 1/lambda_max needs about kappa ln(1/tol), acceleration
  // sqrt(kappa) ln(1/tol).
  const hierarchy = chain([2, 2], { prior: { kind: 'gaussian', mean: 0, precision: [1, 1] } });
  const weights = randomWeights(hierarchy, 1).map((entry) => ({
    ...entry,
    lowerFromUpper: Float64Array.of(Math.sqrt(9999), 0, 0, 0),
  }));
  const evaluations = (scheme: string): number => {
    const model = randomModel(hierarchy, weights);
    model.setValues(0, [0, 0]);
    model.setValues(1, [1, 1]);
    const run = settleWith(model, {
      scheme: { name: scheme },
      inferenceRate: 1e-4,
      steps: 200_000,
      tolerance: 1e-3,
    });
    model.dispose();
    expect(run.gradientNorm).toBeLessThanOrEqual(1e-3);
    return run.evaluations;
  };
  const descent = evaluations('euler');
  // (1 - 1/kappa)^n = 1e-3
  expect(descent).toBeCloseTo(Math.log(1e-3) / Math.log(1 - 1e-4), -2);
  expect(evaluations('accelerated')).toBeLessThan(descent / 20);
});

describe('with a Laplace prior', () => {
  const sparse = chain([8, 12], { prior: { kind: 'laplace', rate: 0.7 } });

  test.each(['euler', 'momentum', 'accelerated'])(
    '%s ends where the smallest subgradient vanishes, with exact zeros',
    (scheme) => {
      const model = randomModel(sparse, randomWeights(sparse, 4));
      const { gradientNorm } = settleWith(model, {
        scheme: { name: scheme },
        inferenceRate: 0.9 * safeRate(model),
        steps: 20_000,
        tolerance: 1e-10,
      });
      expect(gradientNorm).toBeLessThanOrEqual(1e-10);
      expect(model.values(1).filter((value) => value === 0).length).toBeGreaterThan(0);
      model.dispose();
    },
  );

  test.each(['heun', 'gauss-newton'])('%s says why it cannot', (scheme) => {
    const model = randomModel(sparse, randomWeights(sparse, 4));
    expect(() =>
      settleWith(model, { scheme: { name: scheme }, inferenceRate: 0.1, steps: 1 }),
    ).toThrow(/^(heun|gauss-newton): a Laplace prior has a kink/);
    model.dispose();
  });
});

test('gauss-newton refuses more free nodes than it states', () => {
  const wide = chain([2, 513]);
  const model = randomModel(wide, randomWeights(wide, 1));
  expect(() =>
    settleWith(model, { scheme: { name: 'gauss-newton' }, inferenceRate: 0.1, steps: 1 }),
  ).toThrow(
    'gauss-newton: expected at most 512 free value nodes, since every step factorises a matrix of that size; got 513; use accelerated',
  );
  model.dispose();
});

test('gauss-newton refuses too many rows as well', () => {
  const net = chain([2, 100]);
  const model = randomModel(net, randomWeights(net, 1), { batch: 21 });
  expect(() =>
    settleWith(model, { scheme: { name: 'gauss-newton' }, inferenceRate: 0.1, steps: 1 }),
  ).toThrow(
    'gauss-newton: expected at most 2048 free value nodes in all rows together; got 21 rows of 100; use accelerated',
  );
  model.dispose();
});

test('unknown schemes and parameters are refused by name', () => {
  const model = randomModel(LINEAR, randomWeights(LINEAR, 1));
  const settle = (name: string, parameters = {}): unknown =>
    settleWith(model, { scheme: { name, parameters }, inferenceRate: 0.1, steps: 1 });
  expect(() => settle('eular')).toThrow(
    'scheme "eular": no such scheme of inference; did you mean "euler"?',
  );
  expect(() => settle('momentum', { momentun: 1 })).toThrow(
    'momentum.momentun: no such parameter; did you mean "momentum"?',
  );
  expect(() => settle('momentum', { momentum: 2 })).toThrow(/expected number in \[0, 0.999\]/);
  model.dispose();
});
