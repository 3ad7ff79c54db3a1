import { describe, expect, test } from '@jest/globals';
import {
  createRecognitionModel,
  recognitionHierarchy,
  startAmortised,
} from '../../../agents/inference/recognition.ts';
import { settleWith } from '../../../agents/inference/settle-with.ts';
import { createRecognitionLearner } from '../../../agents/learning/learn-recognition.ts';
import { createRandom, type HierarchyWeights, type Model } from '../../../agents/index.ts';
import { ACTIVATIONS } from '../../../agents/maths/activations.ts';
import { chain, engineNamed, randomModel, randomWeights } from '../inference/random-net.ts';

const NET = chain([24, 14, 6], { activation: 'tanh', connection: { biased: true, precision: 4 } });
const WEIGHTS = randomWeights(NET, 31, 1.5);
const RATE = 0.02;
const BATCH = 40;
const TURNED = recognitionHierarchy(
  NET,
  [0, 1].map(() => ({
    activation: 'linear',
    outputActivation: 'linear',
    biased: true,
    precision: 1,
  })),
);

/** Observations that the net itself makes from its prior. */
function observations(count: number, stream: string): Float64Array {
  const random = createRandom(9, stream);
  return Float64Array.from(
    Array.from({ length: count }, () => {
      let values = Array.from({ length: 6 }, () => random.normal());
      for (const { lowerFromUpper, bias } of WEIGHTS.toReversed()) {
        const sent = values.map(ACTIVATIONS.tanh.value);
        values = Array.from(
          bias!,
          (start, lower) =>
            sent.reduce(
              (sum, value, upper) => sum + lowerFromUpper[lower * sent.length + upper]! * value,
              start,
            ) +
            random.normal() / 2,
        );
      }
      return values;
    }).flat(),
  );
}

function startFromAbove(model: Model): void {
  model.setValues(2, new Float64Array(6));
  model.predictDownwards(2);
}

/** Learns to guess where accelerated settling ends, in the context of causes around 0. */
function learned(): HierarchyWeights {
  const start = randomWeights(TURNED, 5, 0.3);
  const engine = engineNamed('wasm');
  const recognition = createRecognitionModel({
    hierarchy: TURNED,
    weights: start,
    engine,
    batch: BATCH,
  });
  const learner = createRecognitionLearner(recognition, start, {
    optimiser: { kind: 'adam' },
    learningRate: 5e-3,
  });
  const model = randomModel(NET, WEIGHTS, { batch: BATCH, engine: 'wasm' });
  for (let batch = 0; batch < 150; batch++) {
    model.setValues(0, observations(BATCH, `batch ${batch}`));
    startFromAbove(model);
    settleWith(model, { scheme: { name: 'accelerated' }, inferenceRate: RATE, steps: 60 });
    learner.learn(model);
  }
  model.dispose();
  recognition.dispose();
  return learner.weights;
}

interface Settled {
  /** Euler steps to the same free energy: 1 % above the least, from above and from the guess. */
  readonly fromAbove: number;
  readonly amortised: number;
  /** Where both end. */
  readonly least: readonly [number, number];
}

function compare(weights: HierarchyWeights, seen: Float64Array): Settled[] {
  const model = randomModel(NET, WEIGHTS);
  const engine = engineNamed('reference');
  const recognition = createRecognitionModel({ hierarchy: TURNED, weights, engine, batch: 1 });
  const settle = (limits: {
    tolerance?: number;
    untilEnergy?: number;
  }): ReturnType<typeof settleWith> =>
    settleWith(model, { scheme: { name: 'euler' }, inferenceRate: RATE, steps: 2000, ...limits });
  const starts = [() => startFromAbove(model), () => startAmortised(model, recognition)];
  return Array.from({ length: seen.length / 24 }, (_, row) => {
    model.setValues(0, seen.slice(row * 24, (row + 1) * 24));
    const [least, leastAmortised] = starts.map((start) => {
      start();
      return settle({ tolerance: 1e-5 }).trace.at(-1)!.total;
    });
    const [fromAbove, amortised] = starts.map((start) => {
      start();
      return settle({ untilEnergy: least! + 0.01 * Math.abs(least!) }).steps;
    });
    return { fromAbove: fromAbove!, amortised: amortised!, least: [least!, leastAmortised!] };
  });
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe('hybrid predictive coding', () => {
  const weights = learned();
  const known = compare(weights, observations(30, 'held out'));

  test('ends at the same free energy as without a guess, within 1 %', () => {
    for (const { least } of known) {
      expect(Math.abs(least[1] - least[0])).toBeLessThan(0.01 * Math.abs(least[0]));
    }
  });

  test('after training needs at least five times fewer settle steps to the same free energy', () => {
    const ratio =
      mean(known.map(({ fromAbove }) => fromAbove)) / mean(known.map(({ amortised }) => amortised));
    expect(ratio).toBeGreaterThanOrEqual(5);
  });

  test('before training the guess is no help', () => {
    const untrained = compare(randomWeights(TURNED, 5, 0.3), observations(8, 'held out'));
    expect(mean(untrained.map(({ amortised }) => amortised))).toBeGreaterThan(
      0.7 * mean(untrained.map(({ fromAbove }) => fromAbove)),
    );
  });

  test('needs more steps again when the context shifts to twice the contrast', () => {
    const shifted = compare(
      weights,
      observations(20, 'held out').map((value) => 2 * value),
    );
    const steps = (of: readonly Settled[]): number => mean(of.map(({ amortised }) => amortised));
    expect(steps(shifted)).toBeGreaterThan(1.5 * steps(known.slice(0, 20)));
  });
});
