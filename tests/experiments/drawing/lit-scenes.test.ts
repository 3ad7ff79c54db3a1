import { describe, expect, test } from '@jest/globals';
import { createRandom } from '../../../agents/index.ts';
import { LIGHTNESS_COMPARISONS } from '../../../experiments/drawing/lightness-displays.ts';
import { drawLitPatches } from '../../../experiments/drawing/lit-scenes.ts';

const variance = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + value * value, 0) / values.length;

describe('lit scenes', () => {
  test('have the variances that are asked for, and light that is smoother than surfaces', () => {
    const { reflectance, illumination } = drawLitPatches({
      ...{ side: 24, count: 40, deviation: 0.5, ratio: 0.3, random: createRandom(1) },
    });
    expect(variance(reflectance)).toBeCloseTo(0.25, 10);
    expect(variance(illumination)).toBeCloseTo(0.075, 10);
    const roughness = (values: Float64Array): number => {
      const steps = values.filter((_, at) => at % 24 > 0);
      const before = values.filter((_, at) => at % 24 < 23);
      return variance(steps.map((value, at) => value - before[at]!)) / variance(values);
    };
    expect(roughness(illumination)).toBeLessThan(roughness(reflectance) / 10);
  });

  test('in constant light only differ by their surfaces', () => {
    const { illumination } = drawLitPatches({
      ...{ side: 8, count: 3, deviation: 0.5, ratio: 0, random: createRandom(1) },
    });
    expect(illumination.every((light) => light === 0)).toBe(true);
  });
});

describe('displays of lightness', () => {
  test.each(['contrast', 'hermann', 'white'] as const)(
    '%s: both parts have the same luminance, so that a difference is in the eye',
    (name) => {
      const { lighter, darker } = LIGHTNESS_COMPARISONS[name];
      const luminances = [lighter, darker].map(({ pixels, part }) => [
        ...new Set(part.map((pixel) => pixels[pixel])),
      ]);
      expect(luminances[0]).toHaveLength(1);
      expect(luminances[1]).toEqual(luminances[0]);
    },
  );

  test('Mach bands have less contrast than their plateaus', () => {
    const { lighter, darker } = LIGHTNESS_COMPARISONS['mach-light'];
    const mean = ({ pixels, part }: typeof lighter | typeof darker): number =>
      part.reduce((sum, pixel) => sum + pixels[pixel]!, 0) / part.length;
    expect(mean(lighter)).toBeLessThan(mean(darker));
  });

  test('the side of the light cusp is the lighter one of the Cornsweet display', () => {
    const { pixels } = LIGHTNESS_COMPARISONS.cornsweet.lighter;
    expect(pixels[11]).toBeGreaterThan(0.5);
    expect(pixels[12]).toBeLessThan(-0.5);
  });
});
