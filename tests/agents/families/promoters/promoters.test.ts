import { describe, expect, test } from '@jest/globals';
import {
  createRandom,
  EXPRESSION_LEVELS,
  lawArtist,
  learnPromoterArtist,
  learnPromoterCritic,
  levelChances,
  measurePromoters,
  nameLevels,
  PROMOTER_LENGTH,
  promoterBase,
  PROMOTERS,
  promoterWorld,
  scoreAllPromoters,
  showPromoter,
} from '../../../../agents/index.ts';
import {
  baseChances,
  bindingEnergy,
  readPromoter,
} from '../../../../agents/families/promoters/promoter-law.ts';

const MEASURED = measurePromoters(400, createRandom(1, 'promoters'));
const best = readPromoter('TTGATGATAT');

describe('the law', () => {
  test('binds best where all elements are there, and needs but one of the two that hold', () => {
    expect(bindingEnergy(best)).toBeCloseTo(-Math.log(2), 12);
    // TTG alone: A for T costs 1.5 kT, A for G as a transition .7 of 2.5.
    expect(bindingEnergy(readPromoter('TTGAAAATAT'))).toBeCloseTo(
      -Math.log(1 + Math.exp(-3.25)),
      12,
    );
    // C for T is a transition and costs .7 of 2 kT.
    expect(bindingEnergy(readPromoter('TTGATGACAT')) - bindingEnergy(best)).toBeCloseTo(1.4, 12);
    const [lost35, lostExtended, lostBoth] = ['AAAATGATAT', 'TTGAAAATAT', 'AAAAAAATAT'].map(
      (text) => bindingEnergy(readPromoter(text)) - bindingEnergy(best),
    ) as [number, number, number];
    // Energies do not add up: losing both costs far more than losing each.
    expect(lostBoth).toBeCloseTo(Math.log(2) - Math.log(Math.exp(-5.05) + Math.exp(-3.25)), 12);
    expect(lostBoth).toBeGreaterThan(2 * (lost35 + lostExtended));
  });

  test('says of levels what comes of measuring', () => {
    const random = createRandom(2, 'measuring');
    for (const text of ['TTGATGATAT', 'TTGAAAATAA', 'ACGTACGTAC']) {
      const promoter = readPromoter(text);
      const mean = -Math.log1p(Math.exp(bindingEnergy(promoter) - 1.5));
      const counts = [0, 0, 0, 0];
      const tries = 20_000;
      for (let index = 0; index < tries; index++) {
        const measured = mean + 0.5 * random.normal();
        counts[measured < -4.5 ? 0 : measured < -3 ? 1 : measured < -1.5 ? 2 : 3]! += 1;
      }
      levelChances(promoter).forEach((chance, level) => {
        const error = 5 * Math.sqrt((chance * (1 - chance)) / tries) + 1e-9;
        expect(Math.abs(counts[level]! / tries - chance)).toBeLessThan(error + 1e-4);
      });
    }
  });

  test('written out is a distribution', () => {
    const { library, levels, levelShares } = promoterWorld();
    expect(library.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 9);
    expect(levelShares.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 9);
    for (const promoter of [0, 12_345, best]) {
      const own = [...levels.subarray(4 * promoter, 4 * promoter + 4)];
      expect(own).toEqual(levelChances(promoter));
      expect(readPromoter(showPromoter(promoter))).toBe(promoter);
    }
  });
});

describe('the artist', () => {
  test('counts bases, each count from 1', () => {
    const { levelShares, logChance } = learnPromoterArtist([
      { promoter: best, level: 3 },
      { promoter: best, level: 3 },
    ]);
    expect(levelShares).toEqual([1 / 6, 1 / 6, 1 / 6, 3 / 6]);
    expect(logChance(best, 3)).toBeCloseTo(PROMOTER_LENGTH * Math.log(3 / 6), 12);
    expect(logChance(best, 0)).toBeCloseTo(PROMOTER_LENGTH * Math.log(1 / 4), 12);
  });

  test.each([
    ['by the law', lawArtist()],
    ['learned', learnPromoterArtist(MEASURED)],
  ])('%s: chances add up to 1, draws have them, and naming is Bayes’ rule', (_, artist) => {
    const { logChance, draw, levelShares, name } = artist;
    const random = createRandom(3, 'draws');
    for (const level of [0, 3]) {
      let sum = 0;
      // Chance of each base at the first and at the last place.
      const wanted = [0, PROMOTER_LENGTH - 1].map((at) => ({ at, chances: [0, 0, 0, 0] }));
      for (let promoter = 0; promoter < PROMOTERS; promoter++) {
        const chance = Math.exp(logChance(promoter, level));
        sum += chance;
        for (const { at, chances } of wanted) chances[promoterBase(promoter, at)]! += chance;
      }
      expect(sum).toBeCloseTo(1, 9);
      const drawn = Array.from({ length: 4000 }, () => draw(level, random));
      for (const { at, chances } of wanted) {
        chances.forEach((chance, base) => {
          const share = drawn.filter((one) => promoterBase(one, at) === base).length / 4000;
          expect(Math.abs(share - chance)).toBeLessThan(5 * Math.sqrt(chance / 4000));
        });
      }
    }
    for (const promoter of [best, 77, 500_000]) {
      const joint = EXPRESSION_LEVELS.map(
        (__, level) => levelShares[level]! * Math.exp(logChance(promoter, level)),
      );
      const evidence = joint.reduce((sum, one) => sum + one, 0);
      name(promoter).forEach((chance, level) => {
        expect(chance).toBeCloseTo(joint[level]! / evidence, 10);
      });
    }
  });
});

describe('the critic', () => {
  test('is where the log posterior is flat: errors of naming balance the pull of the prior', () => {
    const critic = learnPromoterCritic(MEASURED);
    for (let level = 0; level < EXPRESSION_LEVELS.length; level++) {
      for (let at = 0; at < PROMOTER_LENGTH; at++) {
        for (let base = 0; base < 4; base++) {
          let error = 0;
          for (const { promoter, level: measured } of MEASURED) {
            if (promoterBase(promoter, at) !== base) continue;
            error += (measured === level ? 1 : 0) - nameLevels(critic, promoter)[level]!;
          }
          expect(error).toBeCloseTo(critic.sites[4 * (level * PROMOTER_LENGTH + at) + base]!, 6);
        }
      }
    }
  });

  test('scores all promoters as it scores each', () => {
    const critic = learnPromoterCritic(MEASURED.slice(0, 60));
    const score = scoreAllPromoters(critic);
    for (const promoter of [0, 1, 4095, best, PROMOTERS - 1]) {
      const odds = EXPRESSION_LEVELS.map((_, level) => Math.exp(score(promoter, level)));
      const sum = odds.reduce((total, one) => total + one, 0);
      nameLevels(critic, promoter).forEach((chance, level) => {
        expect(chance).toBeCloseTo(odds[level]! / sum, 12);
      });
    }
  });
});

test('the library has the chances that it says', () => {
  const drawn = measurePromoters(20_000, createRandom(4, 'promoters'));
  for (const at of [0, 3, 9]) {
    baseChances(at).forEach((chance, base) => {
      const share =
        drawn.filter(({ promoter }) => promoterBase(promoter, at) === base).length / 20_000;
      expect(Math.abs(share - chance)).toBeLessThan(5 * Math.sqrt(chance / 20_000));
    });
  }
});

test('what is no promoter is refused', () => {
  expect(() => readPromoter('ACGU')).toThrow('expected bases A, C, G, T; got "U" at position 4');
  expect(() => readPromoter('ACGT')).toThrow('promoter: expected 10 bases; got 4');
});
