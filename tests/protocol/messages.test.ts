import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LIMITS, MESSAGES } from '../../protocol/index.ts';

describe('messages', () => {
  test('no parser throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything({ withTypedArray: true }), (value) => {
        for (const schema of Object.values(MESSAGES)) {
          expect(typeof schema.safeParse(value).success).toBe('boolean');
        }
      }),
      { numRuns: 500 },
    );
  });

  test('bytes arrive in any binary form, without being copied', () => {
    const source = new Uint8Array([9, 9, 1, 2, 3, 4]);
    for (const pixels of [
      source.subarray(2),
      Buffer.from(source.buffer, 2, 4),
      source.slice(2).buffer,
    ]) {
      const parsed = MESSAGES['session:observe'].parse({
        kind: 'drawing',
        rows: 2,
        columns: 2,
        pixels,
      });
      expect(parsed).toMatchObject({ pixels: new Uint8Array([1, 2, 3, 4]) });
    }
  });

  test('a drawing or a mask has as many bytes as it says', () => {
    const pixels = new Uint8Array(5);
    const drawing = { kind: 'drawing', rows: 2, columns: 2, pixels };
    expect(MESSAGES['session:observe'].safeParse(drawing).success).toBe(false);
    const mask = { rows: 2, columns: 3, mask: pixels };
    expect(MESSAGES['session:occlude'].safeParse(mask).success).toBe(false);
  });

  test('limits are kept, and unknown fields refused', () => {
    const accepts = (message: object): boolean =>
      MESSAGES['session:control'].safeParse(message).success;
    expect(accepts({ action: 'step', count: LIMITS.stepsPerMessage })).toBe(true);
    expect(accepts({ action: 'step', count: LIMITS.stepsPerMessage + 1 })).toBe(false);
    expect(accepts({ action: 'step', count: 0.5 })).toBe(false);
    expect(accepts({ action: 'play', extra: 1 })).toBe(false);
    expect(MESSAGES['session:control'].parse({ action: 'step' })).toEqual({
      action: 'step',
      count: 1,
    });
  });
});
