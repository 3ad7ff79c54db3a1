import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type Address,
  addressOf,
  decodeFrame,
  encodeFrame,
  type FrameHeader,
  frameHeader,
  parseAddress,
  QUANTITIES,
  selectPlanes,
} from '../../protocol/index.ts';

const parts = fc.record({
  level: fc.integer({ min: 0, max: 99 }),
  quantity: fc.constantFrom(...QUANTITIES),
});

/** Planes with different addresses, of any 32-bit floats. */
const planes = fc.uniqueArray(fc.tuple(parts, fc.float32Array({ maxLength: 40 })), {
  maxLength: 12,
  selector: ([address]) => addressOf(address),
});

const header: Omit<FrameHeader, 'planes' | 'version'> = {
  session: 'a',
  sequence: 3,
  step: 12,
  freeEnergy: { total: 3, accuracy: -1, complexity: 2, levels: [1, 2] },
  errorNorms: [1, 2],
  certificate: {
    status: 'settling',
    gradientNorm: 1,
    tolerance: 1e-5,
    largestStableRate: null,
    conditionNumber: null,
    explanation: 'settling',
  },
  posterior: [],
  variance: { method: 'diagonal', relativeError: null },
};

describe('a frame', () => {
  test('arrives as it was sent, at whatever offset its buffer lies', () => {
    fc.assert(
      fc.property(planes, fc.nat(9), (sent, offset) => {
        const encoded = encodeFrame(header, sent);
        const larger = new Uint8Array(encoded.buffer.length + offset);
        larger.set(encoded.buffer, offset);
        const overJson = JSON.parse(JSON.stringify(encoded.header)) as FrameHeader;
        const frame = decodeFrame(overJson, larger.subarray(offset));
        expect(frame.header).toEqual(encoded.header);
        expect(frameHeader.parse(overJson)).toEqual(overJson);
        expect([...frame.planes]).toEqual(
          sent.map(([address, values]) => [addressOf(address), Float32Array.from(values)]),
        );
      }),
    );
  });

  test('cut to some addresses and a region holds just those numbers', () => {
    fc.assert(
      fc.property(
        planes,
        fc.infiniteStream(fc.boolean()),
        fc.nat(50),
        fc.integer({ min: 1, max: 50 }),
        (sent, coin, first, count) => {
          const wanted = sent.filter(() => coin.next().value as boolean);
          const addresses = new Set(wanted.map(([address]) => addressOf(address)));
          const cut = selectPlanes(encodeFrame(header, sent), addresses, { first, count });
          const frame = decodeFrame(cut.header, cut.buffer);
          expect([...frame.planes]).toEqual(
            wanted.map(([address, values]) => [
              addressOf(address),
              Float32Array.from(values.subarray(first, first + count)),
            ]),
          );
          expect(cut.buffer.length).toBe(
            4 *
              wanted.reduce(
                (sum, [, { length }]) => sum + Math.max(0, Math.min(count, length - first)),
                0,
              ),
          );
        },
      ),
    );
  });

  test('of another version, or with a plane beyond its buffer, is refused', () => {
    const { header: good, buffer } = encodeFrame(header, [
      [{ level: 0, quantity: 'values' }, [1, 2, 3]],
    ]);
    expect(() => decodeFrame({ ...good, version: 99 }, buffer)).toThrow(
      'decodeFrame: expected version 1; got 99',
    );
    const [plane] = good.planes;
    for (const wrong of [{ offset: 1 }, { length: 4 }, { offset: -1 }, { length: 0.5 }]) {
      const bad = { ...good, planes: [{ ...plane!, ...wrong }] };
      expect(() => decodeFrame(bad, buffer)).toThrow(
        /decodeFrame: plane 0\/values expected within 3 floats/,
      );
    }
  });
});

describe('an address', () => {
  test('is read as it was written', () => {
    fc.assert(
      fc.property(parts, (address) => {
        expect(parseAddress(addressOf(address))).toEqual(address);
      }),
    );
  });

  test('is nothing else than level/quantity', () => {
    for (const text of ['', '0', '0/', '0/belief', '-1/values', '0.5/values', '0/values ']) {
      expect(parseAddress(text)).toBeNull();
    }
    fc.assert(
      fc.property(fc.string(), (text) => {
        const address = parseAddress(text);
        expect(
          address === null || addressOf(address) === (text.replace(/^0+(?=\d)/, '') as Address),
        ).toBe(true);
      }),
    );
  });
});
