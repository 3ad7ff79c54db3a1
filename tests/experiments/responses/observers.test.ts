import { describe, expect, test } from '@jest/globals';
import {
  createEngine,
  createModel,
  createRandom,
  type Hierarchy,
  normalCumulative,
  type Random,
  resolveParameters,
} from '../../../agents/index.ts';
import {
  findObserver,
  listObservers,
  respond,
  RESPONSE_PARAMETERS,
} from '../../../experiments/index.ts';
import cuePair from '../../../experiments/observers/cue-pair.ts';
import magnitude from '../../../experiments/observers/magnitude.ts';

const { engine } = await createEngine('reference');

/** Settles one cause under measurements, by the engine. */
function settled(
  measurements: readonly number[],
  precision: readonly number[],
  prior: { readonly mean: number; readonly precision: number },
): number {
  const single = { gridRows: 1, gridColumns: 1, rows: 1, columns: 1 };
  const hierarchy: Hierarchy = {
    levels: [
      {
        name: 'cues',
        meaning: 'cues',
        unit: '1',
        arrangement: { ...single, columns: measurements.length },
      },
      {
        name: 'cause',
        meaning: 'cause',
        unit: '1',
        arrangement: single,
        prior: { kind: 'gaussian', ...prior },
      },
    ],
    connections: [
      {
        ...{ activation: 'linear', outputActivation: 'linear', biased: false, precision: 1 },
        ...{ precisionLearned: 'each', transform: { kind: 'dense' } },
      },
    ],
  };
  const total = precision.reduce((sum, one) => sum + one, prior.precision);
  const model = createModel({
    ...{
      hierarchy,
      engine,
      batch: 1,
      held: new Set([0]),
      learning: false,
      inferenceRate: 0.5 / total,
    },
    weights: [
      {
        lowerFromUpper: new Float64Array(measurements.length).fill(1),
        bias: null,
        logPrecision: Float64Array.from(precision, Math.log),
      },
    ],
  });
  model.setValues(0, measurements);
  model.settle({
    steps: 200,
    tolerance: 0,
    traceEvery: 0,
    risesToDiverge: Number.MAX_SAFE_INTEGER,
  });
  const [value] = model.values(1);
  model.dispose();
  return value!;
}

describe('observers', () => {
  test('are named as their files and have sources', async () => {
    for (const { name, sources, summary } of await listObservers()) {
      expect((await findObserver(name)).name).toBe(name);
      expect(sources.length).toBeGreaterThan(0);
      expect(summary).toMatch(/\.$/);
    }
    await expect(findObserver('magnitud')).rejects.toThrow('did you mean "magnitude"?');
  });

  test('magnitude perceives what the engine settles at, with the posterior deviation', () => {
    const { perceive, parameters, inputs } = magnitude;
    const own = resolveParameters('o', parameters, {
      noise: 2,
      weber: 0.1,
      priorMean: 5,
      priorDeviation: 3,
    });
    const shown = resolveParameters('i', inputs, { value: 11, noiseFactor: 1.5 });
    const percept = perceive(shown, own, createRandom(4));
    const deviation = 1.5 * Math.hypot(2, 1.1);
    const measured = 11 + deviation * createRandom(4).normal();
    const expected = settled([measured], [deviation ** -2], { mean: 5, precision: 1 / 9 });
    expect(percept.mean).toBeCloseTo(expected, 8);
    expect(percept.deviation ** -2).toBeCloseTo(deviation ** -2 + 1 / 9, 12);
    expect(percept).toHaveProperty('timeConstant', expect.closeTo(percept.deviation ** 2, 12));
  });

  test('cue-pair perceives what the engine settles at', () => {
    const { perceive, parameters, inputs } = cuePair;
    const own = resolveParameters('o', parameters, { firstNoise: 2, secondNoise: 3 });
    const shown = resolveParameters('i', inputs, { first: 1, second: 4, secondFactor: 2 });
    const random = createRandom(9);
    const cues = [1 + 2 * random.normal(), 4 + 6 * random.normal()];
    const expected = settled(cues, [1 / 4, 1 / 36], { mean: 0, precision: 1e-12 });
    expect(perceive(shown, own, createRandom(9)).mean).toBeCloseTo(expected, 6);
  });
});

describe('responses', () => {
  const parameters = resolveParameters('responses', RESPONSE_PARAMETERS);
  const percept = { mean: 3, deviation: 2, timeConstant: 4 };
  const standard = { mean: 1, deviation: 1.5, timeConstant: 2 };

  test('a comparison chooses the larger percept, with the posterior probability of that as confidence', () => {
    const row = respond('comparison', [standard, percept], {
      answer: 1,
      parameters,
      random: createRandom(1),
    });
    expect(row).toMatchObject({ choice: true, correct: true, decision: 2 });
    expect(row['confidence']).toBeCloseTo(normalCumulative(2 / 2.5), 12);
    // |d(t)| = d (1 - exp(-t / tau)) crosses half a deviation.
    const crossing = -4 * Math.log(1 - 0.5 / (2 / 2.5));
    expect(row['reactionTime']).toBeCloseTo(300 + 100 * crossing, 9);
  });

  test('a harder comparison takes longer, and no longer than settling does', () => {
    const times = [3, 1, 0.5, 0.1, 0].map(
      (difference) =>
        respond('comparison', [standard, { ...standard, mean: 1 + difference }], {
          ...{ answer: null, parameters, random: createRandom(1) },
        })['reactionTime'] as number,
    );
    expect([...times].sort((a, b) => a - b)).toEqual(times);
    expect(times.at(-1)).toBeCloseTo(300 + 100 * 2 * Math.log(100), 9);
  });

  test('lapses are choices by chance, as often as they are asked for', () => {
    const lapsing = { ...parameters, lapse: 0.3 };
    const random: Random = createRandom(2);
    const sure = { mean: 100, deviation: 1, timeConstant: 1 };
    const misses = Array.from({ length: 4000 }, () =>
      respond('yes-no', [sure], { answer: 1, parameters: lapsing, random }),
    ).filter(({ correct }) => correct === false).length;
    expect(Math.abs(misses / 4000 - 0.15)).toBeLessThan(4 * Math.sqrt((0.15 * 0.85) / 4000));
  });

  test('ratings go from surely not to surely', () => {
    const rating = (mean: number) =>
      respond('rating', [{ mean, deviation: 1, timeConstant: 1 }], {
        ...{ answer: null, parameters, random: createRandom(1) },
      })['rating'];
    expect([-5, -0.9, -0.2, 0.2, 0.9, 5].map(rating)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('matching sets the percept, and tells how far that is from what was right', () => {
    const row = respond('matching', [percept], { answer: 5, parameters, random: createRandom(1) });
    expect(row).toMatchObject({ estimate: 3, error: -2 });
  });
});
