import { deflateSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import { decodeImage } from '../../../experiments/images/decode-image.ts';

const ROWS = 3;
const COLUMNS = 5;

/** A PNG of one colour. */
function pngOf(colour: readonly [number, number, number, number], options = {}): Uint8Array {
  const png = new PNG({ width: COLUMNS, height: ROWS });
  for (let pixel = 0; pixel < ROWS * COLUMNS; pixel++) png.data.set(colour, 4 * pixel);
  return PNG.sync.write(png, options);
}

function jpegOf(colour: readonly [number, number, number], width = 24, height = 16): Uint8Array {
  const data = new Uint8Array(4 * width * height);
  for (let pixel = 0; pixel < width * height; pixel++) data.set([...colour, 255], 4 * pixel);
  return jpeg.encode({ width, height, data }, 95).data;
}

/** A PNG assembled by hand, so that its header can lie. Checksums are right. */
function pngByHand(
  width: number,
  height: number,
  interlaced: boolean,
  pixels: Buffer,
  depth = 8,
): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, 0, 0, 0, interlaced ? 1 : 0], 8);
  const chunk = (type: string, body: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
    const framed = Buffer.alloc(named.length + 8);
    framed.writeUInt32BE(body.length, 0);
    framed.set(named, 4);
    framed.writeUInt32BE(checksum(named), named.length + 4);
    return framed;
  };
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** CRC-32 as in the PNG specification. */
function checksum(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

describe('decodeImage', () => {
  test('reads every grey of a PNG as its fraction of white', () => {
    for (let grey = 0; grey < 256; grey++) {
      const { rows, columns, pixels } = decodeImage(pngOf([grey, grey, grey, 255]));
      expect([rows, columns]).toEqual([ROWS, COLUMNS]);
      expect([...pixels]).toEqual(new Array(ROWS * COLUMNS).fill(Math.fround(grey / 255)));
    }
  });

  test('weighs colours as Rec. 709 does', () => {
    expect(decodeImage(pngOf([255, 0, 0, 255])).pixels[0]).toBeCloseTo(0.2126, 6);
    expect(decodeImage(pngOf([0, 255, 0, 255])).pixels[0]).toBeCloseTo(0.7152, 6);
    expect(decodeImage(pngOf([0, 0, 255, 255])).pixels[0]).toBeCloseTo(0.0722, 6);
  });

  test('lays transparent pixels over mid-grey', () => {
    expect(decodeImage(pngOf([255, 255, 255, 0])).pixels[0]).toBe(0.5);
    expect(decodeImage(pngOf([255, 255, 255, 51])).pixels[0]).toBeCloseTo(0.2 + 0.8 * 0.5, 6);
  });

  test.each([
    ['grey', { colorType: 0 }],
    ['colour without opacity', { colorType: 2 }],
    ['grey with opacity', { colorType: 4 }],
  ])('reads a PNG stored as %s', (_, options) => {
    expect(decodeImage(pngOf([102, 102, 102, 255], options)).pixels[7]).toBeCloseTo(0.4, 2);
  });

  test('reads a PNG of 16 bits to the nearest of 256 greys', () => {
    const { pixels } = decodeImage(pngByHand(1, 1, false, Buffer.from([0, 0x66, 0x80]), 16));
    expect(pixels[0]).toBeCloseTo(0x6680 / 0xffff, 2);
  });

  test('reads interlaced PNG', () => {
    // One pixel has a single pass, a filter byte and the pixel.
    const { pixels } = decodeImage(pngByHand(1, 1, true, Buffer.from([0, 51])));
    expect([...pixels]).toEqual([Math.fround(0.2)]);
  });

  test('reads JPEG, grey and in colour', () => {
    const grey = decodeImage(jpegOf([102, 102, 102]));
    expect([grey.rows, grey.columns]).toEqual([16, 24]);
    for (const luminance of grey.pixels) expect(luminance).toBeCloseTo(0.4, 2);
    expect(decodeImage(jpegOf([255, 0, 0])).pixels[0]).toBeCloseTo(0.2126, 1);
  });

  test('refuses what is no image and says what it seems to be', () => {
    const refusal =
      (text: string): (() => void) =>
      () =>
        decodeImage(Buffer.from(text, 'latin1'), 'notes.png');
    expect(refusal('hello there, world')).toThrow(
      'notes.png: expected a PNG or JPEG image; got text',
    );
    expect(refusal('')).toThrow('got an empty file');
    expect(refusal('GIF89a......')).toThrow('got a GIF image');
    expect(refusal('\x00\x01\x02\x03')).toThrow('got other data');
  });

  test('refuses images wherever they are cut off', () => {
    for (const image of [pngOf([9, 99, 199, 255]), jpegOf([9, 99, 199])]) {
      for (let length = 0; length < image.length - 12; length += 3) {
        expect(() => decodeImage(image.subarray(0, length))).toThrow(
          expect.objectContaining({ code: 'not-an-image' }),
        );
      }
    }
  });

  test('never fails in any other way than by refusing, whatever bytes are damaged', () => {
    const images = [pngOf([9, 99, 199, 255]), jpegOf([9, 99, 199])];
    fc.assert(
      fc.property(fc.constantFrom(...images), fc.nat(), fc.nat(255), (image, at, byte) => {
        const damaged = Uint8Array.from(image);
        damaged[at % image.length] = byte;
        try {
          const { rows, columns, pixels } = decodeImage(damaged, 'x', {
            bytes: 1e6,
            pixels: 10_000,
          });
          expect(pixels.length).toBe(rows * columns);
          expect(pixels.every((luminance) => luminance >= 0 && luminance <= 1)).toBe(true);
        } catch (error) {
          expect(error).toMatchObject({
            code: expect.stringMatching(/^(not-an-image|too-large)$/),
          });
        }
      }),
      { numRuns: 300 },
    );
  });

  test('refuses huge images by their header alone', () => {
    const bomb = pngByHand(100_000, 100_000, false, Buffer.alloc(10));
    expect(() => decodeImage(bomb, 'bomb.png')).toThrow(
      'bomb.png: expected at most 25 million pixels; got 100000 x 100000',
    );
    const large = Uint8Array.from(jpegOf([0, 0, 0]));
    const frame = large.findIndex((byte, at) => byte === 0xff && large[at + 1] === 0xc0);
    large.set([0xff, 0xff, 0xff, 0xff], frame + 5);
    expect(() => decodeImage(large)).toThrow('got 65535 x 65535');
  });

  test('refuses interlaced PNG that unpack to more than their header says', () => {
    const bomb = pngByHand(4, 4, true, Buffer.alloc(10_000_000));
    expect(() => decodeImage(bomb)).toThrow(expect.objectContaining({ code: 'not-an-image' }));
  });

  test('refuses files with too many bytes before looking at them', () => {
    expect(() =>
      decodeImage(new Uint8Array(2 * 1024 * 1024), 'x.png', { bytes: 1024 * 1024, pixels: 9 }),
    ).toThrow('x.png: expected at most 1.0 MiB; got 2.0 MiB');
  });
});
