import { expect, test } from '@jest/globals';
import {
  activeUnits,
  autoencoderOf,
  createRandom,
  shippedTensors,
  type TrainingData,
  trainingPoints,
  trainNetworks,
} from '../../../../agents/index.ts';
import type { Autoencoder } from '../../../../agents/families/variational/autoencoder.ts';
import { autoencoderTraining } from '../../../../agents/families/variational/train-autoencoder.ts';

/** Points in the plane, wide along one direction and narrow across it. */
function plane(): number[][] {
  const random = createRandom(7, 'surplus');
  return Array.from({ length: 400 }, () => {
    const [a, b] = [2 * random.normal(), random.normal()];
    return [0.8 * a - 0.6 * b, 0.6 * a + 0.8 * b];
  });
}

/** Eigenvalues of the covariance of points in the plane, the larger first. */
function widths(points: readonly (readonly number[])[]): [number, number] {
  const mean = [0, 1].map((axis) => points.reduce((sum, point) => sum + point[axis]!, 0) / 400);
  const product = (a: number, b: number): number =>
    points.reduce((sum, point) => sum + (point[a]! - mean[a]!) * (point[b]! - mean[b]!), 0) / 400;
  const middle = (product(0, 0) + product(1, 1)) / 2;
  const half = Math.hypot((product(0, 0) - product(1, 1)) / 2, product(0, 1));
  return [middle + half, middle - half];
}

test('a linear autoencoder with more causes than the data have dimensions leaves the surplus inactive', async () => {
  const points = plane();
  const data = trainingPoints(points);
  const plan = { causes: 4, hidden: [], gain: 1, batch: 400, steps: 800, learningRate: 0.03 };
  const learning = trainNetworks(autoencoderTraining(data, plan, 1));
  let next = await learning.next();
  while (next.done !== true) next = await learning.next();
  const model = autoencoderOf(shippedTensors(next.value.parameters));
  const { active, causes, variances } = activeUnits(model, data);
  expect([active, causes]).toEqual([2, 4]);
  const [first, second, ...surplus] = [...variances].sort((a, b) => b - a);
  // Of principal components: Var E[u | x] = (w^2 / (w^2 + v))^2 (w^2 + v) / w^2 = 1 - v / width.
  const [wide, narrow] = widths(points);
  // The noise of batches is on them.
  expect(Math.abs(first! - (1 - model.variance / wide))).toBeLessThan(0.03);
  expect(Math.abs(second! - (1 - model.variance / narrow))).toBeLessThan(0.03);
  for (const variance of surplus) expect(variance).toBeLessThan(0.01);
}, 60_000);

test('the activity of a cause is the variance of what the encoder expects, class by class', () => {
  // E[u_1 | x, class] = 2 x_1 + class, E[u_2 | x, class] = 0.05 x_2: by hand.
  const model: Autoencoder = {
    encoder: [
      {
        inputs: 4,
        outputs: 4,
        // Rows: x_1, x_2, class 0, class 1. Columns: means, then logarithms of variances.
        weights: Float64Array.from(
          [
            [2, 0, 0, 0],
            [0, 0.05, 0, 0],
            [0, 0, 0, 0],
            [1, 0, 0, 0],
          ].flat(),
        ),
        bias: new Float64Array(4),
        activation: 'linear',
      },
    ],
    decoder: [],
    ...{ variance: 1, causes: 2, classes: 2 },
  };
  const data: TrainingData = {
    ...trainingPoints([
      [1, 1],
      [0, -1],
    ]),
    classes: { count: 2, labels: Int32Array.of(0, 1) },
  };
  // Means of u_1: 2 and 1; of u_2: .05 and -.05.
  const { active, variances } = activeUnits(model, data);
  expect(active).toBe(1);
  expect(variances[0]).toBeCloseTo(0.25, 12);
  expect(variances[1]).toBeCloseTo(0.0025, 9);
});
