import { describe, expect, test } from '@jest/globals';
import { listAgents } from '../../agents/index.ts';
import { listPictures, renderPicture } from '../../experiments/index.ts';

const pictures = await listPictures();

describe('the gallery', () => {
  test('has pictures with distinct names, each described in a sentence', () => {
    const names = pictures.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, summary } of pictures) {
      expect(name).toMatch(/^[a-z0-9-]+$/);
      expect(summary).toMatch(/^[A-Z0-9].*\.$/);
    }
  });

  test.each(pictures)('draws $name at its own size and at others', async ({ name, size }) => {
    for (const side of [undefined, 20, 97]) {
      const { rows, columns, pixels } = await renderPicture(name, side);
      expect([rows, columns]).toEqual([side ?? size, side ?? size]);
      expect(pixels.every((pixel) => pixel >= 0 && pixel <= 1)).toBe(true);
    }
  });

  test('holds the first picture of every agent', async () => {
    const names = pictures.map(({ name }) => name);
    for (const { firstPicture } of await listAgents()) expect(names).toContain(firstPicture);
  });

  test('shows a long bar of 28 x 2 pixels in the middle', async () => {
    const { columns, pixels } = await renderPicture('long-bar');
    const light = [...pixels.keys()].filter((index) => pixels[index]! > 0.5);
    expect(light).toHaveLength(28 * 2);
    expect(new Set(light.map((index) => Math.floor(index / columns)))).toEqual(new Set([31, 32]));
    expect(Math.min(...light.map((index) => index % columns))).toBe(18);
  });

  test('refuses unknown names with the nearest one', async () => {
    await expect(renderPicture('gabro')).rejects.toMatchObject({
      code: 'unknown-picture',
      message: 'picture "gabro": no such picture; did you mean "gabor"?',
    });
  });
});
