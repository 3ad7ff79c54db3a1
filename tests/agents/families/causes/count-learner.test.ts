import { describe, expect, test } from '@jest/globals';
import { createCountLearner, createRandom } from '../../../../agents/index.ts';

describe('an agent that counts with two senses', () => {
  test.each([
    [1.2, 1.9],
    [0.4, 0.1],
    [-0.5, 2.5],
  ])('perceives cues %f and %f as Bayes does', (one, other) => {
    const deviations = [0.5, 0.3] as const;
    const chances = [0.3, 0.1, 0.05, 0.05, 0.2, 0.05, 0.02, 0.03, 0.2];
    const found = createCountLearner({ counts: 3, deviations, chances }).perceive([one, other]);
    const odds = chances.map(
      (chance, pair) =>
        chance *
        Math.exp(-((one - Math.floor(pair / 3)) ** 2) / (2 * 0.25)) *
        Math.exp(-((other - (pair % 3)) ** 2) / (2 * 0.09)),
    );
    const total = odds.reduce((sum, value) => sum + value, 0);
    found.forEach((share, pair) => {
      expect(share).toBeCloseTo(odds[pair]! / total, 12);
    });
  });

  test('learns which numbers go together, and the noise of both senses, from cues alone', () => {
    const random = createRandom(6, 'counts');
    const learner = createCountLearner({ counts: 3, deviations: [0.6, 0.6] });
    for (let round = 0; round < 80; round++) {
      const cues = Array.from({ length: 150 }, (): [number, number] => {
        const seen = random.integer(3);
        const heard = random.uniform() < 0.7 ? seen : random.integer(3);
        return [seen + 0.4 * random.normal(), heard + 0.25 * random.normal()];
      });
      learner.learn(cues, 0.3 / (1 + round / 10));
    }
    const { chances, logPrecision } = learner.knowledge;
    chances.forEach((chance, pair) => {
      const expected = (Math.floor(pair / 3) === pair % 3 ? 0.7 : 0) / 3 + 0.3 / 9;
      expect(Math.abs(chance - expected)).toBeLessThan(0.02);
    });
    expect(Math.abs(Math.exp(-logPrecision[0]! / 2) - 0.4)).toBeLessThan(0.02);
    expect(Math.abs(Math.exp(-logPrecision[1]! / 2) - 0.25)).toBeLessThan(0.02);
  });

  test('refuses chances that are not those of all pairs', () => {
    expect(() =>
      createCountLearner({ counts: 3, deviations: [1, 1], chances: [0.5, 0.5] }),
    ).toThrow('expected 9 chances, one per pair of numbers; got 2');
  });
});
