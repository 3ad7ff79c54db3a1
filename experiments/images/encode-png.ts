import { PNG } from 'pngjs';
import type { Picture } from '../../agents/index.ts';
import { type ColouredPicture, interleaved } from '../colour.ts';
import { type Colour, sequentialColour, signedColour } from './colour-maps.ts';

const GREY = 0;
const RGB = 2;

/** A grey PNG, 8 bits: luminance 0 is black, 1 is white; values outside are clipped. */
export function encodeGreyPng({ rows, columns, pixels }: Picture): Uint8Array {
  const png = new PNG({ width: columns, height: rows });
  png.data = Buffer.from(Uint8ClampedArray.from(pixels, (luminance) => luminance * 255));
  return PNG.sync.write(png, { colorType: GREY, inputColorType: GREY, inputHasAlpha: false });
}

/**
 * A PNG of a stimulus: grey, or red, green and blue where it has colours. The samples are linear, as luminance is: amounts
 * 0 are 0, amounts 1 are 255 (16 bits: 65535); values outside are clipped.
 */
export function encodeStimulusPng(picture: ColouredPicture, bits: 8 | 16 = 8): Uint8Array {
  const { rows, columns, pixels, colour } = picture;
  if (colour === undefined && bits === 8) return encodeGreyPng(picture);
  const samples = colour === undefined ? pixels : interleaved(colour);
  const most = 2 ** bits - 1;
  const whole = Uint16Array.from(samples, (amount) =>
    Math.round(most * Math.min(1, Math.max(0, amount))),
  );
  const png = new PNG({ width: columns, height: rows });
  // The encoder takes samples of 16 bits in the order of this machine.
  png.data = bits === 8 ? Buffer.from(whole) : Buffer.from(whole.buffer);
  const type = colour === undefined ? GREY : RGB;
  return PNG.sync.write(png, {
    colorType: type,
    inputColorType: type,
    inputHasAlpha: false,
    bitDepth: bits,
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
