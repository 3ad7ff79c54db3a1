import { describe, expect, test } from '@jest/globals';
import { createRandom, type Picture } from '../../agents/index.ts';
import {
  drawGlyph,
  GLYPH_NAMES,
  plainGlyphStyle,
  randomGlyphStyle,
} from '../../experiments/index.ts';

const plain = (character: string, side = 16): Picture =>
  drawGlyph({ character, rows: side, columns: side, style: plainGlyphStyle(side) });

describe('drawGlyph', () => {
  test('knows the ten digits and the 26 capital letters', () => {
    expect(GLYPH_NAMES.join('')).toBe('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  });

  // Sums of luminance, and of luminance times pixel number, from an independent implementation in NumPy.
  test.each([
    { character: 'A', ink: 37.912993, moment: 4838.299177 },
    { character: '8', ink: 44.716235, moment: 5408.547657 },
    { character: 'S', ink: 35.038739, moment: 4228.942213 },
  ])('draws $character as another implementation does', ({ character, ink, moment }) => {
    const { pixels } = drawGlyph({
      character,
      rows: 16,
      columns: 16,
      style: {
        x: 1.1,
        y: -0.6,
        width: 7.5 * 1.1 * 0.95,
        height: (10.5 * 1.1) / 0.95,
        slant: 0.2,
        rotation: (0.08 * 180) / Math.PI,
        thickness: 1.3,
      },
    });
    expect(pixels.reduce((sum, pixel) => sum + pixel, 0)).toBeCloseTo(ink, 4);
    expect(pixels.reduce((sum, pixel, index) => sum + index * pixel, 0)).toBeCloseTo(moment, 2);
  });

  test.each(['A', 'H', 'M', 'O', 'T', 'U', 'V', 'X', 'Y', '8'])(
    'draws %s with its left-right symmetry',
    (character) => {
      const { pixels } = plain(character);
      for (let row = 0; row < 16; row++) {
        for (let column = 0; column < 8; column++) {
          const mirrored = pixels[row * 16 + 15 - column]!;
          expect(pixels[row * 16 + column]!).toBeCloseTo(mirrored, 5);
        }
      }
    },
  );

  test('draws every character differently from every other, even after the best shift by a pixel', () => {
    const pictures = GLYPH_NAMES.map((name) => plain(name));
    const difference = (a: Picture, b: Picture, dx: number, dy: number): number => {
      let sum = 0;
      for (let row = 1; row < 15; row++) {
        for (let column = 1; column < 15; column++) {
          sum += (a.pixels[row * 16 + column]! - b.pixels[(row + dy) * 16 + column + dx]!) ** 2;
        }
      }
      return sum;
    };
    for (const [index, a] of pictures.entries()) {
      for (const [offset, b] of pictures.slice(index + 1).entries()) {
        const shifts = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => difference(a, b, dx, dy)));
        const pair = `${GLYPH_NAMES[index]}${GLYPH_NAMES[index + 1 + offset]}`;
        expect({ pair, distinct: Math.min(...shifts) > 1.5 }).toEqual({ pair, distinct: true });
      }
    }
  });

  test('stays within the picture for every random style', () => {
    const random = createRandom(1);
    for (const character of GLYPH_NAMES) {
      for (let draw = 0; draw < 10; draw++) {
        const style = randomGlyphStyle(16, random);
        const { pixels } = drawGlyph({ character, rows: 16, columns: 16, style });
        const border = [...pixels].filter((_, index) => {
          const [row, column] = [Math.floor(index / 16), index % 16];
          return row === 0 || row === 15 || column === 0 || column === 15;
        });
        const sum = (numbers: Iterable<number>) => [...numbers].reduce((a, b) => a + b, 0);
        // The largest and most shifted ones touch the outermost pixels, no more.
        expect(sum(border)).toBeLessThan(0.3 * sum(pixels));
      }
    }
  });

  test('refuses characters that it does not know', () => {
    expect(() => plain('?')).toThrow('got "?"');
  });
});
