import { describe, expect, test } from '@jest/globals';
import { createRandom, rivalDurations, type RivalryOptions } from '../../../../agents/index.ts';

const options: RivalryOptions = {
  ...{ strengths: [1, 1], exclusivity: 6, adaptation: 5, noise: 0, isSaturating: false },
};

describe('rivalry', () => {
  test('without noise percepts take turns of the length at which the suppressed cause is let go', () => {
    const [one, other] = rivalDurations(options, 60, createRandom(1));
    const last = one.at(-1)!;
    expect(one.length).toBeGreaterThan(10);
    // The dominant cause follows h = (4 - 5 a) / 4 and the other stays at 0 until 4 - 6 h - 5 b = 0. With da/dt = (h - a) / 2,
    // a tends to 4 / 9 at the rate 9/8, and b decays at the rate 1/2; by symmetry each phase begins where the other ended.
    let [a, b] = [0, 0.5];
    let length = 0;
    for (let turn = 0; turn < 200; turn++) {
      let time = 0;
      const [start, rest] = [a, b];
      for (;;) {
        a = 4 / 9 + (start - 4 / 9) * Math.exp((-9 / 8) * time);
        b = rest * Math.exp(-time / 2);
        if (4 - 6 * (1 - 1.25 * a) - 5 * b >= 0) break;
        time += 1e-4;
      }
      length = time;
      [a, b] = [b, a];
    }
    expect(Math.abs(last / length - 1)).toBeLessThan(0.15);
    expect(Math.abs(other.at(-1)! / last - 1)).toBeLessThan(0.02);
  });

  test('without noise and adaptation the first percept stays', () => {
    expect(rivalDurations({ ...options, adaptation: 0 }, 20, createRandom(1))).toEqual([[], []]);
  });

  test('without exclusivity both causes fuse, and what is larger is noise', () => {
    const fused = { ...options, exclusivity: 0, adaptation: 0, noise: 0.6 };
    const rival = { ...options, adaptation: 2, noise: 0.6 };
    const meanOf = (each: readonly number[]): number =>
      each.reduce((sum, value) => sum + value, 0) / each.length;
    const [mixed] = rivalDurations(fused, 60, createRandom(3));
    const [exclusive] = rivalDurations(rival, 60, createRandom(3));
    expect(meanOf(exclusive)).toBeGreaterThan(4 * meanOf(mixed));
  });

  test('the same seed gives the same durations', () => {
    const noisy = { ...options, noise: 0.7 };
    expect(rivalDurations(noisy, 20, createRandom(5))).toEqual(
      rivalDurations(noisy, 20, createRandom(5)),
    );
  });

  test('refuses an exclusivity for which its step of time is too long', () => {
    expect(() => rivalDurations({ ...options, exclusivity: 30 }, 1, createRandom(1))).toThrow(
      'expected an exclusivity below 16; got 30',
    );
  });
});
