import { describe, expect, test } from '@jest/globals';
import { createRandom } from '../../../agents/index.ts';
import { constantStimuli } from '../../../experiments/procedures/constant-stimuli.ts';
import { questPlus, questPlusProcedure } from '../../../experiments/procedures/quest-plus.ts';
import type { Procedure } from '../../../experiments/procedures/procedure.ts';
import { staircase, staircaseTarget } from '../../../experiments/procedures/staircase.ts';

/** Levels that a procedure shows to responses that are given, C for correct. */
function levelsShown(procedure: Procedure, responses: string): number[] {
  return Array.from(responses, (response) => {
    const level = procedure.next()!;
    procedure.record({ level, success: response === 'C' });
    return level;
  });
}

test('constant stimuli shows every level equally often, in an order that the seed decides', () => {
  const orderOf = (seed: number): number[] => {
    const procedure = constantStimuli({ levels: [1, 2, 3], repetitions: 20 }, createRandom(seed));
    return levelsShown(procedure, 'C'.repeat(60));
  };
  const order = orderOf(1);
  for (const level of [1, 2, 3]) expect(order.filter((one) => one === level)).toHaveLength(20);
  expect(orderOf(1)).toEqual(order);
  expect(orderOf(2)).not.toEqual(order);
});

describe('a staircase', () => {
  const options = { start: 10, up: 1, down: 2, steps: [4, 2, 1], trials: 100 };

  test('goes down after two successes in a row, up after a failure, with steps that shrink at reversals', () => {
    const stairs = staircase(options);
    //                                   down 4 | down 4 | up (reversal, step 2) | down (reversal, step 1)
    expect(levelsShown(stairs, 'CCCCICCCI')).toEqual([10, 10, 6, 6, 2, 4, 4, 3, 3]);
    expect(stairs.next()).toBe(4);
  });

  test('keeps within its limits, and ends after its reversals', () => {
    const stairs = staircase({ ...options, start: 1, min: 0, reversals: 2 });
    expect(levelsShown(stairs, 'CCCCICC')).toEqual([1, 1, 0, 0, 0, 2, 2]);
    expect(stairs.next()).toBeNull();
  });

  test('estimates from its later reversals, as many upper as lower ones', () => {
    const stairs = staircase({ ...options, start: 10, steps: [1], ignored: 2 });
    expect(stairs.estimate()).toBeNull();
    // Turns at 9, 10, 9, 10, 9: the first two are ignored, and the odd one of the rest.
    levelsShown(stairs, 'CCICCICCI');
    expect(stairs.estimate()).toBe(9.5);
  });

  test.each([
    [{ up: 1, down: 2 }, Math.SQRT1_2],
    [{ up: 1, down: 3 }, 0.5 ** (1 / 3)],
    [{ up: 1, down: 1, upOverDown: 3 }, 0.75],
    [{ up: 1, down: 1 }, 0.5],
    [{ up: 2, down: 2 }, 0.5],
  ])('%j aims at %f', (rule, share) => {
    expect(staircaseTarget(rule)).toBeCloseTo(share, 10);
  });

  test.each([
    [{ up: 1, down: 2 }],
    [{ up: 1, down: 3 }],
    [{ up: 1, down: 1, upOverDown: 3 }],
    [{ up: 2, down: 3, upOverDown: 2 }],
  ])('%j comes to rest where its target says', (rule) => {
    const random = createRandom(5, JSON.stringify(rule));
    // Steps so small that the level hardly moves around its resting place.
    const stairs = staircase({ start: 0, steps: [0.005], trials: Infinity, ...rule });
    let sum = 0;
    for (let trial = 0; trial < 60_000; trial++) {
      const level = stairs.next()!;
      const chance = 1 / (1 + Math.exp(-level));
      stairs.record({ level, success: random.uniform() < chance });
      if (trial >= 20_000) sum += chance / 40_000;
    }
    expect(Math.abs(sum - staircaseTarget(rule))).toBeLessThan(0.01);
  });
});

describe('QUEST+', () => {
  const levels = Array.from({ length: 41 }, (_, index) => index - 40);
  const weibull = (level: number, threshold: number, slope: number, lapse: number): number =>
    1 - lapse - (0.5 - lapse) * Math.exp(-(10 ** ((slope * (level - threshold)) / 20)));

  test('walks the trajectory of Watson (2017) for its responses', () => {
    const quest = questPlusProcedure({
      stimuli: levels,
      parameters: { threshold: levels },
      success: (level, { threshold }) => weibull(level, threshold!, 3.5, 0.02),
      estimated: 'threshold',
      trials: 32,
    });
    expect(levelsShown(quest, `CCCCIICCCCCCCCICCICCI${'C'.repeat(11)}`)).toEqual([
      ...[-18, -22, -25, -28, -30, -22, -13, -15, -16, -18, -19, -20, -21, -22, -23, -19],
      ...[-20, -20, -18, -18, -19, -17, -17, -18, -18, -18, -19, -19, -19, -19, -19, -19],
    ]);
    expect(quest.next()).toBeNull();
    expect(quest.estimate()).toBe(-20);
  });

  test('finds threshold, slope and lapse rate of a simulated observer', () => {
    const random = createRandom(4, 'observer');
    const quest = questPlus({
      stimuli: levels,
      parameters: { threshold: levels, slope: [2, 3, 4, 5], lapse: [0, 0.02, 0.04] },
      outcomes: (level, { threshold, slope, lapse }) => {
        const chance = weibull(level, threshold!, slope!, lapse!);
        return [1 - chance, chance];
      },
    });
    const before = quest.entropy();
    expect(before).toBeCloseTo(Math.log(41 * 4 * 3), 10);
    for (let trial = 0; trial < 150; trial++) {
      const at = quest.next();
      quest.record(at, random.uniform() < weibull(levels[at]!, -23, 3, 0.02) ? 1 : 0);
    }
    expect(Math.abs(quest.mean()['threshold']! + 23)).toBeLessThan(
      3 * quest.deviation()['threshold']!,
    );
    expect(quest.deviation()['threshold']!).toBeLessThan(2);
    expect(quest.entropy()).toBeLessThan(before - 2);
  });

  test('takes the posterior of Bayes: prior times likelihoods, with more than two outcomes', () => {
    const outcomes = (stimulus: number, { bias }: Readonly<Record<string, number>>): number[] => {
      const weights = [1, 1 + bias! * stimulus, 2];
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      return weights.map((weight) => weight / total);
    };
    const biases = [0.5, 1, 4];
    const prior = [0.2, 0.5, 0.3];
    const quest = questPlus({
      stimuli: [1, 3],
      parameters: { bias: biases },
      outcomes,
      prior: { bias: prior },
    });
    quest.record(1, 1);
    quest.record(0, 2);
    const joint = biases.map(
      (bias, at) => prior[at]! * outcomes(3, { bias })[1]! * outcomes(1, { bias })[2]!,
    );
    const total = joint.reduce((sum, weight) => sum + weight, 0);
    const mean = joint.reduce((sum, weight, at) => sum + (weight / total) * biases[at]!, 0);
    expect(quest.mean()['bias']!).toBeCloseTo(mean, 12);
  });
});
