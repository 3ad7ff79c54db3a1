import { describe, expect, test } from '@jest/globals';
import {
  createEngine,
  createModel,
  createRandom,
  type Hierarchy,
  type HierarchyWeights,
} from '../../../agents/index.ts';
import { symmetricEigenvalues } from '../../../agents/maths/symmetric-eigenvalues.ts';
import { mathjs } from '../../../agents/maths/mathjs.ts';
import { denseConnection, plainLevel } from '../support/test-kind.ts';
import { learn, plainStage } from '../support/learn.ts';

const { engine: reference } = await createEngine('reference');

type Rows = number[][];

const product = (left: Rows, right: Rows): Rows =>
  left.map((row) =>
    right[0]!.map((_, j) => row.reduce((sum, value, k) => sum + value * right[k]![j]!, 0)),
  );
const transposed = (rows: Rows): Rows => rows[0]!.map((_, j) => rows.map((row) => row[j]!));
const plusDiagonal = (rows: Rows, diagonal: readonly number[]): Rows =>
  rows.map((row, i) => row.map((value, j) => value + (i === j ? diagonal[i]! : 0)));

/** x = W z + mean + noise, z ~ N(0, I): a level of causes with a standard prior over a level of observations. */
function factorModel(
  observed: number,
  causes: number,
  precisionLearned: 'shared' | 'each' | false,
): Hierarchy {
  return {
    levels: [plainLevel(observed), plainLevel(causes, { kind: 'gaussian', mean: 0, precision: 1 })],
    connections: [denseConnection({ biased: true, precisionLearned })],
  };
}

/** Data from a factor model: `count` rows, and the covariance of the sample itself. */
function sample(loadings: Rows, noise: readonly number[], count: number, seed: number) {
  const random = createRandom(seed, 'factors');
  const rows: Rows = Array.from({ length: count }, () => {
    const causes = loadings[0]!.map(() => random.normal());
    return loadings.map(
      (row, i) =>
        1 +
        row.reduce(
          (sum, value, k) => sum + value * causes[k]!,
          Math.sqrt(noise[i]!) * random.normal(),
        ),
    );
  });
  const mean = loadings.map((_, i) => rows.reduce((sum, row) => sum + row[i]!, 0) / count);
  const centred = rows.map((row) => row.map((value, i) => value - mean[i]!));
  const covariance = product(transposed(centred), centred).map((row) =>
    row.map((value) => value / count),
  );
  return { rows, mean, covariance };
}

/** Mean log-likelihood per observation and dimension of N(mean, model) on a sample of this covariance. */
function logLikelihood(model: Rows, covariance: Rows): number {
  const size = model.length;
  const eigenvalues = symmetricEigenvalues(Float64Array.from(model.flat()), size);
  const logDeterminant = eigenvalues.reduce((sum, value) => sum + Math.log(value), 0);
  const mismatch = product(mathjs().inv(model), covariance).reduce(
    (sum, row, i) => sum + row[i]!,
    0,
  );
  return -(size * Math.log(2 * Math.PI) + logDeterminant + mismatch) / 2 / size;
}

/** W W' + noise of a model that has learned. */
function modelCovariance(
  { lowerFromUpper, logPrecision }: HierarchyWeights[number],
  causes: number,
): Rows {
  const loadings = Array.from(logPrecision, (_, i) => [
    ...lowerFromUpper.subarray(i * causes, (i + 1) * causes),
  ]);
  return plusDiagonal(
    product(loadings, transposed(loadings)),
    Array.from(logPrecision, (value) => Math.exp(-value)),
  );
}

function learnFactors(
  hierarchy: Hierarchy,
  rows: Rows,
  posterior: 'laplace' | 'point',
  { batches = 1500, seed = 1 } = {},
) {
  const width = rows[0]!.length;
  return learn(
    plainStage(hierarchy, {
      posterior,
      batch: rows.length,
      batches,
      settleSteps: 40,
      inferenceRate: 'stable',
      learningRate: 0.05,
      precisionRate: 0.1,
      schedule: 'linear',
    }),
    () => ({ observations: Float32Array.from(rows.flat()), labels: null }),
    { engine: 'wasm', seed },
  ).then(({ weights }) => ({ width, weights }));
}

const LOADINGS: Rows = [
  [1.5, 0.2],
  [-0.7, 0.9],
  [0.3, -1.2],
  [0.8, 0.4],
  [-0.2, 1.1],
  [1, -0.6],
];

describe('probabilistic principal components', () => {
  const { rows, covariance, mean } = sample(
    LOADINGS,
    LOADINGS.map(() => 0.3),
    120,
    1,
  );
  const { values, eigenvectors } = mathjs().eigs(covariance) as unknown as {
    values: number[];
    eigenvectors: { value: number; vector: number[] }[];
  };
  const sorted = [...values].sort((a, b) => b - a);
  // Closed form of Tipping & Bishop: the noise is the mean of the discarded eigenvalues.
  const noise = sorted.slice(2).reduce((sum, value) => sum + value, 0) / (sorted.length - 2);
  const principal = [...eigenvectors]
    .sort((a, b) => b.value - a.value)
    .slice(0, 2)
    .map(({ vector }) => vector);
  const optimum = plusDiagonal(
    LOADINGS.map((_, i) =>
      LOADINGS.map((__, j) =>
        principal.reduce(
          (sum, vector, k) => sum + (sorted[k]! - noise) * vector[i]! * vector[j]!,
          0,
        ),
      ),
    ),
    LOADINGS.map(() => noise),
  );

  test("settled values are the exact posterior mean M^-1 W'(x - mu), to 1e-10", () => {
    const hierarchy = factorModel(6, 2, 'shared');
    const weights = [
      {
        lowerFromUpper: Float64Array.from(LOADINGS.flat()),
        bias: Float64Array.from(mean),
        logPrecision: new Float64Array(6).fill(-Math.log(0.3)),
      },
    ];
    const model = createModel({
      hierarchy,
      weights,
      engine: reference,
      batch: 5,
      held: new Set([0]),
      learning: false,
      inferenceRate: 0.05,
    });
    model.setValues(0, rows.slice(0, 5).flat());
    model.settle({ steps: 5000, tolerance: 1e-14, traceEvery: 1, risesToDiverge: 1e6 });
    const inner = mathjs().inv(plusDiagonal(product(transposed(LOADINGS), LOADINGS), [0.3, 0.3]));
    const found = model.values(1);
    for (let row = 0; row < 5; row++) {
      const centred = rows[row]!.map((value, i) => [value - mean[i]!]);
      const expected = product(inner, product(transposed(LOADINGS), centred)).flat();
      expected.forEach((value, k) => {
        expect(Math.abs(found[2 * row + k]! - value)).toBeLessThan(1e-10);
      });
    }
    model.dispose();
  });

  test('learned with posterior laplace: principal subspace, noise and likelihood of the closed form', async () => {
    const { weights } = await learnFactors(factorModel(6, 2, 'shared'), rows, 'laplace');
    const { lowerFromUpper, logPrecision, bias } = weights[0]!;
    expect(Math.abs(Math.exp(-logPrecision[0]!) / noise - 1)).toBeLessThan(0.03);
    expect(largestAngle(principal, columns(lowerFromUpper, 2))).toBeLessThan(2);
    const best = logLikelihood(optimum, covariance);
    const found = logLikelihood(modelCovariance(weights[0]!, 2), covariance);
    expect(found).toBeLessThanOrEqual(best + 1e-9);
    expect(best - found).toBeLessThan(0.01);
    // The yardstick is not met by anything: independent pixels of the right variance miss it by far.
    const independent = covariance.map((row, i) => row.map((value, j) => (i === j ? value : 0)));
    expect(best - logLikelihood(independent, covariance)).toBeGreaterThan(0.1);
    bias!.forEach((value, i) => {
      expect(value).toBeCloseTo(mean[i]!, 2);
    });
  });

  test('learned from point estimates: noise too small, and the scale of the weights is not identified', async () => {
    const { weights } = await learnFactors(factorModel(6, 2, 'shared'), rows, 'point');
    const { lowerFromUpper, logPrecision } = weights[0]!;
    // Only the directions come out right.
    expect(largestAngle(principal, columns(lowerFromUpper, 2))).toBeLessThan(2);
    // What two free causes explain away is lost to the noise: 4/6 of the maximum-likelihood value or less.
    expect(Math.exp(-logPrecision[0]!) / noise).toBeLessThan(0.7);
    const found = logLikelihood(modelCovariance(weights[0]!, 2), covariance);
    expect(logLikelihood(optimum, covariance) - found).toBeGreaterThan(0.01);
  });
});

describe('factor analysis', () => {
  const unique = [0.2, 0.9, 0.4, 0.6, 0.3, 1.1];
  const { rows, covariance } = sample(LOADINGS, unique, 120, 2);

  test('learned with a precision of each observation, it reaches the likelihood of expectation maximisation', async () => {
    const { weights } = await learnFactors(factorModel(6, 2, 'each'), rows, 'laplace', {
      batches: 1800,
    });
    const expected = expectationMaximisation(covariance, 2);
    const best = logLikelihood(expected, covariance);
    const found = logLikelihood(modelCovariance(weights[0]!, 2), covariance);
    expect(Math.abs(best - found)).toBeLessThan(1e-3);
    // One precision for all is not enough: what is learned differs from observation to observation.
    const noise = Array.from(weights[0]!.logPrecision, (value) => Math.exp(-value));
    expect(Math.max(...noise) / Math.min(...noise)).toBeGreaterThan(2);
  });

  test('two indicators of one factor are not identified: two starts end at other loadings with one likelihood', async () => {
    const pair = sample([[1], [0.8]], [0.5, 0.5], 120, 3);
    const starts = await Promise.all(
      [1, 4].map(async (seed) => {
        const { weights } = await learnFactors(factorModel(2, 1, 'each'), pair.rows, 'laplace', {
          seed,
        });
        const { lowerFromUpper } = weights[0]!;
        return {
          // Three numbers of the covariance cannot fix two loadings and two noises.
          ratio: Math.abs(lowerFromUpper[0]! / lowerFromUpper[1]!),
          likelihood: logLikelihood(modelCovariance(weights[0]!, 1), pair.covariance),
        };
      }),
    );
    const [one, other] = starts;
    expect(Math.abs(one!.likelihood - other!.likelihood)).toBeLessThan(1e-9);
    expect(Math.abs(Math.log(one!.ratio / other!.ratio))).toBeGreaterThan(0.02);
  });
});

function columns(matrix: Float64Array, count: number): Rows {
  return Array.from({ length: count }, (_, k) =>
    Array.from(matrix).filter((__, entry) => entry % count === k),
  );
}

/** Largest principal angle between two planes, in degrees: from the smallest singular value of Q1' Q2. */
function largestAngle(first: Rows, second: Rows): number {
  const [a, b] = [orthonormal(first), orthonormal(second)];
  const cosines = product(a, transposed(b));
  const gram = product(cosines, transposed(cosines));
  const smallest = symmetricEigenvalues(Float64Array.from(gram.flat()), gram.length)[0]!;
  return (Math.acos(Math.min(1, Math.sqrt(Math.max(0, smallest)))) * 180) / Math.PI;
}

function orthonormal(vectors: Rows): Rows {
  const basis: Rows = [];
  for (const vector of vectors) {
    let rest = vector;
    for (const unit of basis) {
      const along = rest.reduce((sum, value, i) => sum + value * unit[i]!, 0);
      rest = rest.map((value, i) => value - along * unit[i]!);
    }
    const length = Math.hypot(...rest);
    basis.push(rest.map((value) => value / length));
  }
  return basis;
}

/** Maximum likelihood of factor analysis by the algorithm of Rubin & Thayer (1982), written apart from the engine. */
function expectationMaximisation(covariance: Rows, causes: number): Rows {
  const random = createRandom(9, 'em');
  let loadings: Rows = covariance.map(() => Array.from({ length: causes }, () => random.normal()));
  let noise = covariance.map((row, i) => row[i]!);
  for (let iteration = 0; iteration < 5000; iteration++) {
    const model = plusDiagonal(product(loadings, transposed(loadings)), noise);
    const regression = product(transposed(loadings), mathjs().inv(model));
    const crossed = product(covariance, transposed(regression));
    const second = plusDiagonal(product(regression, crossed), new Array<number>(causes).fill(1));
    const spread = product(regression, loadings);
    const moments = second.map((row, i) => row.map((value, j) => value - spread[i]![j]!));
    loadings = product(crossed, mathjs().inv(moments));
    const explained = product(loadings, transposed(crossed));
    noise = covariance.map((row, i) => row[i]! - explained[i]![i]!);
  }
  return plusDiagonal(product(loadings, transposed(loadings)), noise);
}

describe('incremental and settled predictive coding in a linear net', () => {
  const chain: Hierarchy = {
    levels: [plainLevel(3), plainLevel(4), plainLevel(2)],
    connections: [denseConnection(), denseConnection()],
  };
  const random = createRandom(12, 'regression');
  const COUNT = 8;
  const pictures = Float32Array.from({ length: COUNT * 2 }, () => random.normal());
  const labels = Int32Array.from({ length: COUNT }, (_, index) => index % 3);
  // Decay makes the minimum unique up to rotations; without it the free energy falls for ever as the weights below grow.
  const shared = {
    classes: 3,
    pictureLevel: 2,
    labelLevel: 0,
    batch: COUNT,
    inferenceRate: 0.1,
    optimiser: { kind: 'sgd', weightDecay: 0.02 },
  } as const;
  const batchOf = () => ({ observations: pictures, labels });

  test('arrive at the same loss to 1e-6, and at the same map from top to bottom', async () => {
    const settled = await learn(
      plainStage(chain, { ...shared, batches: 1200, settleSteps: 60, learningRate: 0.2 }),
      batchOf,
    );
    const incremental = await learn(
      plainStage(chain, {
        ...shared,
        rule: 'incremental',
        batches: 1,
        settleSteps: 20_000,
        learningRate: 0.05,
      }),
      batchOf,
    );
    const loss = ({ progress, weights }: typeof settled): number =>
      progress.at(-1)!.freeEnergy +
      weights.reduce(
        (sum, { lowerFromUpper }) => sum + 0.01 * lowerFromUpper.reduce((s, w) => s + w * w, 0),
        0,
      );
    expect(Math.abs(loss(settled) - loss(incremental))).toBeLessThan(1e-6);
    const map = ({ weights }: typeof settled): Rows =>
      product(
        transposed(columns(weights[0]!.lowerFromUpper, 4)),
        transposed(columns(weights[1]!.lowerFromUpper, 2)),
      );
    const expected = map(settled).flat();
    expect(Math.max(...expected.map(Math.abs))).toBeGreaterThan(0.05);
    map(incremental)
      .flat()
      .forEach((value, entry) => {
        expect(Math.abs(value - expected[entry]!)).toBeLessThan(1e-4);
      });
  });
});
