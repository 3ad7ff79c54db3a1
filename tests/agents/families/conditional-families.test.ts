import { describe, expect, test } from '@jest/globals';
import {
  createRandom,
  findStory,
  isAble,
  resolveParameters,
  type Story,
  type Tale,
} from '../../../agents/index.ts';
import { askedClass, openDataset, ringDensity } from '../../../experiments/index.ts';

async function open(name: string, set: Record<string, string | number>): Promise<Story> {
  const kind = await findStory(name);
  return kind.story(resolveParameters(kind.name, kind.parameters, set));
}

function tell({ synthesise }: Story, random: ReturnType<typeof createRandom>): Tale {
  if (!isAble(synthesise)) throw new Error(synthesise.unable);
  return synthesise(random);
}

/** Number of the class that is believed in most, and how much. */
function named({ infer }: Tale): readonly [number, number | null] {
  if (!isAble(infer)) throw new Error(infer.unable);
  const [best] = infer().best;
  return [best!.choices[0]!.number, best!.probability];
}

const density = ringDensity();

describe.each(['conditional-gan', 'conditional-diffusion'])('%s, as it is shipped', (name) => {
  test('makes points of the cloud that is asked for', async () => {
    const random = createRandom(1, 'asked');
    const made = [];
    for (let kind = 0; kind < 8; kind++) {
      const story = await open(name, { class: kind });
      made.push(
        Array.from({ length: 15 }, () => {
          const { text, choices } = tell(story, random);
          expect(choices![0]).toMatchObject({
            ...{ name: 'class', number: kind, chance: { probability: 1 } },
          });
          return text.split(',').map(Number);
        }),
      );
    }
    const { within, nearest, chance } = askedClass(made, density.modes!);
    expect(chance).toBe(0.125);
    expect(nearest).toBeGreaterThan(0.97);
    // A perfect sampler has .989; one that does not listen .124.
    expect(within).toBeGreaterThan(0.85);
  });

  test('names the cloud that a point is of', async () => {
    const story = await open(name, {});
    const random = createRandom(2, 'held-out');
    for (let index = 0; index < 8; index++) {
      const { point, part } = density.draw(random);
      const [kind, probability] = named(story.read(point.join(',')));
      expect(kind).toBe(part);
      if (name === 'conditional-gan') expect(probability).toBeNull();
      else expect(probability).toBeGreaterThan(0.99);
    }
  });

  test('draws its class first, every one as often', async () => {
    const story = await open(name, {});
    const random = createRandom(3, 'classes');
    const counts = new Array<number>(8).fill(0);
    for (let index = 0; index < 240; index++) counts[tell(story, random).choices![0]!.number]!++;
    const chi = counts.reduce((sum, count) => sum + (count - 30) ** 2 / 30, 0);
    // The point of chi-square with 7 degrees of freedom that one in a million exceeds.
    expect(chi).toBeLessThan(40.5);
  });

  test('refuses a class that there is not', async () => {
    await expect(open(name, { class: 8 })).rejects.toThrow(
      'class: expected a whole number in [0, 7] for these data; got 8; nearest valid is 7',
    );
    expect(
      named(tell(await open(name, { class: 9, data: 'small-digits' }), createRandom(1)))[0],
    ).toBe(9);
  });
});

test('the density of conditional diffusion is the mean of the densities of its classes', async () => {
  const point = '1.39, 1.42';
  const score = async (set: Record<string, number>): Promise<number> => {
    const tale = (await open('conditional-diffusion', set)).read(point);
    if (!isAble(tale.score)) throw new Error(tale.score.unable);
    return tale.score().nats;
  };
  const own = [];
  for (let kind = 0; kind < 8; kind++) own.push(await score({ class: kind }));
  const mean = own.reduce((sum, nats) => sum + Math.exp(nats) / 8, 0);
  expect(await score({})).toBeCloseTo(Math.log(mean), 8);
  // Cloud 1 is around (1.414, 1.414).
  expect(own.indexOf(Math.max(...own))).toBe(1);
});

test('conditional diffusion names digits that it has not seen by how well each class denoises them', async () => {
  const story = await open('conditional-diffusion', { data: 'small-digits' });
  const dataset = await openDataset('small-digits', { split: 'test' });
  const count = 15;
  const right = Array.from({ length: count }, (_, index) => dataset.example(index)).filter(
    ({ picture, label }) => named(story.read([...picture.pixels].join(',')))[0] === label,
  ).length;
  // By chance 1.5 of them.
  expect(right / count).toBeGreaterThan(0.8);
});
