import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  createEngine,
  createRandom,
  findAgent,
  loadShippedWeights,
  resolveParameters,
  weightsFromTensors,
} from '../../agents/index.ts';
import {
  type EndStoppingEvaluation,
  evaluateEndStopping,
  learnedAutocovariance,
  trainAgent,
} from '../../experiments/index.ts';
import { BLIND_SPOT_WIDTHS } from '../../experiments/analysis/evaluate-end-stopping.ts';
import {
  type EndStoppingNet,
  findPreferredBars,
  measureEndStopping,
  shuffledAcrossWindows,
} from '../../experiments/analysis/end-stopping.ts';
import { measureFillingIn } from '../../experiments/analysis/filling-in.ts';
import { measureLinearFillingIn } from '../../experiments/analysis/linear-filling-in.ts';

const kind = await findAgent('rao-ballard');
const parameters = resolveParameters(kind.name, kind.parameters);
const hierarchy = kind.hierarchy(parameters);
const { engine } = await createEngine('wasm');
const apart = resolveParameters(kind.name, kind.parameters, { offset: '8' });
/** Over the larger of both fields, of the pictures that the shipped weights were learned from. */
const covariance = await learnedAutocovariance(kind, apart, 1);

describe('the shipped weights of rao-ballard, luminance bars', () => {
  let found: EndStoppingEvaluation;
  beforeAll(async () => {
    const weights = weightsFromTensors(
      hierarchy,
      (await loadShippedWeights('rao-ballard')).tensors,
    );
    found = evaluateEndStopping(
      { kind, parameters, weights, engine, steps: 150 },
      createRandom(1, 'replication'),
      covariance,
    );
  }, 600_000);

  test('error units are end-stopped: mean suppression index at least .25', () => {
    expect(found.errors.mean).toBeGreaterThanOrEqual(0.25);
  });

  test('without feedback they are not: at most .10, and at least three times less', () => {
    expect(found.noFeedback.mean).toBeLessThanOrEqual(0.1);
    expect(found.errors.mean / found.noFeedback.mean).toBeGreaterThanOrEqual(3);
  });

  test('level 2 shuffled across windows kills it: at most .15 and at least .10 less than trained', () => {
    expect(found.shuffledMean).toBeLessThanOrEqual(0.15);
    expect(found.errors.mean - found.shuffledMean).toBeGreaterThanOrEqual(0.1);
  });

  test('value nodes themselves are not end-stopped: that is a property of errors', () => {
    expect(found.values.mean).toBeLessThanOrEqual(0.1);
  });

  test('fields are oriented: median selectivity above .45 (the reference reports .59, which is not reached)', () => {
    expect(found.selectivity).toBeGreaterThan(0.45);
  });

  test.each(BLIND_SPOT_WIDTHS)(
    'in the blind spot the prediction fills the gap of a bar of %d px: two-sided more than one-sided, misaligned halves less than none',
    (width) => {
      const { trained, linear } = found.fillingIn.find((one) => one.width === width)!;
      expect(trained['two-sided'].projection).toBeGreaterThan(0.5);
      expect(trained['two-sided'].projection).toBeGreaterThan(
        trained['one-sided'].projection + 0.2,
      );
      expect(trained['one-sided'].projection).toBeGreaterThan(0.2);
      expect(trained.misaligned.projection).toBeLessThan(0);
      expect(Math.abs(trained['visible-gap'].projection)).toBeLessThan(0.1);
      // It is in the direction of the best linear guess, or nearer to the bar, and bolder.
      expect(trained['two-sided'].cosine).toBeGreaterThan(linear['two-sided'].cosine - 0.05);
      expect(trained['two-sided'].projection).toBeGreaterThan(linear['two-sided'].projection);
    },
  );

  test('level 2 shuffled across windows does not fill the gap, however wide the bar', () => {
    for (const { shuffled } of found.fillingIn) {
      expect(Math.abs(shuffled['two-sided'].projection)).toBeLessThan(0.1);
    }
  });
});

describe('the blind spot where windows do not overlap', () => {
  const load = async (): Promise<EndStoppingNet> => ({
    kind,
    parameters: apart,
    weights: weightsFromTensors(
      kind.hierarchy(apart),
      (await loadShippedWeights('rao-ballard-offset-8')).tensors,
    ),
    engine,
    steps: 150,
  });

  test.each(BLIND_SPOT_WIDTHS)(
    'a bar of %d px: two-sided more than one-sided, misaligned halves less than none; level 2 shuffled kills it',
    async (width) => {
      const net = await load();
      const found = measureFillingIn(net, { width });
      const contours = shuffledAcrossWindows(
        net.weights,
        kind.hierarchy(apart),
        createRandom(1, 'shuffle'),
      );
      const shuffled = measureFillingIn(net, { width, contours });
      expect(found['two-sided'].projection).toBeGreaterThan(0.15);
      expect(found['two-sided'].projection).toBeGreaterThan(1.5 * found['one-sided'].projection);
      expect(found['one-sided'].projection).toBeGreaterThan(0);
      expect(found.misaligned.projection).toBeLessThan(0);
      expect(Math.abs(shuffled['two-sided'].projection)).toBeLessThan(0.1);
      expect(shuffled['two-sided'].projection).toBeLessThan(found['two-sided'].projection - 0.05);
    },
  );

  test.each(BLIND_SPOT_WIDTHS)(
    'a bar of %d px: the .28 +- .08 of the reference is more than correlations of these pictures warrant: even the best linear guess is smaller',
    (width) => {
      const linear = measureLinearFillingIn(kind, apart, covariance, { width });
      expect(linear['two-sided'].projection).toBeLessThan(0.28 - 0.08);
      expect(linear['two-sided'].projection).toBeGreaterThan(linear['one-sided'].projection);
      expect(linear.misaligned.projection).toBeLessThan(0);
    },
  );

  test('contrast makes little difference to how much is filled in: neither twice nor four times', async () => {
    const net = { ...(await load()), steps: 600 };
    const [plain, ...stronger] = [1, 2, 4].map(
      (contrast) => measureFillingIn(net, { contrast })['two-sided'].projection,
    );
    for (const projection of stronger) {
      expect(Math.abs(projection - plain!)).toBeLessThan(0.05);
    }
  });
});

describe('retrained from nothing with a quarter of the batches for level 1 and a twelfth for level 2, another seed', () => {
  test('the sign of the effect comes back, and both controls kill it', async () => {
    const brief: typeof kind = {
      ...kind,
      training: (values) => {
        const plan = kind.training!(values);
        return {
          ...plan,
          stages: plan.stages.map((stage, index) => ({
            ...stage,
            batches: stage.batches / (index === 0 ? 4 : 12),
          })),
        };
      },
    };
    const training = trainAgent({ kind: brief, seed: 2, engine: 'wasm', workers: 1 });
    let next = await training.next();
    while (next.done !== true) next = await training.next();
    const net = { kind, parameters, weights: next.value.weights, engine, steps: 120 };
    const preferred = findPreferredBars(net, 'whitened');
    const [trained, shuffled] = measureEndStopping(net, preferred, 'whitened', [
      net.weights[1]!.lowerFromUpper,
      shuffledAcrossWindows(net.weights, hierarchy, createRandom(2, 'shuffle')),
    ]);
    expect(trained!.errors.mean).toBeGreaterThan(0.2);
    expect(preferred.noFeedback.mean).toBeLessThan(0.1);
    expect(trained!.errors.mean - shuffled!.errors.mean).toBeGreaterThan(0.08);
  }, 600_000);
});
