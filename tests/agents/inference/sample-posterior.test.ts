import { describe, expect, test } from '@jest/globals';
import { identity, inv, multiply, subtract, type Matrix } from 'mathjs';
import { mathjs } from '../../../agents/maths/mathjs.ts';
import { curvatureAt } from '../../../agents/inference/curvature.ts';
import { curvaturePointOf } from '../../../agents/inference/model-point.ts';
import { samplePosterior } from '../../../agents/inference/sample-posterior.ts';
import { settleWith } from '../../../agents/inference/settle-with.ts';
import { surfaceOf } from '../../../agents/inference/surface.ts';
import type { Model } from '../../../agents/index.ts';
import { chain, randomModel, randomWeights } from './random-net.ts';

const NET = chain([4, 3, 2], { connection: { biased: true, precision: 2 } });
const CHAINS = 300;
const SAMPLES = 4;

/** Many chains that all see the same, settled on the posterior mean; the mean and the Hessian, which is the precision. */
function settledChains(): { model: Model; mean: Float64Array; hessian: Matrix; lambda: number } {
  const model = randomModel(NET, randomWeights(NET, 21), { batch: CHAINS });
  const seen = model.values(0).slice(0, 4);
  model.setValues(0, seen);
  settleWith(model, {
    scheme: { name: 'accelerated' },
    inferenceRate: 0.05,
    steps: 2000,
    tolerance: 1e-8,
  });
  const { size } = surfaceOf(model);
  const dense = curvatureAt(curvaturePointOf(model, 0)).dense();
  const rows = Array.from({ length: size }, (_, row) => [
    ...dense.slice(row * size, (row + 1) * size),
  ]);
  return {
    model,
    mean: surfaceOf(model).values().slice(0, size),
    hessian: mathjs().matrix(rows),
    // Gershgorin: no eigenvalue is larger than the largest row sum.
    lambda: Math.max(...rows.map((row) => row.reduce((sum, entry) => sum + Math.abs(entry), 0))),
  };
}

/** Compares moments with those of N(mean, covariance), each within five standard errors of independent samples. */
function expectMoments(
  sampled: { readonly mean: Float64Array; readonly covariance: Float64Array },
  mean: Float64Array,
  covariance: Matrix,
): void {
  const count = CHAINS * SAMPLES;
  const size = mean.length;
  const entries = covariance.toArray() as number[][];
  const exact = (i: number, j: number): number => entries[i]![j]!;
  for (let i = 0; i < size; i++) {
    const deviation = Math.sqrt(exact(i, i) / count);
    expect(Math.abs(sampled.mean[i]! - mean[i]!)).toBeLessThan(5 * deviation);
    for (let j = 0; j < size; j++) {
      // Isserlis: var(x_i x_j) = S_ii S_jj + S_ij^2.
      const spread = Math.sqrt((exact(i, i) * exact(j, j) + exact(i, j) ** 2) / count);
      expect(Math.abs(sampled.covariance[i * size + j]! - exact(i, j))).toBeLessThan(5 * spread);
    }
  }
}

describe('posterior samples of a linear Gaussian net', () => {
  test('with correction have the exact mean and covariance, also at a rate at which they would not without', () => {
    const { model, mean, hessian, lambda } = settledChains();
    const sampled = samplePosterior(model, {
      inferenceRate: 0.5 / lambda,
      burnIn: 150,
      samples: SAMPLES,
      every: 60,
      seed: 1,
    });
    expectMoments(sampled, mean, inv(hessian));
    expect(sampled.accepted).toBeGreaterThan(0.4);
    expect(sampled.accepted).toBeLessThan(1);
    model.dispose();
  });

  test('without correction have the covariance [H (1 - rate H / 2)]^-1 that is too wide, and not the exact one', () => {
    const { model, mean, hessian, lambda } = settledChains();
    const rate = 1 / lambda;
    const sampled = samplePosterior(model, {
      inferenceRate: rate,
      burnIn: 100,
      samples: SAMPLES,
      every: 40,
      correction: 'off',
      seed: 2,
    });
    const size = mean.length;
    const shrunk = subtract(identity(size) as Matrix, multiply(hessian, rate / 2));
    const biased = inv(multiply<Matrix>(hessian, shrunk));
    expectMoments(sampled, mean, biased);
    expect(() => {
      expectMoments(sampled, mean, inv(hessian));
    }).toThrow();
    expect(sampled.accepted).toBe(1);
    model.dispose();
  });
});

test('a temperature of T widens the posterior T times', () => {
  const { model, mean, hessian, lambda } = settledChains();
  const sampled = samplePosterior(model, {
    inferenceRate: 0.4 / lambda,
    burnIn: 120,
    samples: SAMPLES,
    every: 45,
    temperature: 3,
    seed: 3,
  });
  expectMoments(sampled, mean, multiply(inv(hessian), 3));
  model.dispose();
});

test('the same seed gives the same samples to the bit, another seed others', () => {
  const samples = (seed: number): readonly Float64Array[] => {
    const model = randomModel(NET, randomWeights(NET, 2), { batch: 2 });
    const { samples: drawn } = samplePosterior(model, {
      inferenceRate: 0.05,
      burnIn: 3,
      samples: 3,
      every: 2,
      seed,
    });
    model.dispose();
    return drawn;
  };
  expect(samples(5)).toEqual(samples(5));
  expect(samples(5)).not.toEqual(samples(6));
});
