import { describe, expect, test } from '@jest/globals';
import {
  colourAt,
  entryAt,
  greyMap,
  SEQUENTIAL_MAPS,
  sequentialMap,
  SIGNED_MAPS,
  signedMap,
  tintedMap,
} from '../../client/colour/colour-map.ts';
import { lightnessOf, rgbFromOklch } from '../../client/colour/oklch.ts';

const themes = ['dark', 'light'] as const;
const signed = SIGNED_MAPS.flatMap((name) => themes.map((theme) => ({ name, theme })));

/** Relative luminance by the definition of sRGB (IEC 61966-2-1), independent of Oklab. */
function luminanceOf(rgb: readonly number[]): number {
  const [red, green, blue] = rgb.map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

describe.each(signed)('the signed map $name on $theme', ({ name, theme }) => {
  const map = signedMap(name, theme);

  test('is as light at -v as at +v', () => {
    for (let entry = 0; entry < 128; entry += 1) {
      const below = lightnessOf(colourAt(map, (entry + 0.5) / 256));
      const above = lightnessOf(colourAt(map, (255.5 - entry) / 256));
      expect(Math.abs(below - above)).toBeLessThan(0.012);
    }
  });

  test('leaves the neutral tone steadily on both sides', () => {
    const zero = lightnessOf(colourAt(map, 0.5));
    let before = 0;
    for (let size = 0.02; size <= 1; size += 0.02) {
      const distance = Math.abs(lightnessOf(colourAt(map, (1 + size) / 2)) - zero);
      expect(distance).toBeGreaterThan(before - 0.004);
      before = distance;
    }
    expect(before).toBeGreaterThan(0.4);
  });

  test('is neutral at zero, warm above and cool below', () => {
    const [red, green, blue] = colourAt(map, 0.5);
    expect(Math.max(red, green, blue) - Math.min(red, green, blue)).toBeLessThan(12);
    const warm = colourAt(map, 0.9);
    const cool = colourAt(map, 0.1);
    expect(warm[0]).toBeGreaterThan(warm[2] + 40);
    expect(cool[2]).toBeGreaterThan(cool[0] + 10);
  });
});

test.each(SEQUENTIAL_MAPS)('%s gets lighter from end to end', (name) => {
  const map = sequentialMap(name);
  let before = -1;
  for (let entry = 0; entry < 256; entry += 8) {
    const luminance = luminanceOf(colourAt(map, (entry + 0.5) / 256));
    expect(luminance).toBeGreaterThan(before);
    before = luminance;
  }
});

test('viridis passes through the published anchors', () => {
  const map = sequentialMap('viridis');
  expect(colourAt(map, 0)).toEqual([0x44, 0x01, 0x54]);
  expect(colourAt(map, 1)).toEqual([0xfd, 0xe7, 0x25]);
});

test('images are grey', () => {
  const map = greyMap();
  for (let entry = 0; entry < 256; entry += 1) {
    expect(colourAt(map, (entry + 0.5) / 256)).toEqual([entry, entry, entry]);
  }
});

test('beliefs and predictions of the same size are equally light', () => {
  for (let position = 0.02; position < 1; position += 0.07) {
    const belief = lightnessOf(colourAt(tintedMap('belief'), position));
    const prediction = lightnessOf(colourAt(tintedMap('prediction'), position));
    expect(Math.abs(belief - prediction)).toBeLessThan(0.02);
  }
});

test('positions outside of 0..1, and no number at all, are ends of the map', () => {
  expect([-1, 0, 0.5, 1, 2, Number.NaN].map(entryAt)).toEqual([0, 0, 128, 255, 255, 0]);
});

test('Oklch of white, black and sRGB red as published', () => {
  expect(rgbFromOklch(1, 0, 0)).toEqual([255, 255, 255]);
  expect(rgbFromOklch(0, 0, 0)).toEqual([0, 0, 0]);
  // Ottosson (2020): sRGB red is L 0.62796, C 0.25768, h 29.234.
  const [red, green, blue] = rgbFromOklch(0.62796, 0.25768, 29.234);
  expect([red > 252, green < 8, blue < 8]).toEqual([true, true, true]);
});
