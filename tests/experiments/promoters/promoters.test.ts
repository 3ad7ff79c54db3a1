import { expect, test } from '@jest/globals';
import {
  createRandom,
  lawArtist,
  learnPromoterArtist,
  learnPromoterCritic,
  measurePromoters,
  nameLevels,
  promoterWorld,
  PROMOTERS,
} from '../../../agents/index.ts';
import {
  compareDesigners,
  compareLearners,
  drawingLoss,
  namingLoss,
  promoterFloors,
} from '../../../experiments/index.ts';
import { designPromoters } from '../../../experiments/promoters/design-promoters.ts';

const FLOORS = promoterFloors();
const { levelShares } = promoterWorld();
const MEDIUM = 2;

test('losses are those of Monte Carlo, and never below the entropies of the law', () => {
  const measured = measurePromoters(500, createRandom(1, 'promoters'));
  const critic = learnPromoterCritic(measured);
  const artist = learnPromoterArtist(measured);
  const fresh = measurePromoters(40_000, createRandom(2, 'promoters'));
  const mean = (surprise: (one: (typeof fresh)[number]) => number): number =>
    fresh.reduce((sum, one) => sum + surprise(one) / fresh.length, 0);
  const naming = mean(({ promoter, level }) => -Math.log(nameLevels(critic, promoter)[level]!));
  const drawing = mean(({ promoter, level }) => -artist.logChance(promoter, level));
  expect(Math.abs(naming - namingLoss(critic))).toBeLessThan(0.03);
  expect(Math.abs(drawing - drawingLoss(artist))).toBeLessThan(0.05);
  const law = mean(({ promoter, level }) => -lawArtist().logChance(promoter, level));
  expect(Math.abs(law - FLOORS.drawing)).toBeLessThan(0.05);
  expect(namingLoss(critic)).toBeGreaterThan(FLOORS.naming);
  expect(namingLoss(artist.scores)).toBeGreaterThan(FLOORS.naming);
  expect(drawingLoss(artist)).toBeGreaterThan(FLOORS.drawing);
});

test('with many examples the critic names better than the artist; with exchanged levels nobody names at all', () => {
  const [many] = compareLearners([1000], [1, 2, 3]);
  expect(many!.difference.interval.lower).toBeGreaterThan(0.1);
  const measured = measurePromoters(1000, createRandom(1, 'promoters'));
  const levels = createRandom(1, 'exchange').shuffle(measured.map(({ level }) => level));
  const exchanged = measured.map(({ promoter }, index) => ({ promoter, level: levels[index]! }));
  const entropy = -levelShares.reduce((sum, share) => sum + share * Math.log(share), 0);
  expect(namingLoss(learnPromoterCritic(exchanged))).toBeGreaterThan(entropy);
  expect(namingLoss(learnPromoterArtist(exchanged).scores)).toBeGreaterThan(entropy);
});

test('promoters made by the law have the level as often as can be computed', () => {
  const { library, levels } = promoterWorld();
  let expected = 0;
  for (let promoter = 0; promoter < PROMOTERS; promoter++) {
    expected += (library[promoter]! * levels[4 * promoter + MEDIUM]! ** 2) / levelShares[MEDIUM]!;
  }
  const { law } = compareDesigners(MEDIUM, 100, [1, 2, 3, 4]);
  expect(Math.abs(law.truth.value - expected)).toBeLessThan(0.06);
  expect(law.promise.value).toBe(law.truth.value);
});

test('who searches with the critic promises more than the law keeps, of fewer promoters, than who draws', () => {
  const designs = compareDesigners(MEDIUM, 300, [1, 2, 3, 4, 5]);
  const optimism = (by: keyof typeof designs): number =>
    designs[by].promise.value - designs[by].truth.value;
  expect(optimism('search by critic')).toBeGreaterThan(0.1);
  expect(Math.abs(optimism('library by critic'))).toBeLessThan(0.1);
  expect(designs['search by critic'].distinct.value).toBeLessThan(0.5);
  expect(designs.artist.distinct.value).toBeGreaterThan(0.9);
  expect(designs.artist.truth.value).toBeLessThan(designs.law.truth.value);
});

test('nobody searches better than a critic that is the law', () => {
  // A critic of many examples, asked for what is strong: the search ends where the law agrees.
  const measured = measurePromoters(3000, createRandom(5, 'promoters'));
  const learned = { critic: learnPromoterCritic(measured), artist: learnPromoterArtist(measured) };
  const { truth } = designPromoters('search by critic', 3, 20, {
    ...learned,
    law: lawArtist(),
    random: createRandom(5, 'search'),
  });
  expect(truth).toBeGreaterThan(0.99);
});
