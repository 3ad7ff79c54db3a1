import { describe, expect, test } from '@jest/globals';
import { createRandom, resolveParameters } from '../../../agents/index.ts';
import { respond, RESPONSE_PARAMETERS } from '../../../experiments/index.ts';
import { nameSeen } from '../../../experiments/responses/name-seen.ts';
import {
  crossedForGood,
  differenceOver,
  settledTo,
} from '../../../experiments/responses/reaction-time.ts';

const course = (...values: readonly number[]) => values.map((value, time) => ({ time, value }));
const parameters = resolveParameters('responses', RESPONSE_PARAMETERS, {
  ...{ nonDecision: 0, unitMilliseconds: 1 },
});

describe('a decision variable that was watched', () => {
  test('has crossed for good after the last time that it was below, halfway between two looks', () => {
    expect(crossedForGood(course(0, 2, 0, 2), 1)).toBeCloseTo(2.5, 12);
    expect(crossedForGood(course(0, 2, 0, -2, -4), 3)).toBeCloseTo(3.5, 12);
    expect(crossedForGood(course(3, 2, 4), 1)).toBe(0);
  });

  test('that ends below the threshold decides when it has settled', () => {
    expect(crossedForGood(course(0, 2, 0.5), 1)).toBe(2);
    expect(crossedForGood(course(0, 0), 1)).toBe(1);
  });

  test('comes to a share of its way as an exponential does', () => {
    const settling = Array.from({ length: 4001 }, (_, step) => ({
      time: step / 100,
      value: 5 - 3 * Math.exp(-step / 200),
    }));
    expect(settledTo(settling, 0.01)).toBeCloseTo(2 * Math.log(100), 2);
  });

  test('is the difference of two, of which the one that has settled stays', () => {
    const first = [
      { time: 0, value: 0 },
      { time: 2, value: 2 },
    ];
    expect(differenceOver(first, course(1, 1, 1, 5))).toEqual(course(1, 0, -1, 3));
  });

  test('gives the times of an exponential where it was exponential', () => {
    const tau = 3;
    const watched = (mean: number) => ({
      ...{ mean, deviation: 1 },
      course: Array.from({ length: 4001 }, (_, step) => ({
        time: step / 100,
        value: mean * (1 - Math.exp(-step / 100 / tau)),
      })),
    });
    const times = [0.6, 1, 4, -2].map((mean) => {
      const asked = { answer: null, parameters, random: createRandom(1) };
      const seen = respond('yes-no', [watched(mean)], asked)['reactionTime'] as number;
      const known = respond('yes-no', [{ mean, deviation: 1, timeConstant: tau }], asked);
      return seen - (known['reactionTime'] as number);
    });
    for (const difference of times) expect(Math.abs(difference)).toBeLessThan(1e-3);
  });
});

describe('naming', () => {
  const percept = {
    names: ['a', 'b', 'c'],
    course: [
      { time: 0, value: [1, 0, 0] },
      { time: 10, value: [1, 2, 0] },
    ],
    posterior: [0.2, 0.7, 0.1],
  };

  test('gives the name for which most speaks, once it is ahead for good', () => {
    const random = createRandom(1);
    expect(nameSeen(percept, { answer: 'b', parameters, random })).toEqual({
      ...{ named: 'b', correct: true, confidence: 0.7, decision: 1 },
      reactionTime: 7.5,
    });
  });

  test('lapses to every name alike', () => {
    const random = createRandom(2);
    const lapsing = { ...parameters, lapse: 1 };
    const named = Array.from(
      { length: 3000 },
      () => nameSeen(percept, { answer: null, parameters: lapsing, random })['named'],
    );
    for (const name of percept.names) {
      const share = named.filter((one) => one === name).length / named.length;
      expect(Math.abs(share - 1 / 3)).toBeLessThan(4 * Math.sqrt(2 / 9 / 3000));
    }
  });
});
