import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Tensor } from '../../../agents/agent.ts';
import { decodeSafetensors, encodeSafetensors } from '../../../agents/weights/safetensors.ts';

const tensor: fc.Arbitrary<Tensor> = fc
  .record({ shape: fc.array(fc.nat(4), { maxLength: 3 }), wide: fc.boolean(), seed: fc.nat() })
  .map(({ shape, wide, seed }) => {
    const size = shape.reduce((product, extent) => product * extent, 1);
    const numbers = Array.from({ length: size }, (_, index) => Math.sin(seed + index));
    return { shape, data: wide ? Float64Array.from(numbers) : Float32Array.from(numbers) };
  });
const entries = fc.uniqueArray(
  fc.tuple(
    fc.oneof(
      fc.string().filter((name) => name !== '__metadata__'),
      fc.constantFrom('__proto__', 'constructor', '1', '0'),
    ),
    tensor,
  ),
  { selector: ([name]) => name, maxLength: 5 },
);
const metadata = fc.dictionary(
  fc.string().filter((name) => name !== '__proto__'),
  fc.string(),
  { maxKeys: 3 },
);

/** A file with a header of our own, to be refused. */
function fileWith(header: unknown, dataBytes = 0): Uint8Array {
  const text = new TextEncoder().encode(
    typeof header === 'string' ? header : JSON.stringify(header),
  );
  const bytes = new Uint8Array(8 + text.length + dataBytes);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}

describe('safetensors', () => {
  test('come back from their bytes exactly, shapes, types and texts included', () => {
    fc.assert(
      fc.property(entries, metadata, (named, texts) => {
        const decoded = decodeSafetensors(encodeSafetensors(new Map(named), texts));
        expect(decoded.metadata).toEqual(texts);
        expect(decoded.tensors).toEqual(new Map(named));
      }),
    );
  });

  test('are the same bytes in whatever order tensors and texts were added', () => {
    fc.assert(
      fc.property(entries, metadata, (named, texts) => {
        const reversedTexts = Object.fromEntries(Object.entries(texts).reverse());
        expect(encodeSafetensors(new Map([...named].reverse()), reversedTexts)).toEqual(
          encodeSafetensors(new Map(named), texts),
        );
      }),
    );
  });

  test('follow the published layout, byte for byte', () => {
    const bytes = encodeSafetensors(
      new Map([['weights', { shape: [1, 2], data: Float32Array.of(1, -2) }]]),
      { agent: 'example' },
    );
    const header =
      '{"__metadata__":{"agent":"example"},' +
      '"weights":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}';
    const padded = header.padEnd(Math.ceil(header.length / 8) * 8);
    const expected = Buffer.concat([
      Buffer.from([padded.length, 0, 0, 0, 0, 0, 0, 0]),
      Buffer.from(padded),
      // IEEE 754 single precision, little-endian: 1 and -2.
      Buffer.from([0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]),
    ]);
    expect(Buffer.from(bytes).equals(expected)).toBe(true);
  });

  test('are read from anywhere within a larger buffer', () => {
    const bytes = encodeSafetensors(new Map([['a', { shape: [1], data: Float64Array.of(0.1) }]]));
    const larger = new Uint8Array(bytes.length + 3);
    larger.set(bytes, 3);
    expect(decodeSafetensors(larger.subarray(3)).tensors.get('a')?.data).toEqual(
      Float64Array.of(0.1),
    );
  });

  test('are refused wherever they are cut off', () => {
    const bytes = encodeSafetensors(
      new Map([['a', { shape: [3], data: Float32Array.of(1, 2, 3) }]]),
    );
    for (let length = 0; length < bytes.length; length++) {
      expect(() => decodeSafetensors(bytes.subarray(0, length), 'x.safetensors')).toThrow(
        expect.objectContaining({
          code: 'bad-weights',
          message: expect.stringMatching(/^x\.safetensors: .*truncated$/),
        }),
      );
    }
  });

  test('never make decoding fail in any other way than by refusing', () => {
    const good = encodeSafetensors(new Map([['a', { shape: [2], data: Float32Array.of(1, 2) }]]), {
      text: 'x',
    });
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), (at, byte) => {
        const damaged = Uint8Array.from(good);
        damaged[at] = byte;
        try {
          decodeSafetensors(damaged);
        } catch (error) {
          expect(error).toMatchObject({ code: 'bad-weights' });
        }
      }),
    );
  });

  const entry = { dtype: 'F32', shape: [2], data_offsets: [0, 8] };
  test.each([
    ['not JSON', fileWith('{"a":'), 'a header that is a JSON object'],
    ['a list', fileWith([]), 'a header that is a JSON object'],
    [
      'a wrong type',
      fileWith({ a: { ...entry, dtype: 'I64' } }, 8),
      'a: expected dtype F32 or F64; got "I64"',
    ],
    [
      'a negative size',
      fileWith({ a: { ...entry, shape: [-2] } }, 8),
      'a: expected a shape of whole numbers; got [-2]',
    ],
    [
      'too few bytes for the shape',
      fileWith({ a: { ...entry, shape: [3] } }, 8),
      'a: expected 12 bytes for F32 [3]; got 8',
    ],
    [
      'no offsets',
      fileWith({ a: { dtype: 'F32', shape: [2] } }, 8),
      'a: expected two data_offsets; got none',
    ],
    [
      'overlapping tensors',
      fileWith({ a: entry, b: { ...entry, data_offsets: [4, 12] } }, 12),
      'b: expected to begin at byte 8, got 4: overlaps another tensor',
    ],
    [
      'a gap',
      fileWith({ a: entry, b: { ...entry, data_offsets: [12, 20] } }, 20),
      'b: expected to begin at byte 8, got 12: leaves a gap',
    ],
    ['bytes left over', fileWith({ a: entry }, 9), 'bytes left over'],
    [
      'numbers among the texts',
      fileWith({ __metadata__: { a: 1 } }),
      '__metadata__ to hold texts only',
    ],
  ])('with %s are refused in words', (_, bytes, message) => {
    expect(() => decodeSafetensors(bytes)).toThrow(message);
  });

  test('with a header that claims to be huge are refused before anything is read', () => {
    const bytes = new Uint8Array(16);
    new DataView(bytes.buffer).setBigUint64(0, 2n ** 63n, true);
    expect(() => decodeSafetensors(bytes)).toThrow('expected a header of at most 1000000 bytes');
  });

  test('are not written when a shape does not match its data or a name is reserved', () => {
    const data = Float32Array.of(1, 2);
    expect(() => encodeSafetensors(new Map([['a', { shape: [3], data }]]))).toThrow(
      'a: expected 3 numbers; got 2',
    );
    expect(() => encodeSafetensors(new Map([['__metadata__', { shape: [2], data }]]))).toThrow(
      'cannot be the name of a tensor',
    );
  });
});
