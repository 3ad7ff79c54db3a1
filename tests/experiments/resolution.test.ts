import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { resolveResolution } from '../../experiments/index.ts';

describe('resolution', () => {
  test('two of visual size, pixels per degree and shape give the third', () => {
    const visualSize = [4, 8] as const;
    const pixelsPerDegree = [10, 10] as const;
    const shape = [40, 80] as const;
    const expected = { visualSize, pixelsPerDegree, shape };
    expect(resolveResolution('it', { visualSize, pixelsPerDegree: 10 })).toEqual(expected);
    expect(resolveResolution('it', { visualSize, shape })).toEqual(expected);
    expect(resolveResolution('it', { shape, pixelsPerDegree })).toEqual(expected);
  });

  test('degrees survive the way through pixels and back', () => {
    const sizes = fc.tuple(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1, max: 900 }));
    const densities = fc.double({ min: 0.5, max: 120, noNaN: true });
    fc.assert(
      fc.property(sizes, densities, (shape, pixelsPerDegree) => {
        const { visualSize } = resolveResolution('it', { shape, pixelsPerDegree });
        const back = resolveResolution('it', { visualSize, pixelsPerDegree });
        expect(back.shape).toEqual(shape);
        back.visualSize.forEach((degrees, axis) => {
          expect(degrees).toBeCloseTo(visualSize[axis]!, 9);
        });
      }),
    );
  });

  test('a visual size between whole pixels becomes the next smaller one', () => {
    const { shape, visualSize } = resolveResolution('it', {
      visualSize: 10.1,
      pixelsPerDegree: 32.5,
    });
    expect(shape).toEqual([328, 328]);
    expect(visualSize[0]).toBeCloseTo(328 / 32.5, 12);
  });

  test('a contradiction is an error that names what would fit', () => {
    const request = { visualSize: 10, pixelsPerDegree: 10, shape: [100, 200] } as const;
    expect(() => resolveResolution('gabor', request)).toThrow(
      'gabor: horizontally: expected visual size x pixels per degree = pixels; got 10 x 10 and 200 px; 100 px, 20 pixels per degree or 20 degrees would fit',
    );
  });

  test.each([
    [{ pixelsPerDegree: 10 }, 'expected two of visual size, pixels per degree and shape'],
    [{ visualSize: 0.01, pixelsPerDegree: 10 }, '100 pixels per degree would fit'],
    [{ visualSize: -1, pixelsPerDegree: 10 }, 'expected visual size > 0 degree; got -1'],
    [{ shape: 2.5, pixelsPerDegree: 10 }, 'expected whole number of pixels >= 1; got 2.5'],
    [{ shape: 10_000, pixelsPerDegree: 10 }, 'expected at most 25 million pixels'],
  ])('%j is refused', (request, message) => {
    expect(() => resolveResolution('it', request)).toThrow(message);
  });
});
