import { describe, expect, test } from '@jest/globals';
import {
  createRandom,
  createTemporalMixture,
  hierarchyOf,
  type LinearGaussian,
  sequenceOf,
} from '../../../../agents/index.ts';

const walk = (variance: number): LinearGaussian => ({
  ...{ dynamics: [[1]], observation: [[1]], processCovariance: [[variance]] },
  ...{ observationCovariance: [[1]], initialMean: [0], initialCovariance: [[400]] },
});

/** ln N(d; 0, variance) up to what all variances share. */
const density = (difference: number, variance: number): number =>
  Math.exp(-(difference ** 2) / (2 * variance)) / Math.sqrt(variance);

describe('a mixture of temporal predictive coders', () => {
  test.each([0.5, 2, 5])(
    'tells the size of a change of %f from it, as Bayes does, and weighs the look before by it',
    (difference) => {
      const variances = [0.25, 30];
      const chances = [0.7, 0.3];
      const mixture = createTemporalMixture(
        variances.map((variance) => hierarchyOf(walk(variance))),
        chances,
      );
      const { shares, last } = mixture.perceive(sequenceOf([[difference], [0]]));
      // The first place is all but unknown: what counts is the difference, of variance 2 + q.
      const odds = variances.map((q, at) => chances[at]! * density(difference, 2 + q));
      const total = odds[0]! + odds[1]!;
      odds.forEach((one, at) => {
        expect(Math.abs(shares[at]! - one / total)).toBeLessThan(0.01);
      });
      variances.forEach((q, at) => {
        expect(last[at]!.values[0]! / difference).toBeCloseTo(1 / (2 + q), 2);
      });
    },
  );

  test('learns how often each story is true from sequences alone', () => {
    const random = createRandom(3, 'walks');
    const variances = [0.01, 400];
    const mixture = createTemporalMixture(variances.map((one) => hierarchyOf(walk(one))));
    for (let round = 0; round < 15; round++) {
      const met = Array.from({ length: 40 }, () => {
        const change = Math.sqrt(variances[random.uniform() < 0.8 ? 0 : 1]!) * random.normal();
        const place = 20 * random.normal();
        return sequenceOf([[place + random.normal()], [place + change + random.normal()]]);
      });
      mixture.learn(met, 4 / (1 + round / 4));
    }
    expect(Math.abs(mixture.chances[0]! - 0.8)).toBeLessThan(0.06);
  });

  test('refuses to begin without a story, or with chances that do not fit', () => {
    expect(() => createTemporalMixture([])).toThrow('got 0 for 0');
    expect(() => createTemporalMixture([hierarchyOf(walk(1))], [0.5, 0.5])).toThrow('got 2 for 1');
  });
});
