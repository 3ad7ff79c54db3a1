import { describe, expect, test } from '@jest/globals';
import { createRandom } from '../../../agents/index.ts';
import { bandpassed } from '../../../experiments/drawing/bandpass.ts';
import { gaussianBlur } from '../../../experiments/drawing/gaussian-blur.ts';

const SIDE = 64;
const shape = [SIDE, SIDE] as const;

const wave = (cycles: number): Float64Array =>
  Float64Array.from(
    { length: SIDE * SIDE },
    (_, pixel) => 0.5 + 0.4 * Math.cos((2 * Math.PI * cycles * (pixel % SIDE)) / SIDE),
  );

function amplitude(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return Math.sqrt(2 * squares);
}

describe('a Gaussian blur', () => {
  test('weakens a wave by exp(-2 pi^2 f^2 sigma^2), and leaves the mean where it is', () => {
    for (const [cycles, sigma] of [
      [4, 2],
      [8, 1.5],
    ] as const) {
      // Half a pixel on, the wave is the same after mirroring at both edges.
      const given = Float64Array.from(
        { length: SIDE * SIDE },
        (_, pixel) => 0.5 + 0.4 * Math.cos((2 * Math.PI * cycles * ((pixel % SIDE) + 0.5)) / SIDE),
      );
      const blurred = gaussianBlur(given, shape, [sigma, sigma]);
      const expected = 0.4 * Math.exp(-2 * (Math.PI * (cycles / SIDE) * sigma) ** 2);
      expect(amplitude(blurred)).toBeCloseTo(expected, 3);
      // It does not move: the wave is only made smaller.
      given.forEach((value, pixel) => {
        expect(blurred[pixel]! - 0.5).toBeCloseTo((value - 0.5) * (expected / 0.4), 3);
      });
    }
  });

  test('spreads a point to a Gaussian whose sum is 1, twice as wide across as down', () => {
    const point = new Float64Array(SIDE * SIDE);
    const middle = 32 * SIDE + 32;
    point[middle] = 1;
    const blurred = gaussianBlur(point, shape, [2, 4]);
    expect(blurred.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 3);
    expect(blurred[middle]).toBeCloseTo(1 / (2 * Math.PI * 2 * 4), 4);
    expect(blurred[middle + 4]! / blurred[middle]!).toBeCloseTo(Math.exp(-0.5), 6);
    expect(blurred[middle + 2 * SIDE]! / blurred[middle]!).toBeCloseTo(Math.exp(-0.5), 6);
  });

  test('of no width changes nothing, and a uniform picture stays as it is, however small', () => {
    const random = createRandom(1);
    const noise = Float64Array.from({ length: SIDE * SIDE }, () => random.uniform());
    expect(gaussianBlur(noise, shape, [0, 0])).toEqual(noise);
    const small = gaussianBlur(Float64Array.of(0.3, 0.3), [1, 2], [5, 5]);
    for (const value of small) expect(value).toBeCloseTo(0.3, 12);
  });
});

describe('a band of frequencies', () => {
  const resolution = { shape, pixelsPerDegree: [16, 16] as const };

  test('passes its centre, half of what lies half its octaves apart, and the mean', () => {
    // 64 pixels are 4 degrees: 8 cycles are 2 cycles/degree.
    expect(amplitude(bandpassed(wave(8), resolution, { centre: 2, octaves: 1 }))).toBeCloseTo(
      0.4,
      9,
    );
    // Of one octave around 1.5, 1 and 2 cycles/degree pass by half.
    const band = { centre: 1.5, octaves: 1 };
    for (const cycles of [4, 8]) {
      expect(amplitude(bandpassed(wave(cycles), resolution, band))).toBeCloseTo(0.2, 9);
    }
    const far = bandpassed(wave(24), resolution, { centre: 1, octaves: 0.5 });
    expect(amplitude(far)).toBeLessThan(1e-6);
    for (const value of far) expect(value).toBeCloseTo(0.5, 6);
  });
});
