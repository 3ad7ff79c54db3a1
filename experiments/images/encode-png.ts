import { PNG } from 'pngjs';
import type { Picture } from '../../agents/index.ts';
import { type Colour, sequentialColour, signedColour } from './colour-maps.ts';

const GREY = 0;
const RGB = 2;

/** A grey PNG, 8 bits: luminance 0 is black, 1 is white; values outside are clipped. */
export function encodeGreyPng({ rows, columns, pixels }: Picture): Uint8Array {
  const png = new PNG({ width: columns, height: rows });
  png.data = Buffer.from(Uint8ClampedArray.from(pixels, (luminance) => luminance * 255));
  return PNG.sync.write(png, { colorType: GREY, inputColorType: GREY, inputHasAlpha: false });
}

/** A grey PNG, 16 bits: luminance 0 is 0, 1 is 65535; values outside are clipped. */
export function encodeGrey16Png({ rows, columns, pixels }: Picture): Uint8Array {
  const png = new PNG({ width: columns, height: rows });
  // The encoder takes samples of 16 bits in the order of this machine.
  const samples = Uint16Array.from(pixels, (luminance) =>
    Math.round(65_535 * Math.min(1, Math.max(0, luminance))),
  );
  png.data = Buffer.from(samples.buffer);
  return PNG.sync.write(png, {
    colorType: GREY,
    inputColorType: GREY,
    inputHasAlpha: false,
    bitDepth: 16,
  });
}

/**
 * A colour PNG of a signed quantity such as prediction errors: orange is positive (more than predicted), purple is
 * negative, nearly white is zero.
 *
 * @param limit Absolute value that is drawn in full colour, > 0; the same one for pictures that are to be compared.
 */
export function encodeSignedPng(picture: Picture, limit: number): Uint8Array {
  return encodeColourPng(picture, (value) => signedColour(value / limit));
}

/**
 * A colour PNG of an unsigned quantity such as standard deviations: dark violet is zero, yellow is `limit` or more.
 *
 * @param limit Value that is drawn in the brightest colour, > 0.
 */
export function encodeSequentialPng(picture: Picture, limit: number): Uint8Array {
  return encodeColourPng(picture, (value) => sequentialColour(value / limit));
}

function encodeColourPng(
  { rows, columns, pixels }: Picture,
  colourOf: (value: number) => Colour,
): Uint8Array {
  const png = new PNG({ width: columns, height: rows });
  png.data = Buffer.alloc(3 * pixels.length);
  for (const [index, value] of pixels.entries()) png.data.set(colourOf(value), 3 * index);
  return PNG.sync.write(png, { colorType: RGB, inputColorType: RGB, inputHasAlpha: false });
}
