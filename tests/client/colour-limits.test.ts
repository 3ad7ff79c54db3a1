import { expect, test } from '@jest/globals';
import { NO_LIMITS, roundUp, widenLimits } from '../../client/colour/limits.ts';
import { type ColourSettings, paletteOf, stylePlane } from '../../client/colour/plane-style.ts';
import { paintPlane } from '../../client/colour/paint-plane.ts';
import { layOutPlane } from '../../client/scene/plane-layout.ts';
import { frameOf } from './frame-of.ts';

const settings: ColourSettings = {
  theme: 'dark',
  signedMap: 'purple-orange',
  sequentialMap: 'viridis',
  automaticRange: false,
  rangeFactor: 1,
  zeroCentred: true,
};
const palette = paletteOf(settings);

test('limits widen in round steps and never narrow', () => {
  const large = frameOf(1, {
    '0/values': [0.2, -4.1],
    '0/prediction': [0, 0],
    '0/variance': [0.3, 0],
  });
  const small = frameOf(2, { '0/values': [0.1, -0.1], '0/prediction': [0, 0] });
  const limits = widenLimits(NO_LIMITS, large, 1);
  expect(limits.largest.get('0/signal')).toBe(5);
  expect(limits.largest.get('0/variance')).toBe(0.3);
  expect(widenLimits(limits, small, 1)).toBe(limits);
});

test('a limit holds what it was made for, and is less than twice as large', () => {
  for (let exponent = -6; exponent < 6; exponent += 0.037) {
    const size = 10 ** exponent;
    expect(roundUp(size)).toBeGreaterThanOrEqual(size * (1 - 1e-6));
    expect(roundUp(size)).toBeLessThan(1.7 * size);
  }
  expect([roundUp(0), roundUp(-1), roundUp(Infinity), roundUp(Number.NaN)]).toEqual([0, 0, 0, 0]);
});

test('errors are symmetric about zero under all settings', () => {
  const frame = frameOf(1, {
    '0/predictionErrors': [3, 1],
    '0/values': [3, 1],
    '0/prediction': [0, 0],
  });
  const limits = widenLimits(NO_LIMITS, frame, 1);
  for (const automaticRange of [false, true]) {
    for (const zeroCentred of [false, true]) {
      const { low, high, map } = stylePlane({
        settings: { ...settings, automaticRange, zeroCentred, rangeFactor: 0.5 },
        palette,
        limits,
        frame,
        level: 0,
        quantity: 'predictionErrors',
      });
      expect(low).toBe(-high);
      expect(map).toBe(palette.signed);
    }
  }
});

test('the sensory level is grey, whatever the settings', () => {
  const frame = frameOf(1, { '0/values': [0, 1], '1/values': [0, 1] });
  const limits = widenLimits(NO_LIMITS, frame, 2);
  const of = (level: number) =>
    stylePlane({ settings, palette, limits, frame, level, quantity: 'values' }).map;
  expect(of(0)).toBe(palette.image);
  expect(of(1)).toBe(palette.belief);
});

test('a plane is painted in its arrangement, with gaps and absent numbers transparent', () => {
  const layout = layOutPlane({ gridRows: 1, gridColumns: 2, rows: 1, columns: 1 }, 2);
  const pixels = new Uint8Array(4 * 3);
  const style = { map: palette.image, low: -1, high: 1 };
  paintPlane({ plane: Float32Array.of(-1, 1), layout, style }, pixels);
  expect([...pixels]).toEqual([0, 0, 0, 255, 0, 0, 0, 0, 255, 255, 255, 255]);
  paintPlane({ plane: undefined, layout, style }, pixels);
  expect([...pixels].every((value) => value === 0)).toBe(true);
  paintPlane({ plane: Float32Array.of(Number.NaN, 0), layout, style }, pixels);
  expect([...pixels.slice(0, 4)]).toEqual([255, 0, 255, 255]);
});
