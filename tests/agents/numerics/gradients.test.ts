import { describe, expect, test } from '@jest/globals';
import { createRandom, type Hierarchy } from '../../../agents/index.ts';
import { createEngine } from '../../../agents/engine/select-engine.ts';
import { curvatureAt } from '../../../agents/inference/curvature.ts';
import { laplaceSurprise } from '../../../agents/inference/laplace-posterior.ts';
import { logPrecisionGradient } from '../../../agents/learning/precision-learning.ts';
import { ACTIVATION_NAMES } from '../../../agents/maths/activations.ts';
import { createModel, type Model } from '../../../agents/model.ts';
import {
  blankWeights,
  type HierarchyWeights,
} from '../../../agents/weights/parameters-of-hierarchy.ts';
import { priorStrength } from '../../../agents/energy/priors.ts';
import { denseConnection, plainLevel } from '../support/test-kind.ts';

const { engine: reference } = await createEngine('reference');

const BATCH = 2;

/** A hierarchy with windows below and dense levels above, every quantity random. */
function windowsHierarchy(
  activation: (typeof ACTIVATION_NAMES)[number],
  output = activation,
): Hierarchy {
  const image = { gridRows: 1, gridColumns: 1, rows: 5, columns: 7 };
  return {
    levels: [
      { ...plainLevel(35), arrangement: image },
      plainLevel(12, { kind: 'cauchy', weight: 0.7 }),
      plainLevel(3, { kind: 'gaussian', mean: 0.4, precision: [1, 2, 3] }),
    ],
    connections: [
      denseConnection({
        activation,
        outputActivation: output,
        biased: true,
        precision: 3,
        transform: { kind: 'windows', gridRows: 2, gridColumns: 3, rows: 3, columns: 3, offset: 2 },
      }),
      denseConnection({
        activation: output,
        outputActivation: activation,
        biased: true,
        precision: 0.5,
      }),
    ],
  };
}

function randomModel(hierarchy: Hierarchy, seed = 1): { model: Model; weights: HierarchyWeights } {
  const random = createRandom(seed, 'gradients');
  const weights = blankWeights(hierarchy).map(({ lowerFromUpper, bias, logPrecision }) => ({
    lowerFromUpper: lowerFromUpper.map(() => 0.5 * random.normal()),
    bias: bias?.map(() => 0.3 * random.normal()) ?? null,
    logPrecision: logPrecision.map((value) => value + 0.3 * random.normal()),
  }));
  const model = createModel({
    hierarchy,
    weights,
    engine: reference,
    batch: BATCH,
    held: new Set(),
    learning: true,
    inferenceRate: 0.01,
  });
  hierarchy.levels.forEach((_, level) => {
    const { units } = model.built.levels[level]!;
    model.setValues(
      level,
      Float64Array.from({ length: BATCH * units }, () => 0.8 * random.normal() + 0.05),
    );
  });
  return { model, weights };
}

const total = (model: Model): number => model.freeEnergy(model.measure()).total;

/** Central difference of F with respect to one number that `set` writes. */
function slopeOf(
  model: Model,
  present: Float64Array,
  index: number,
  set: (values: Float64Array) => void,
): number {
  const step = 1e-5;
  const at = (change: number): number => {
    const moved = Float64Array.from(present);
    moved[index]! += change;
    set(moved);
    return total(model);
  };
  const slope = (at(step) - at(-step)) / (2 * step);
  set(present);
  return slope;
}

describe.each(ACTIVATION_NAMES)('with activation %s', (activation) => {
  test('dF/dvalues of every level, with windows, Gaussian and Cauchy priors, equals central differences', () => {
    const { model } = randomModel(windowsHierarchy(activation));
    for (const [level, { gradient, values }] of model.built.levels.entries()) {
      total(model);
      const analytic = model.read(gradient!);
      const present = model.read(values);
      for (let index = 0; index < present.length; index++) {
        const slope = slopeOf(model, present, index, (moved) => {
          model.setValues(level, moved);
        });
        expect(Math.abs(analytic[index]! - slope)).toBeLessThan(2e-6 * (1 + Math.abs(slope)));
      }
    }
    model.dispose();
  });

  test('-dF/dweights, -dF/dbias and dF/dlogPrecision equal central differences', () => {
    const { model, weights } = randomModel(windowsHierarchy(activation));
    for (const [index, { learning }] of model.built.connections.entries()) {
      model.measure();
      model.learn();
      const descent = model.read(learning!.weights);
      const biasDescent = model.read(learning!.bias!);
      const squared = model.read(learning!.squaredErrors);
      const given = weights[index]!;
      const replaced = (changes: Partial<HierarchyWeights[number]>): HierarchyWeights =>
        weights.map((entry, other) => (other === index ? { ...entry, ...changes } : entry));
      for (let entry = 0; entry < given.lowerFromUpper.length; entry++) {
        const slope = slopeOf(model, given.lowerFromUpper, entry, (lowerFromUpper) => {
          model.setWeights(replaced({ lowerFromUpper }));
        });
        expect(Math.abs(descent[entry]! + slope)).toBeLessThan(2e-6 * (1 + Math.abs(slope)));
      }
      for (let entry = 0; entry < given.bias!.length; entry++) {
        const slope = slopeOf(model, given.bias!, entry, (bias) => {
          model.setWeights(replaced({ bias }));
        });
        expect(Math.abs(biasDescent[entry]! + slope)).toBeLessThan(2e-6 * (1 + Math.abs(slope)));
      }
      const gradient = logPrecisionGradient(given.logPrecision, squared, BATCH);
      for (let entry = 0; entry < given.logPrecision.length; entry++) {
        const slope = slopeOf(model, given.logPrecision, entry, (logPrecision) => {
          model.setPrecision(
            index,
            logPrecision.map((value) => Math.exp(value)),
          );
        });
        expect(Math.abs(BATCH * gradient[entry]! - slope)).toBeLessThan(
          2e-6 * (1 + Math.abs(slope)),
        );
      }
    }
    model.dispose();
  });

  test('the Hessian (product, diagonal and matrix) equals central differences of the gradient', () => {
    const hierarchy = windowsHierarchy(activation);
    const { model, weights } = randomModel(hierarchy);
    const rowOf = (values: Float64Array): Float64Array => values.slice(0, values.length / BATCH);
    const values = model.built.levels.map(({ values: buffer }) => rowOf(model.read(buffer)));
    const curvature = curvatureAt({
      hierarchy,
      weights,
      values,
      precision: weights.map(({ logPrecision }) => logPrecision.map((value) => Math.exp(value))),
      priorStrength: hierarchy.levels.map(({ prior }, level) =>
        prior === undefined ? null : priorStrength(prior, model.built.levels[level]!.units),
      ),
      free: values.map((level) => level.map(() => 1)),
    });
    const matrix = curvature.dense();
    const diagonal = curvature.diagonal();
    const { size, nodes } = curvature;
    const gradientAt = (node: number, change: number): number[] => {
      const { level, unit } = nodes[node]!;
      const { values: buffer, units } = model.built.levels[level]!;
      const present = model.read(buffer);
      const moved = Float64Array.from(present);
      moved[unit]! += change;
      model.setValues(level, moved);
      model.measure();
      const gradient = nodes.map(
        (other) => model.read(model.built.levels[other.level]!.gradient!)[other.unit]!,
      );
      model.setValues(level, present);
      expect(units).toBeGreaterThan(0);
      return gradient;
    };
    // Piecewise linear activations have no curvature at a kink; the random values keep clear of it by more than a step.
    const step = 1e-6;
    for (let node = 0; node < size; node += 3) {
      const up = gradientAt(node, step);
      const down = gradientAt(node, -step);
      const column = curvature.multiply(
        Float64Array.from({ length: size }, (_, other) => (other === node ? 1 : 0)),
      );
      for (let other = 0; other < size; other++) {
        const slope = (up[other]! - down[other]!) / (2 * step);
        expect(Math.abs(matrix[node * size + other]! - slope)).toBeLessThan(
          1e-5 * (1 + Math.abs(slope)),
        );
        expect(Math.abs(column[other]! - slope)).toBeLessThan(1e-5 * (1 + Math.abs(slope)));
      }
      expect(diagonal[node]).toBeCloseTo(matrix[node * size + node]!, 9);
    }
    model.dispose();
  });
});

describe('a Laplace prior', () => {
  const hierarchy: Hierarchy = {
    levels: [plainLevel(6), plainLevel(4, { kind: 'laplace', rate: 1.5 })],
    connections: [denseConnection({ precision: 2 })],
  };

  test('away from the kink the steepest slope is the derivative of F', () => {
    const { model } = randomModel(hierarchy);
    const row = model.measure();
    const { values } = model.built.levels[1]!;
    const present = model.read(values);
    const slopes = [...present.keys()].map((index) =>
      Math.abs(
        slopeOf(model, present, index, (moved) => {
          model.setValues(1, moved);
        }),
      ),
    );
    expect(row[model.built.columns.levelNorm[1]!]).toBeCloseTo(Math.max(...slopes), 5);
    model.dispose();
  });

  test('settles where no direction lowers F: soft-thresholding finds the exact minimum of a diagonal problem', () => {
    const diagonal: Hierarchy = {
      levels: [plainLevel(3), plainLevel(3, { kind: 'laplace', rate: 1.5 })],
      connections: [denseConnection({ precision: 2 })],
    };
    const identity = [1, 0, 0, 0, 1, 0, 0, 0, 1];
    const model = createModel({
      hierarchy: diagonal,
      weights: [
        {
          lowerFromUpper: Float64Array.from(identity),
          bias: null,
          logPrecision: new Float64Array(3).fill(Math.log(2)),
        },
      ],
      engine: reference,
      batch: 1,
      held: new Set([0]),
      learning: false,
      inferenceRate: 0.2,
    });
    model.setValues(0, [2, -0.5, -3]);
    const run = model.settle({ steps: 2000, tolerance: 1e-12, traceEvery: 1, risesToDiverge: 10 });
    expect(run.status).toBe('settled');
    // Minimum of (u - x)^2 + 1.5 |x|: soft threshold at 1.5 / 2.
    const [first, second, third] = model.values(1);
    expect(first).toBeCloseTo(2 - 0.75, 10);
    expect(Math.abs(second!)).toBe(0);
    expect(third).toBeCloseTo(-3 + 0.75, 10);
    model.dispose();
  });
});

/** Rows of the identity times a number. */
function diagonal(size: number, scale: number): number[][] {
  return Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (__, column) => (row === column ? scale : 0)),
  );
}

describe('a linear-Gaussian hierarchy', () => {
  // x0 = W0 x1 + e0, x1 = W1 x2 + e1, x2 ~ N(0, 1): everything is jointly Gaussian.
  const hierarchy: Hierarchy = {
    levels: [
      plainLevel(5),
      plainLevel(4),
      plainLevel(3, { kind: 'gaussian', mean: 0, precision: 1 }),
    ],
    connections: [denseConnection({ precision: 4 }), denseConnection({ precision: 2 })],
  };
  const random = createRandom(7, 'linear');
  const weights = blankWeights(hierarchy).map((entry) => ({
    ...entry,
    lowerFromUpper: entry.lowerFromUpper.map(() => 0.6 * random.normal()),
  }));
  const observation = Float64Array.from({ length: 5 }, () => random.normal());

  /** Posterior of (x1, x2) from the joint covariance by conditioning, written out without any Hessian. */
  async function conditioned(): Promise<{ mean: number[]; variance: number[] }> {
    const { add, inv, matrix, multiply, transpose } = await import('mathjs');
    const asMatrix = (values: Float64Array, rows: number, columns: number) =>
      matrix(
        Array.from({ length: rows }, (_, row) =>
          Array.from(values.slice(row * columns, (row + 1) * columns)),
        ),
      );
    const w0 = asMatrix(weights[0]!.lowerFromUpper, 5, 4);
    const w1 = asMatrix(weights[1]!.lowerFromUpper, 4, 3);
    const scaledIdentity = (size: number, scale: number) => matrix(diagonal(size, scale));
    const c22 = scaledIdentity(3, 1);
    const c11 = add(multiply(w1, transpose(w1)), scaledIdentity(4, 0.5));
    const c12 = w1;
    const c00 = add(multiply(multiply(w0, c11), transpose(w0)), scaledIdentity(5, 0.25));
    const cross = matrix([
      ...(multiply(c11, transpose(w0)).toArray() as number[][]),
      ...(multiply(transpose(c12), transpose(w0)).toArray() as number[][]),
    ]);
    const gain = multiply(cross, inv(c00));
    const mean = multiply(gain, matrix(Array.from(observation))).toArray() as number[];
    const explained = multiply(gain, transpose(cross));
    const prior = [
      ...Array.from({ length: 4 }, (_, unit) => Number(c11.get([unit, unit]))),
      ...Array.from({ length: 3 }, (_, unit) => Number(c22.get([unit, unit]))),
    ];
    return {
      mean,
      variance: prior.map((value, unit) => value - Number(explained.get([unit, unit]))),
    };
  }

  test.each([
    ['reference', 1e-10],
    ['wasm', 1e-5],
  ] as const)(
    'settles with %s to the exact posterior mean and variance within %d',
    async (engine, tolerance) => {
      const model = createModel({
        hierarchy,
        weights,
        engine: (await createEngine(engine)).engine,
        batch: 1,
        held: new Set([0]),
        learning: false,
        inferenceRate: 0.05,
      });
      model.setValues(0, observation);
      model.settle({
        steps: 20_000,
        tolerance: engine === 'wasm' ? 2e-7 : 1e-13,
        traceEvery: 1,
        risesToDiverge: 1000,
      });
      const { mean, variance } = await conditioned();
      const found = [...model.values(1), ...model.values(2)];
      found.forEach((value, unit) => {
        expect(Math.abs(value - mean[unit]!)).toBeLessThan(tolerance);
      });
      const point = {
        hierarchy,
        weights,
        values: [observation, model.values(1), model.values(2)],
        precision: weights.map(({ logPrecision }) => logPrecision.map((value) => Math.exp(value))),
        priorStrength: [null, null, new Float64Array(3).fill(1)],
        free: [new Float64Array(5), new Float64Array(4).fill(1), new Float64Array(3).fill(1)],
      };
      const { laplaceVariance } = await import('../../../agents/inference/laplace-posterior.ts');
      const { levels, relativeError } = laplaceVariance(point, {
        method: 'exact',
        measureError: false,
      });
      expect(relativeError).toBe(0);
      [...levels[1]!, ...levels[2]!].forEach((value, unit) => {
        expect(Math.abs(value - variance[unit]!)).toBeLessThan(tolerance);
      });
      // The evidence is exact too: -ln N(u; 0, C).
      const surprise = laplaceSurprise(model.freeEnergy(model.measure()).total, point);
      const { det, inv, matrix, multiply, transpose, add } = await import('mathjs');
      const asRows = (values: Float64Array, rows: number, columns: number) =>
        matrix(
          Array.from({ length: rows }, (_, row) =>
            Array.from(values.slice(row * columns, (row + 1) * columns)),
          ),
        );
      const w0 = asRows(weights[0]!.lowerFromUpper, 5, 4);
      const w1 = asRows(weights[1]!.lowerFromUpper, 4, 3);
      const scaledIdentity = (size: number, scale: number) => matrix(diagonal(size, scale));
      const c00 = add(
        multiply(
          multiply(w0, add(multiply(w1, transpose(w1)), scaledIdentity(4, 0.5))),
          transpose(w0),
        ),
        scaledIdentity(5, 0.25),
      );
      const u = matrix(Array.from(observation));
      const exact =
        0.5 *
        (5 * Math.log(2 * Math.PI) +
          Math.log(det(c00)) +
          Number(multiply(multiply(u, inv(c00)), u)));
      expect(Math.abs(surprise! - exact)).toBeLessThan(engine === 'wasm' ? 1e-4 : 1e-9);
      model.dispose();
    },
  );
});
