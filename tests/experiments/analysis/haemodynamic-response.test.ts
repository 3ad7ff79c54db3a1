import { describe, expect, test } from '@jest/globals';
import { bloodResponse, haemodynamicResponse } from '../../../experiments/index.ts';

const times = Array.from({ length: 32_000 }, (_, at) => at / 1000);

describe('the canonical haemodynamic response', () => {
  test('has its peak at 5 s and its trough at 15.75 s, with a ratio of -.089', () => {
    const values = times.map(haemodynamicResponse);
    const [most, least] = [Math.max(...values.slice(0)), Math.min(...values)];
    expect(times[values.indexOf(most)]).toBeCloseTo(5, 2);
    expect(times[values.indexOf(least)]).toBeCloseTo(15.75, 2);
    expect(least / most).toBeCloseTo(-0.089, 3);
    expect(haemodynamicResponse(0)).toBe(0);
    expect(haemodynamicResponse(-1)).toBe(0);
  });

  test('has the integral 5/6: a gamma density minus a sixth of another', () => {
    const integral = times.reduce((sum, time) => sum + haemodynamicResponse(time) / 1000, 0);
    // What is left of the late density after 32 s is 3e-4 of it.
    expect(integral).toBeCloseTo(5 / 6, 3);
  });
});

describe('the blood response', () => {
  test('to a brief event is the canonical response, and responses add', () => {
    const step = 0.5;
    const event = (at: number): number[] =>
      Array.from({ length: 60 }, (_, now) => (now === at ? 1 / step : 0));
    const one = bloodResponse(event(4), step);
    one.forEach((value, now) => {
      expect(value).toBeCloseTo(haemodynamicResponse((now - 4) * step), 12);
    });
    const other = bloodResponse(event(10), step);
    const both = bloodResponse(
      event(4).map((value, now) => value + 3 * event(10)[now]!),
      step,
    );
    both.forEach((value, now) => {
      expect(value).toBeCloseTo(one[now]! + 3 * other[now]!, 12);
    });
  });

  test('to lasting activity goes to 5/6 of it', () => {
    const response = bloodResponse(new Float64Array(400).fill(2), 0.1);
    expect(response.at(-1)).toBeCloseTo(10 / 6, 2);
  });

  test('refuses steps without length', () => {
    expect(() => bloodResponse([1], 0)).toThrow('secondsPerStep: expected number above 0; got 0');
  });
});
