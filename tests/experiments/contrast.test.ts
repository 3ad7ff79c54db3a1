import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { adaptContrast, congruencyOf, contrastOf, seenThrough } from '../../experiments/index.ts';

const luminances = fc
  .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 50 })
  .filter((values) => Math.max(...values) - Math.min(...values) > 1e-3);

describe('contrast', () => {
  test('of half black and half white is 1 (Michelson), 1/2 (RMS), 1 (range)', () => {
    expect(contrastOf('michelson', [0, 1])).toBe(1);
    expect(contrastOf('rms', [0, 1])).toBe(0.5);
    expect(contrastOf('range', [0, 1])).toBe(1);
  });

  test('of a figure is (L - background) / background (Weber)', () => {
    expect(contrastOf('weber', [0.6, 0.4, 0.4], Uint16Array.of(1, 0, 0))).toBeCloseTo(0.5, 12);
    expect(() => contrastOf('weber', [0.6, 0], Uint16Array.of(1, 0))).toThrow(
      'weber: expected a lit background',
    );
  });

  test('is what luminances were adapted to', () => {
    fc.assert(
      fc.property(luminances, fc.double({ min: 0.05, max: 1, noNaN: true }), (values, contrast) => {
        const rms = adaptContrast(values, { kind: 'rms', contrast });
        expect(contrastOf('rms', rms)).toBeCloseTo(contrast, 9);
        const normalized = adaptContrast(values, { kind: 'normalized-rms', contrast, mean: 0.5 });
        expect(contrastOf('rms', normalized)).toBeCloseTo(contrast / 2, 9);
        const range = adaptContrast(values, { kind: 'range', min: 0.25, max: 0.75 });
        expect([Math.min(...range), Math.max(...range)]).toEqual([0.25, expect.closeTo(0.75, 12)]);
      }),
    );
    const grating = [0.4, 0.6, 0.4, 0.6];
    const adapted = adaptContrast(grating, { kind: 'michelson', contrast: 0.5, mean: 0.25 });
    expect(contrastOf('michelson', adapted)).toBeCloseTo(0.5, 12);
  });

  test('is scaled by alpha behind a layer, and only there', () => {
    const seen = seenThrough([0, 1, 1], { alpha: 0.5, tau: 0.5, mask: Uint16Array.of(1, 1, 0) });
    expect([...seen]).toEqual([0.25, 0.75, 1]);
  });

  test('that is not there cannot be adapted', () => {
    expect(() => adaptContrast([1, 1], { kind: 'rms', contrast: 1 })).toThrow(
      'luminances that differ',
    );
  });
});

test('an illusion is congruent where context and real difference point the same way', () => {
  expect(congruencyOf({ strength: 1, difference: 2 })).toBe('congruent');
  expect(congruencyOf({ strength: -1, difference: -2 })).toBe('congruent');
  expect(congruencyOf({ strength: -1, difference: 2 })).toBe('incongruent');
  expect(congruencyOf({ strength: 0, difference: 2 })).toBe('neutral');
});
