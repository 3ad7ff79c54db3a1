import { afterEach, describe, expect, test } from '@jest/globals';
import {
  createAdaptingChannels,
  createEngine,
  createExpectationLearner,
  createRandom,
  type ExpectationLearner,
  summedSize,
  tunedResponse,
} from '../../../../agents/index.ts';

const { engine } = await createEngine('wasm');
const learners: ExpectationLearner[] = [];
afterEach(() => {
  for (const learner of learners.splice(0)) learner.dispose();
});
const learnerOf = (
  options: Partial<Parameters<typeof createExpectationLearner>[0]> = {},
): ExpectationLearner => {
  const learner = createExpectationLearner({
    ...{ engine, channels: 8, sensoryPrecision: 3, rate: 0.2 },
    ...options,
  });
  learners.push(learner);
  return learner;
};

describe('an agent that expects what comes next', () => {
  test.each([
    [1, 0.3],
    [3, 0.2],
    [0.25, 0.9],
    [20, 0.05],
  ])(
    'with sensory precision %d and rate %d meets repetitions with errors that fall as (1 - eta pi / (pi + 1))^k',
    (sensoryPrecision, rate) => {
      const learner = learnerOf({ sensoryPrecision, rate, start: tunedResponse(2, 8) });
      const tone = tunedResponse(5, 8);
      const deviant = summedSize(learner.perceive(tone).onsetErrors);
      for (let k = 1; k <= 6; k++) {
        const ratio = summedSize(learner.perceive(tone).onsetErrors) / deviant;
        const expected = (1 - (rate * sensoryPrecision) / (sensoryPrecision + 1)) ** k;
        expect(Math.abs(ratio - expected)).toBeLessThan(1e-5);
      }
    },
  );

  test('settles where free energy is least: (pi x + mu) / (pi + 1), with 1 / (pi + 1) of the error left', () => {
    const start = [0.2, -1, 3];
    const signal = [1, 0.5, -2];
    const { percept, onsetErrors, settledErrors, expected } = learnerOf({
      ...{ channels: 3, sensoryPrecision: 4, start },
    }).perceive(signal);
    expect(Array.from(expected)).toEqual(start);
    signal.forEach((x, channel) => {
      const mu = start[channel]!;
      expect(percept[channel]).toBeCloseTo((4 * x + mu) / 5, 5);
      expect(onsetErrors[channel]).toBeCloseTo(x - mu, 5);
      expect(settledErrors[channel]).toBeCloseTo((x - mu) / 5, 5);
    });
  });

  test('expects nothing new where it cannot learn, or senses nothing', () => {
    for (const options of [{ rate: 0 }, { sensoryPrecision: 0 }]) {
      const learner = learnerOf(options);
      for (let k = 0; k < 5; k++) learner.perceive(tunedResponse(3, 8));
      expect(summedSize(learner.expectation)).toBe(0);
    }
  });

  test('learns the probability of channels that are 0 or 1', () => {
    const learner = learnerOf({ channels: 2, rate: 0.01 });
    const random = createRandom(1, 'outcomes');
    let sum = 0;
    for (let trial = 0; trial < 4000; trial++) {
      const outcome = random.uniform() < 0.2 ? 1 : 0;
      learner.perceive([outcome, 1 - outcome]);
      if (trial >= 1000) sum += learner.expectation[0]! / 3000;
    }
    expect(Math.abs(sum - 0.2)).toBeLessThan(0.03);
  });

  test('refuses signals and parameters that do not fit', () => {
    expect(() => learnerOf().perceive([1, 2])).toThrow('expected 8 channels; got 2');
    expect(() => learnerOf({ rate: 2 })).toThrow('rate: expected number in [0, 1]; got 2');
  });
});

describe('tuned channels', () => {
  test('tones 2 and 5 on eight channels are 3.83 apart, which is what the mismatch at small probabilities tends to', () => {
    const [standard, deviant] = [tunedResponse(2, 8), tunedResponse(5, 8)];
    const distance = summedSize(standard.map((value, channel) => value - deviant[channel]!));
    for (const [probability, mismatch] of [
      [0.05, 3.45],
      [0.1, 3.06],
      [0.2, 2.3],
      [0.3, 1.53],
    ] as const) {
      expect(Math.abs((1 - 2 * probability) * distance - mismatch)).toBeLessThan(0.006);
    }
  });
});

describe('channels that adapt', () => {
  test('respond less to what is repeated, fully again to another tone, and not at all to silence', () => {
    const ears = createAdaptingChannels({ channels: 3, strength: 0.5, rate: 0.4 });
    const sizes = Array.from({ length: 4 }, () => ears.respond([1, 0, 0])[0]!);
    sizes.forEach((size, k) => {
      expect(size).toBeCloseTo(1 - 0.5 * (1 - 0.6 ** k), 12);
    });
    expect(Array.from(ears.respond([0, 0, 0]))).toEqual([0, 0, 0]);
    expect(ears.respond([0, 1, 0])[1]).toBe(1);
    expect(() => createAdaptingChannels({ channels: 1, strength: 2, rate: 0 })).toThrow(
      'strength: expected number in [0, 1]; got 2',
    );
  });
});
