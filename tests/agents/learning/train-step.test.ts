import { describe, expect, test } from '@jest/globals';
import {
  blankWeights,
  createEngine,
  createModel,
  createRandom,
  ENGINE_NAMES,
  type Hierarchy,
  type HierarchyWeights,
} from '../../../agents/index.ts';
import { createTrainStep } from '../../../agents/learning/train-step.ts';

const level = (units: number): Hierarchy['levels'][number] => ({
  name: `${units} units`,
  meaning: 'Numbers',
  unit: '1',
  arrangement: { gridRows: 1, gridColumns: 1, rows: 1, columns: units },
});

const SIZES = [5, 17, 12, 9];

const HIERARCHY: Hierarchy = {
  levels: [
    level(5),
    level(17),
    { ...level(12), prior: { kind: 'gaussian', mean: 0.2, precision: 0.5 } },
    level(9),
  ],
  connections: (['tanh', 'silu', 'linear'] as const).map((activation, index) => ({
    activation,
    outputActivation: index === 1 ? 'tanh' : 'linear',
    biased: index !== 1,
    precision: 1 + index,
    precisionLearned: false,
    transform: { kind: 'dense' },
  })),
};

const OPTIONS = { settleSteps: 7, inferenceRate: 0.05, learningRate: 0.2, batch: 6 };

function randomWeights(): HierarchyWeights {
  const random = createRandom(5, 'train step');
  return blankWeights(HIERARCHY).map((blank) => ({
    ...blank,
    lowerFromUpper: blank.lowerFromUpper.map(() => 0.4 * random.normal()),
    bias: blank.bias?.map(() => 0.1 * random.normal()) ?? null,
  }));
}

function numbers(label: string, length: number): Float32Array {
  const random = createRandom(6, label);
  return Float32Array.from({ length }, () => random.normal());
}

/** One step as a sequence of calls: settle, ask for the gradient, move the weights here. */
async function stepByStep(weights: HierarchyWeights, held: ReadonlySet<number>) {
  const { settleSteps, inferenceRate, learningRate, batch } = OPTIONS;
  const { engine } = await createEngine('reference');
  const model = createModel({
    hierarchy: HIERARCHY,
    weights,
    engine,
    batch,
    held,
    learning: true,
    inferenceRate,
  });
  for (const index of held) model.setValues(index, numbers(`${index}`, batch * SIZES[index]!));
  model.predictDownwards(SIZES.length - 1);
  model.settle({ steps: settleSteps, tolerance: 0, traceEvery: 0, risesToDiverge: 1000 });
  model.learn();
  const moved = weights.map(({ lowerFromUpper, bias, logPrecision }, index) => {
    const { learning } = model.built.connections[index]!;
    const descent = model.read(learning!.weights);
    const biasDescent = learning!.bias === null ? null : model.read(learning!.bias);
    const scale = learningRate / batch;
    return {
      lowerFromUpper: lowerFromUpper.map((weight, at) => weight + scale * descent[at]!),
      bias: bias?.map((entry, at) => entry + scale * biasDescent![at]!) ?? null,
      logPrecision,
    };
  });
  const values = SIZES.map((_, index) => model.values(index));
  model.dispose();
  return { moved, values };
}

const worst = (found: Float64Array, expected: Float64Array): number =>
  found.reduce((most, value, at) => Math.max(most, Math.abs(value - expected[at]!)), 0);

describe.each(ENGINE_NAMES)('a training step in one go, with %s', (name) => {
  test.each([
    ['both ends held', new Set([0, 3])],
    ['the senses alone held', new Set([0])],
  ])('moves weights, biases and values as the calls one by one do, %s', async (_, held) => {
    const weights = randomWeights();
    const { engine } = await createEngine(name);
    const trainStep = createTrainStep({ hierarchy: HIERARCHY, weights, engine, held, ...OPTIONS });
    const given = new Map(
      [...held].map((index) => [index, numbers(`${index}`, OPTIONS.batch * SIZES[index]!)]),
    );
    const tolerance = name === 'reference' ? 1e-12 : 2e-6;
    let expected = weights;
    for (let step = 0; step < 2; step += 1) {
      trainStep.step(given);
      const { moved, values } = await stepByStep(expected, held);
      for (const [index, { lowerFromUpper, bias }] of moved.entries()) {
        expect(worst(trainStep.weights(index), lowerFromUpper)).toBeLessThan(tolerance);
        expect(trainStep.bias(index) === null).toBe(bias === null);
        if (bias !== null) expect(worst(trainStep.bias(index)!, bias)).toBeLessThan(tolerance);
      }
      for (const [index, level] of values.entries()) {
        expect(worst(trainStep.values(index), level)).toBeLessThan(5 * tolerance);
      }
      expected = moved;
    }
    // It would be no test if nothing had moved.
    expect(worst(expected[0]!.lowerFromUpper, weights[0]!.lowerFromUpper)).toBeGreaterThan(1e-3);
    trainStep.dispose();
  });

  test('says which levels it must be given', async () => {
    const { engine } = await createEngine(name);
    const trainStep = createTrainStep({
      hierarchy: HIERARCHY,
      weights: randomWeights(),
      engine,
      held: new Set([0, 3]),
      ...OPTIONS,
    });
    expect(() => trainStep.step(new Map([[0, new Float32Array(30)]]))).toThrow(
      'train step: expected values of the held levels 0, 3; got those of 0',
    );
    trainStep.dispose();
  });
});
