import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  createEngine,
  createRandom,
  type Engine,
  inferCauses,
  LINEAR_BATCH,
  type LearnedLinearWorld,
  learnLinearWorld,
} from '../../../../agents/index.ts';

/** Two causes behind four numbers, each with a noise of its own. */
const WEIGHTS = [
  [1, 0],
  [0.8, 0.6],
  [-0.5, 1],
  [0.3, -0.9],
];
const DEVIATIONS = [0.4, 0.6, 0.5, 0.7];

function world(batch: number): Float32Array {
  const random = createRandom(3, 'world', batch);
  return Float32Array.from(
    Array.from({ length: LINEAR_BATCH }, () => {
      const causes = [random.normal(), random.normal()];
      return WEIGHTS.map(
        ([one, other], unit) =>
          one! * causes[0]! + other! * causes[1]! + DEVIATIONS[unit]! * random.normal(),
      );
    }).flat(),
  );
}

let engine: Engine;
let learned: LearnedLinearWorld;
beforeAll(async () => {
  ({ engine } = await createEngine('wasm'));
  learned = await learnLinearWorld({
    ...{ engine, size: 4, causes: 2, batches: 250, seed: 1, observations: world },
  });
});

describe('a linear world', () => {
  test('is learned: the covariance that weights and precisions imply is that of the world', () => {
    const { lowerFromUpper, logPrecision } = learned.weights[0]!;
    const implied = (row: number, column: number): number =>
      lowerFromUpper[2 * row]! * lowerFromUpper[2 * column]! +
      lowerFromUpper[2 * row + 1]! * lowerFromUpper[2 * column + 1]! +
      (row === column ? Math.exp(-logPrecision[row]!) : 0);
    for (let row = 0; row < 4; row++) {
      for (let column = 0; column <= row; column++) {
        const exact =
          WEIGHTS[row]![0]! * WEIGHTS[column]![0]! +
          WEIGHTS[row]![1]! * WEIGHTS[column]![1]! +
          (row === column ? DEVIATIONS[row]! ** 2 : 0);
        expect(Math.abs(implied(row, column) - exact)).toBeLessThan(0.1);
      }
    }
  });

  test('is expected where it is not seen as the exact posterior of its causes says', () => {
    const { lowerFromUpper, logPrecision } = learned.weights[0]!;
    const rows = [0, 1, 2, 3].map((unit) => [
      lowerFromUpper[2 * unit]!,
      lowerFromUpper[2 * unit + 1]!,
    ]);
    const shown = [0.7, -1.2, 0.4];
    const { mean } = inferCauses(
      {
        weights: rows.slice(0, 3),
        mean: [0, 0, 0],
        variance: Array.from(logPrecision.slice(0, 3), (log) => Math.exp(-log)),
      },
      shown,
    );
    const exact = rows[3]![0]! * mean[0]! + rows[3]![1]! * mean[1]!;
    // Whatever stands in the hidden place.
    for (const hidden of [0, 50]) {
      expect(learned.expect([...shown, hidden], [3])[3]).toBeCloseTo(exact, 4);
    }
  });

  test('that has been learned is not forgotten where learning goes on', async () => {
    const on = await learnLinearWorld({
      ...{ engine, size: 4, causes: 2, batches: 1, seed: 9, observations: world, from: learned },
    });
    on.weights[0]!.lowerFromUpper.forEach((weight, entry) => {
      expect(Math.abs(weight - learned.weights[0]!.lowerFromUpper[entry]!)).toBeLessThan(0.03);
    });
  });

  test('without a cause is refused', async () => {
    await expect(
      learnLinearWorld({ engine, size: 4, causes: 0, batches: 1, seed: 1, observations: world }),
    ).rejects.toThrow('linear learner: expected at least one number and one cause; got 4 and 0');
  });
});
