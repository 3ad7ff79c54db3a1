import { describe, expect, test } from '@jest/globals';
import {
  createEngine,
  createInlineRunner,
  createRandom,
  type Hierarchy,
  type HierarchyWeights,
  type TrainingBatch,
  type TrainingStage,
} from '../../../agents/index.ts';
import { shardTaskOf } from '../../../agents/learning/shard-learner.ts';
import { sumShards } from '../../../agents/learning/sum-shards.ts';
import { blankWeights } from '../../../agents/weights/parameters-of-hierarchy.ts';
import { denseConnection, plainLevel } from '../support/test-kind.ts';
import { learn, plainStage } from '../support/learn.ts';

/** Picture of 4 numbers at the top, label of 3 at the bottom, two hidden levels. */
const UNITS = [3, 5, 6, 4] as const;
const CLASSIFIER: Hierarchy = {
  levels: UNITS.map((units) => plainLevel(units)),
  connections: (['linear', 'tanh', 'tanh'] as const).map((outputActivation) =>
    denseConnection({ outputActivation, biased: true }),
  ),
};
const DISCRIMINATIVE = { classes: 3, pictureLevel: 3, labelLevel: 0 } as const;

function randomWeights(seed: number): HierarchyWeights {
  const random = createRandom(seed, 'rules');
  return blankWeights(CLASSIFIER).map(({ lowerFromUpper, bias, logPrecision }) => ({
    lowerFromUpper: lowerFromUpper.map(() => 0.7 * random.normal()),
    bias: bias!.map(() => 0.3 * random.normal()),
    logPrecision,
  }));
}

function randomBatch(size: number, seed = 1, width = 4): TrainingBatch {
  const random = createRandom(seed, 'batch');
  return {
    observations: Float32Array.from({ length: size * width }, () => random.normal()),
    labels: Int32Array.from({ length: size }, () => random.integer(3)),
  };
}

/** What a stage would learn from a batch that fits into one shard. */
async function lessonOf(
  stage: TrainingStage,
  weights: HierarchyWeights,
  { observations, labels }: TrainingBatch,
  engine = 'reference',
) {
  const size = labels!.length;
  const runner = createInlineRunner((await createEngine(engine)).engine);
  await runner.begin(shardTaskOf(stage, size), weights);
  const results = await runner.learn([
    {
      shard: 0,
      weights,
      inferenceRate: stage.inferenceRate as number,
      shown: { observations, labels },
    },
  ]);
  await runner.dispose();
  return {
    freeEnergy: results[0]!.freeEnergy,
    connections: weights.map((_, index) => sumShards(results, index)),
  };
}

/** Minus the gradients of 1/2 sum |label - net(picture)|^2 by the chain rule, written out without the engine. */
function backpropagation(weights: HierarchyWeights, { observations, labels }: TrainingBatch) {
  const sums = weights.map(({ lowerFromUpper, bias }) => ({
    weights: new Float64Array(lowerFromUpper.length),
    bias: new Float64Array(bias!.length),
  }));
  let loss = 0;
  labels!.forEach((label, row) => {
    // activities[l] is level l of the forward pass, slopes[l] the derivative of its activation.
    const activities: number[][] = [[], [], [], [...observations.subarray(4 * row, 4 * row + 4)]];
    const slopes: number[][] = [[], [], [], []];
    for (const level of [2, 1, 0]) {
      const { lowerFromUpper, bias } = weights[level]!;
      const above = activities[level + 1]!;
      const sum = Array.from(bias!, (start, unit) =>
        above.reduce((s, value, k) => s + lowerFromUpper[unit * above.length + k]! * value, start),
      );
      activities[level] = level === 0 ? sum : sum.map(Math.tanh);
      slopes[level] = activities[level].map((value) => (level === 0 ? 1 : 1 - value ** 2));
    }
    let delta = activities[0]!.map((value, unit) => (unit === label ? 1 : 0) - value);
    loss += delta.reduce((s, error) => s + error ** 2 / 2, 0);
    for (const level of [0, 1, 2]) {
      const above = activities[level + 1]!;
      const { lowerFromUpper } = weights[level]!;
      delta.forEach((error, unit) => {
        sums[level]!.bias[unit]! += error;
        above.forEach(
          (value, k) => (sums[level]!.weights[unit * above.length + k]! += error * value),
        );
      });
      delta = above.map(
        (_, k) =>
          (slopes[level + 1]![k] ?? 1) *
          delta.reduce((s, error, unit) => s + lowerFromUpper[unit * above.length + k]! * error, 0),
      );
    }
  });
  return { sums, loss };
}

/** Largest difference over all weights and biases, relative to the largest gradient. */
function farthest(
  found: Awaited<ReturnType<typeof lessonOf>>['connections'],
  expected: ReturnType<typeof backpropagation>['sums'],
): number {
  let difference = 0;
  let size = 0;
  expected.forEach(({ weights, bias }, level) => {
    weights.forEach((value, entry) => {
      difference = Math.max(difference, Math.abs(found[level]!.weights[entry]! - value));
      size = Math.max(size, Math.abs(value));
    });
    bias.forEach((value, unit) => {
      difference = Math.max(difference, Math.abs(found[level]!.bias![unit]! - value));
    });
  });
  return difference / size;
}

describe('the rule backpropagation', () => {
  const stage = plainStage(CLASSIFIER, { ...DISCRIMINATIVE, rule: 'backpropagation' });

  test('gives the gradients of backpropagation, written out by the chain rule, to 1e-12', async () => {
    const weights = randomWeights(3);
    const batch = randomBatch(8);
    const expected = backpropagation(weights, batch);
    const found = await lessonOf(stage, weights, batch);
    expect(farthest(found.connections, expected.sums)).toBeLessThan(1e-12);
    const constant = (8 * (UNITS[0] + UNITS[1] + UNITS[2]) * Math.log(2 * Math.PI)) / 2;
    expect(found.freeEnergy - constant).toBeCloseTo(expected.loss, 10);
  });

  test('does so in single precision to 1e-5 with wasm', async () => {
    const weights = randomWeights(4);
    const batch = randomBatch(8, 2);
    const found = await lessonOf(stage, weights, batch, 'wasm');
    expect(farthest(found.connections, backpropagation(weights, batch).sums)).toBeLessThan(1e-5);
  });

  test('is another rule than settled predictive coding with equal precisions', async () => {
    const weights = randomWeights(3);
    const batch = randomBatch(8);
    const settled = await lessonOf(
      { ...stage, rule: 'settled', settleSteps: 2000, inferenceRate: 0.1 },
      weights,
      batch,
    );
    expect(farthest(settled.connections, backpropagation(weights, batch).sums)).toBeGreaterThan(
      0.1,
    );
  });

  test.each([
    [
      { pictureLevel: 0, labelLevel: 3, classes: 0 },
      /picture clamped at one end and the label at the other/,
    ],
    [{ momentum: 0.5 }, /no momentum/],
    [
      {
        hierarchy: {
          ...CLASSIFIER,
          connections: CLASSIFIER.connections.map((connection) => ({
            ...connection,
            precision: 2,
          })),
        },
      },
      /fixed precisions of 1; connection 0 has 2/,
    ],
    [
      {
        hierarchy: {
          ...CLASSIFIER,
          levels: CLASSIFIER.levels.map((level, index) =>
            index === 1 ? { ...level, prior: { kind: 'laplace' as const, rate: 1 } } : level,
          ),
        },
      },
      /knows no prior, and level 1 has one/,
    ],
  ])('is refused where it would not be backpropagation: %#', async (changes, message) => {
    await expect(learn({ ...stage, ...changes }, () => randomBatch(4))).rejects.toThrow(message);
  });
});

describe('the incremental rule', () => {
  const stage = plainStage(CLASSIFIER, {
    ...DISCRIMINATIVE,
    rule: 'incremental',
    batches: 5,
    settleSteps: 6,
    learningRate: 0.01,
    optimiser: { kind: 'adamw', weightDecay: 0.01 },
  });

  test('goes on after the first batch, with batches that differ, and lowers the free energy', async () => {
    const { progress } = await learn({ ...stage, batch: 8, batches: 60 }, (index) =>
      randomBatch(8, index % 3),
    );
    expect(progress).toHaveLength(60);
    // Above the least that is possible, which is that of no error at all.
    const constant = ((UNITS[0] + UNITS[1] + UNITS[2]) * Math.log(2 * Math.PI)) / 2;
    const excess = progress.map(({ freeEnergy }) => freeEnergy - constant);
    const mean = (part: number[]): number =>
      part.reduce((sum, energy) => sum + energy, 0) / part.length;
    expect(Math.min(...excess)).toBeGreaterThanOrEqual(-1e-9);
    expect(mean(excess.slice(-6))).toBeLessThan(0.3 * mean(excess.slice(0, 6)));
  });

  test('with small steps never raises the free energy of a batch that stays', async () => {
    // One batch, so that values and weights go down the gradient of one function, step by step.
    const small = {
      ...stage,
      batches: 1,
      optimiser: { kind: 'sgd' } as const,
      learningRate: 0.02,
      inferenceRate: 0.02,
    };
    const energies: number[] = [];
    for (const settleSteps of [1, 2, 3, 5, 8, 20, 50]) {
      const { progress } = await learn({ ...small, settleSteps }, () => randomBatch(4));
      energies.push(progress[0]!.freeEnergy);
    }
    energies.slice(1).forEach((energy, index) => {
      expect(energy).toBeLessThan(energies[index]!);
    });
  });

  test('takes one step of learning per settle step', async () => {
    const { progress } = await learn(stage, () => randomBatch(4));
    expect(progress.at(-1)!.state.optimisers[0]!.weights.steps).toBe(5 * 6);
  });
});

describe('energies', () => {
  test('of a batch are the mean of those of its examples, not the square of a mean error', async () => {
    const weights = randomWeights(5);
    const stage = plainStage(CLASSIFIER, DISCRIMINATIVE);
    const batch = randomBatch(8, 6);
    const whole = await lessonOf(stage, weights, batch);
    let sum = 0;
    for (let row = 0; row < 8; row++) {
      const one = {
        observations: batch.observations.slice(4 * row, 4 * row + 4),
        labels: batch.labels!.slice(row, row + 1),
      };
      sum += (await lessonOf(stage, weights, one)).freeEnergy;
    }
    expect(whole.freeEnergy).toBeCloseTo(sum, 10);
  });

  test('two examples with opposite errors do not cancel', async () => {
    const pair: Hierarchy = {
      levels: [plainLevel(1), plainLevel(1)],
      connections: [denseConnection()],
    };
    const { progress } = await learn(
      plainStage(pair, { settleSteps: 0, initial: [{ kind: 'normal', deviation: 0 }] }),
      () => ({ observations: Float32Array.of(2, -2, 2, -2), labels: null }),
    );
    expect(progress[0]!.freeEnergy).toBeCloseTo(0.5 * 2 ** 2 + 0.5 * Math.log(2 * Math.PI), 12);
  });
});

describe('stages that do not fit together are refused', () => {
  test.each([
    [{ batch: 6 }, 'stage test.batch: expected a multiple of 4; got 6'],
    [{ batches: 0 }, 'stage test.batches: expected a whole number > 0; got 0'],
    [{ momentum: 1 }, 'stage test.momentum: expected a number in [0, 1); got 1'],
    [{ pictureLevel: 4 }, 'stage test.pictureLevel: expected a level in 0..3; got 4'],
    [{ pictureLevel: 0 }, 'picture and label cannot both be clamped at level 0'],
    [{ classes: 4 }, '4 classes do not fit into the 3 units of level 0'],
    [
      { rule: 'incremental', settleSteps: 0 },
      'stage test.settleSteps: expected a whole number >= 1; got 0',
    ],
    [{ posterior: 'laplace' }, /posterior laplace needs linear levels/],
    [{ optimiser: { kind: 'adam', weightDecay: 1 } }, /stage test.optimiser.weightDecay: adam has/],
  ])('%o', async (changes, message) => {
    const stage = { ...plainStage(CLASSIFIER, DISCRIMINATIVE), ...changes } as TrainingStage;
    await expect(learn(stage, () => randomBatch(4))).rejects.toThrow(message);
  });
});
