import { describe, expect, test } from '@jest/globals';
import {
  type Chance,
  createRandom,
  findStory,
  isAble,
  listStories,
  type Random,
  resolveParameters,
  type Story,
  type StoryKind,
  type Tale,
} from '../../agents/index.ts';

const kinds = await listStories();

/** Every story with every choice of its parameters. */
function variants(kind: StoryKind): { readonly name: string; readonly story: Story }[] {
  const open = (set: Record<string, string>): Story =>
    kind.story(resolveParameters(kind.name, kind.parameters, set));
  const choices = Object.entries(kind.parameters).flatMap(([parameter, described]) =>
    described.kind === 'choice'
      ? described.choices.map((choice) => ({
          name: `${kind.name}, ${parameter} ${choice}`,
          story: open({ [parameter]: choice }),
        }))
      : [],
  );
  return choices.length === 0 ? [{ name: kind.name, story: open({}) }] : choices;
}

/** ln of the probability, or of the density at some numbers; `null` where nothing is said. */
function logChance(chance: Chance | undefined, numbers: readonly number[]): number | null {
  if (chance === undefined) return null;
  if ('probability' in chance) return Math.log(chance.probability);
  return numbers.reduce((sum, number, index) => {
    const deviation = chance.standardDeviation[index]!;
    const distance = (number - chance.mean[index]!) / deviation;
    return sum - 0.5 * (distance ** 2 + Math.log(2 * Math.PI * deviation ** 2));
  }, 0);
}

function tell(story: Story, random: Random): Tale {
  if (!isAble(story.synthesise)) throw new Error(story.synthesise.unable);
  return story.synthesise(random);
}

const all = kinds.flatMap(variants).map(({ name, story }) => [name, story] as const);

/** Stories whose beliefs are exact posteriors, and have to pass for that. */
const EXACT = [
  'clouds, arrangement ring',
  'clouds, arrangement grid',
  'letters',
  'pc, data ring',
  'pc, data small-digits',
  'principal-components, noise shared',
  'principal-components, noise each',
  'promoter, teller bases',
  'promoter, teller law',
  'recombination, genes vj',
  'recombination, genes vdj',
  'sprinkler',
];

describe.each(all)('%s', (name, story) => {
  test('tells the same tales from the same seed, and others from another', () => {
    const tales = (seed: number): string[] => {
      const random = createRandom(seed, 'tales');
      return Array.from({ length: 30 }, () => tell(story, random).text);
    };
    expect(tales(3)).toEqual(tales(3));
    expect(tales(3)).not.toEqual(tales(4));
  });

  test('reads its own data back, and scores them as before', () => {
    const random = createRandom(1, 'tales');
    for (let index = 0; index < 10; index++) {
      const tale = tell(story, random);
      const again = story.read(tale.text);
      expect(again.text).toBe(tale.text);
      expect(again.choices).toBeNull();
      if (isAble(tale.score) && isAble(again.score)) {
        const { nats, kind } = tale.score();
        expect(['exact', 'lower-bound']).toContain(kind);
        // The text holds six digits.
        expect(Math.abs(again.score().nats - nats)).toBeLessThan(0.02);
      }
    }
  });

  test('says how exact its belief is', () => {
    const { infer } = tell(story, createRandom(2, 'calibration'));
    if (!isAble(infer)) throw new Error(infer.unable);
    // Those in the list below are tested for what they claim.
    expect(infer().exactness === 'exact').toBe(EXACT.includes(name));
  });

  test('says the probability of its best explanations, and predicts something that it can read', () => {
    const tale = tell(story, createRandom(5, 'tales'));
    if (!isAble(tale.infer)) throw new Error(tale.infer.unable);
    const { best, predict } = tale.infer();
    const probabilities = best.map(({ probability }) => probability);
    expect(best.length).toBeGreaterThan(0);
    if (probabilities.every((probability) => probability !== null)) {
      expect(probabilities).toEqual([...probabilities].sort((a, b) => b - a));
      expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeLessThan(1 + 1e-9);
    }
    if (isAble(predict)) expect(() => story.read(predict())).not.toThrow();
  });

  test('says of every choice how open it was so that Bayes holds: joint = evidence x posterior', () => {
    const random = createRandom(7, 'tales');
    let checked = 0;
    for (let index = 0; index < 30; index++) {
      const { text, choices, outcome, score, infer } = tell(story, random);
      if (!isAble(score) || !isAble(infer) || outcome === null) continue;
      const { best } = infer();
      const own = best.find(
        ({ choices: one }) => JSON.stringify(one) === JSON.stringify(choices),
      )?.probability;
      const logs = choices!.map(({ number, chance }) => logChance(chance, [number]));
      if (own === undefined || own === null || logs.includes(null)) continue;
      const prior = logs.reduce<number>((sum, log) => sum + log!, 0);
      const joint = prior + logChance(outcome, text.split(',').map(Number))!;
      // The text of a number has six digits.
      expect(Math.abs(joint - score().nats - Math.log(own))).toBeLessThan(0.02);
      checked++;
    }
    const tale = tell(story, random);
    const isTold = tale.outcome !== null && tale.choices!.every(({ chance }) => chance);
    const isListed = isAble(tale.infer) && tale.infer().best[0]?.probability !== null;
    if (isTold && isListed) expect(checked).toBeGreaterThan(0);
  });

  test('learns from its own data so that it explains new ones nearly as well, or says why it cannot', () => {
    if (!isAble(story.fit)) {
      expect(story.fit.unable).toMatch(/^[a-z].*[^.]$/);
      return;
    }
    const random = createRandom(6, 'learning');
    const texts = Array.from({ length: 1500 }, () => tell(story, random).text);
    const learned = story.fit(texts);
    let difference = 0;
    const fresh = 300;
    for (let index = 0; index < fresh; index++) {
      const tale = tell(story, random);
      const told = learned.read(tale.text);
      if (!isAble(tale.score) || !isAble(told.score)) throw new Error('cannot score');
      const lost = tale.score().nats - told.score().nats;
      difference += Math.min(lost, 20) / fresh;
    }
    // Twice the expected loss of a few dozen parameters learned from 1500 data, with room for the sampling of 300.
    expect(difference).toBeLessThan(0.15);
  });

  test('names what it expects where a datum is none', () => {
    expect(() => story.read('?')).toThrow(/expected|no such one/);
  });
});

test.each(all.filter(([name]) => EXACT.includes(name)))(
  '%s infers what it synthesised: ranks of true causes among posterior samples are uniform',
  (_, story) => {
    // Simulation-based calibration (Talts et al. 2018): with L samples the rank is uniform on 0..L.
    const samples = 9;
    const random = createRandom(2, 'calibration');
    const rounds = 600;
    const ranks = new Map<string, number[]>();
    for (let round = 0; round < rounds; round++) {
      const tale = tell(story, random);
      if (!isAble(tale.infer)) throw new Error(tale.infer.unable);
      const posterior = tale.infer();
      const drawn = Array.from({ length: samples }, () => posterior.sample(random));
      tale.choices!.forEach(({ name, number }) => {
        const others = drawn.map((choices) => choices.find((one) => one.name === name)!.number);
        const below = others.filter((other) => other < number).length;
        const equal = others.filter((other) => other === number).length;
        const counts = ranks.get(name) ?? new Array<number>(samples + 1).fill(0);
        counts[below + random.integer(equal + 1)]! += 1;
        ranks.set(name, counts);
      });
    }
    expect(ranks.size).toBeGreaterThan(0);
    for (const counts of ranks.values()) {
      const expected = rounds / (samples + 1);
      const chi = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
      // The point of chi-square with 9 degrees of freedom that one in a million exceeds.
      expect(chi).toBeLessThan(45.1);
    }
  },
);

describe('densities of probability', () => {
  test.each([
    ['clouds', { arrangement: 'ring', size: 1, deviation: 0.3 }],
    ['clouds', { arrangement: 'grid', size: 1, deviation: 0.2 }],
  ])('of %s %j add up to 1 over the plane', async (name, set) => {
    const kind = await findStory(name);
    const story = kind.story(resolveParameters(kind.name, kind.parameters, set));
    const step = 0.05;
    let sum = 0;
    for (let x = -4; x <= 4; x += step) {
      for (let y = -4; y <= 4; y += step) {
        const { score } = story.read(`${x}, ${y}`);
        if (isAble(score)) sum += Math.exp(score().nats) * step * step;
      }
    }
    expect(sum).toBeCloseTo(1, 6);
  });
});

test('a story that does not exist is refused with the nearest one', async () => {
  await expect(findStory('sprinkle')).rejects.toThrow(
    'story "sprinkle": no such story; did you mean "sprinkler"?',
  );
});
