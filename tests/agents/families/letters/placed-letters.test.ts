import { expect, test } from '@jest/globals';
import {
  createRandom,
  findStory,
  isAble,
  resolveParameters,
  type Story,
} from '../../../../agents/index.ts';

const SIDE = 12;

async function letters(deviation: number): Promise<Story> {
  const kind = await findStory('letters');
  return kind.story(resolveParameters(kind.name, kind.parameters, { deviation }));
}

function picturesOf(story: Story): NonNullable<Story['picture']> {
  if (story.picture === null) throw new Error('expected pictures');
  return story.picture;
}

test('what is seen stays as it is, and pixels come back from their text', async () => {
  const story = await letters(0.15);
  if (!isAble(story.synthesise)) throw new Error(story.synthesise.unable);
  const { text } = story.synthesise(createRandom(1, 'letters'));
  const { pixels: pixelsOf, text: textOf, fill } = picturesOf(story);
  const pixels = pixelsOf(text);
  expect(textOf(pixels)).toBe(text);
  const visible = Uint8Array.from(pixels, (_, pixel) => (pixel % SIDE < 6 ? 0 : 1));
  const random = createRandom(2, 'letters');
  const { exactness, samples } = fill({ pixels, visible, count: 5, random });
  expect(exactness).toBe('exact');
  for (const sample of samples) {
    sample.forEach((value, pixel) => {
      if (visible[pixel] === 1) expect(value).toBe(pixels[pixel]);
    });
  }
});

test('with nothing seen, pictures are those of the prior: each pixel is ink as often as letters lay it there', async () => {
  const deviation = 0.1;
  const { fill } = picturesOf(await letters(deviation));
  const count = 4000;
  const nothing = new Uint8Array(SIDE * SIDE);
  const { samples } = fill({
    ...{ pixels: nothing, visible: nothing, count },
    random: createRandom(3, 'letters'),
  });
  // Ink of the 8 letters (A 18, C 13, E 18, F 14, H 17, L 11, O 16, T 11), counted in their drawings, over 144 pixels.
  const ink = 118 / 8;
  const mean =
    samples.reduce((sum, sample) => sum + sample.reduce((total, value) => total + value, 0), 0) /
    count;
  // The standard deviation of the ink of a letter is 2.6, that of 144 noisy pixels 1.2.
  expect(Math.abs(mean - ink)).toBeLessThan((5 * Math.hypot(2.7, 1.2)) / Math.sqrt(count));
});

test('a hidden pixel ranks uniformly among what is filled in for it', async () => {
  const story = await letters(0.6);
  if (!isAble(story.synthesise)) throw new Error(story.synthesise.unable);
  const { pixels: pixelsOf, fill } = picturesOf(story);
  const random = createRandom(4, 'letters');
  const visible = Uint8Array.from({ length: SIDE * SIDE }, (_, pixel) =>
    pixel % SIDE < 6 ? 0 : 1,
  );
  const hidden = 5 * SIDE + 4;
  const rounds = 300;
  const count = 9;
  const ranks = new Array<number>(count + 1).fill(0);
  for (let round = 0; round < rounds; round++) {
    const pixels = pixelsOf(story.synthesise(random).text);
    const { samples } = fill({ pixels, visible, count, random });
    ranks[samples.filter((sample) => sample[hidden]! < pixels[hidden]!).length]! += 1;
  }
  const expected = rounds / (count + 1);
  const chi = ranks.reduce((sum, rank) => sum + (rank - expected) ** 2 / expected, 0);
  // The point of chi-square with 9 degrees of freedom that one in a million exceeds.
  expect(chi).toBeLessThan(45.1);
});

test('a clear letter of which the left half is hidden is known from the right one', async () => {
  const story = await letters(0.05);
  const { fill } = picturesOf(story);
  const shape = ['.###.', '#...#', '#...#', '#####', '#...#', '#...#', '#...#'];
  const pixels = new Float32Array(SIDE * SIDE);
  shape.forEach((line, y) => {
    Array.from(line).forEach((mark, x) => {
      pixels[(2 + y) * SIDE + 3 + x] = mark === '#' ? 1 : 0;
    });
  });
  // Columns 0 to 4: only A has ink right of them at these places, with its rounded top.
  const visible = Uint8Array.from({ length: SIDE * SIDE }, (_, pixel) =>
    pixel % SIDE < 5 ? 0 : 1,
  );
  const random = createRandom(5, 'letters');
  for (const sample of fill({ pixels, visible, count: 8, random }).samples) {
    sample.forEach((value, pixel) => {
      expect(Math.abs(value - pixels[pixel]!)).toBeLessThan(0.3);
    });
  }
});
