import { describe, expect, test } from '@jest/globals';
import { createRandom, normalCumulative } from '../../../agents/index.ts';
import { fitPsychometric, type LevelCount } from '../../../experiments/index.ts';
import { fitResampled } from '../../../experiments/psychophysics/fit-resampled.ts';

const LEVELS = [-4, -2, -1, 0, 1, 2, 4];

/** Responses of participants with points of equality around 0.5 and a spread of 1.5. */
function observed(participants: number): LevelCount[][] {
  const random = createRandom(5, 'observed');
  return Array.from({ length: participants }, () => {
    const location = 0.5 + 0.3 * random.normal();
    return LEVELS.map((level) => {
      const chance = normalCumulative((level - location) / 1.5);
      const successes = Array.from({ length: 20 }, () => random.uniform() < chance);
      return { level, trials: 20, successes: successes.filter(Boolean).length };
    });
  });
}

/** Counts of some participants together. */
function together(participants: readonly (readonly LevelCount[])[]): LevelCount[] {
  return LEVELS.map((level, at) => ({
    level,
    trials: participants.reduce((sum, own) => sum + own[at]!.trials, 0),
    successes: participants.reduce((sum, own) => sum + own[at]!.successes, 0),
  }));
}

describe('a function with intervals from resampled participants', () => {
  const participants = observed(12);
  const random = createRandom(6, 'draws');
  const draws = Int32Array.from({ length: 200 * 12 }, () => random.integer(12));
  const made = fitResampled({ participants, draws, guess: 'as-lapse' });

  test('is that of all trials together, and each draw that of the trials of those drawn', () => {
    if ('reason' in made) throw new Error(made.reason);
    const all = fitPsychometric(together(participants), { guess: 'as-lapse' });
    expect(made.fit).toEqual(all);
    const third = Array.from(draws.subarray(2 * 12, 3 * 12), (index) => participants[index]!);
    const again = fitPsychometric(together(third), { guess: 'as-lapse', near: all });
    expect(made.resampled[2]).toEqual([again.pointOfEquality, again.justNoticeable]);
  });

  test('has the interval that the standard error over participants gives', () => {
    if ('reason' in made) throw new Error(made.reason);
    const each = participants.map((own) => fitPsychometric(own).pointOfEquality);
    const mean = each.reduce((sum, one) => sum + one, 0) / each.length;
    const variance = each.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (each.length - 1);
    const expected = 2 * 1.96 * Math.sqrt(variance / each.length);
    const { lower, upper } = made.pointOfEquality.interval;
    expect((upper - lower) / expected).toBeGreaterThan(0.6);
    expect((upper - lower) / expected).toBeLessThan(1.4);
  });

  test('has no interval for one participant, who says nothing of others', () => {
    const one = fitResampled({
      participants: observed(1),
      draws: new Int32Array(200),
      guess: 'as-lapse',
    });
    if ('reason' in one) throw new Error(one.reason);
    expect(one.pointOfEquality.value).toBe(one.fit.pointOfEquality);
    expect(one.pointOfEquality.interval).toEqual({ lower: Number.NaN, upper: Number.NaN });
    expect(one.justNoticeable.interval).toEqual({ lower: Number.NaN, upper: Number.NaN });
  });

  test('of the same response on all trials is refused with the reason', () => {
    const same = participants.map((own) => own.map((count) => ({ ...count, successes: 0 })));
    expect(fitResampled({ participants: same, draws, guess: 'as-lapse' })).toEqual({
      reason: 'psychometric function: expected both responses; got the same one on all 1680 trials',
    });
  });
});
