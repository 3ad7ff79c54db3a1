import { inflateSync } from 'node:zlib';
import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import { HelmholtzError, type Picture } from '../../agents/index.ts';
import type { ColouredPicture } from '../colour.ts';
import { type ImageHeader, imageFormat, readImageHeader } from './image-header.ts';

/** How large an image may be. */
export interface ImageLimits {
  /** Largest file, in bytes. */
  readonly bytes: number;
  /** Largest rows x columns. */
  readonly pixels: number;
}

/** Limits of images on the command line; a server that decodes for strangers passes smaller ones. */
export const IMAGE_LIMITS: ImageLimits = { bytes: 32 * 1024 * 1024, pixels: 25_000_000 };

/** Luminance of what shines through transparent pixels. */
const MID_GREY = 0.5;

/**
 * Luminance of a PNG or JPEG image of any colour type, from 0 (black) to 1 (white):
 *
 *   Y = 0.2126 R + 0.7152 G + 0.0722 B     (weights of Rec. ITU-R BT.709)
 *
 * of the values as stored, which are gamma-encoded: Y is what is called luma, and follows perceived lightness more
 * closely than linear intensity. Transparent pixels are laid over mid-grey. Images are read at 8 bits a channel;
 * colour profiles and EXIF orientation are not applied.
 *
 * Size is checked in the header, before anything is unpacked, so that a small file cannot fill the memory.
 *
 * @param place What the bytes are, for the error message, for example a path.
 * @throws {HelmholtzError} `too-large`, or `not-an-image` if it is neither PNG nor JPEG or is damaged or truncated.
 */
export function decodeImage(
  bytes: Uint8Array,
  place = 'image',
  limits: ImageLimits = IMAGE_LIMITS,
): Picture {
  return luminanceOf(checkedImage(bytes, place, limits));
}

/**
 * As {@link decodeImage}, with the red, green and blue as they are stored, unless the whole image is grey.
 *
 * @throws {HelmholtzError} as {@link decodeImage}.
 */
export function decodeColouredImage(
  bytes: Uint8Array,
  place = 'image',
  limits: ImageLimits = IMAGE_LIMITS,
): ColouredPicture {
  const image = checkedImage(bytes, place, limits);
  const { data } = image;
  const picture = luminanceOf(image);
  const plane = (channel: 0 | 1 | 2): Float32Array =>
    Float32Array.from(picture.pixels, (_, pixel) => {
      const opacity = data[4 * pixel + 3]! / 255;
      return opacity * (data[4 * pixel + channel]! / 255) + (1 - opacity) * MID_GREY;
    });
  const colour = { red: plane(0), green: plane(1), blue: plane(2) };
  const isGrey = colour.red.every(
    (amount, pixel) => amount === colour.green[pixel] && amount === colour.blue[pixel],
  );
  return isGrey ? picture : { ...picture, colour };
}

/** An image within its limits, unpacked. */
function checkedImage(bytes: Uint8Array, place: string, limits: ImageLimits): RgbaImage {
  if (bytes.length > limits.bytes) {
    throw new HelmholtzError(
      'too-large',
      `${place}: expected at most ${megabytes(limits.bytes)}; got ${megabytes(bytes.length)}`,
    );
  }
  const header = readImageHeader(bytes);
  if (header === null) {
    throw new HelmholtzError(
      'not-an-image',
      imageFormat(bytes) === null
        ? `${place}: expected a PNG or JPEG image; got ${contentOf(bytes)}`
        : `${place}: expected a whole image; the file is truncated or damaged`,
    );
  }
  const { rows, columns } = header;
  if (rows === 0 || columns === 0) {
    throw new HelmholtzError('not-an-image', `${place}: the image is ${columns} x ${rows} pixels`);
  }
  if (rows * columns > limits.pixels) {
    throw new HelmholtzError(
      'too-large',
      `${place}: expected at most ${limits.pixels / 1e6} million pixels; got ${columns} x ${rows}`,
    );
  }
  return unpack(bytes, header, place);
}

/** Colours and opacity, four bytes a pixel. */
interface RgbaImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

function unpack(bytes: Uint8Array, header: ImageHeader, place: string): RgbaImage {
  let image: RgbaImage | null = null;
  let cause: unknown;
  try {
    image = header.format === 'png' ? unpackPng(bytes, header) : unpackJpeg(bytes, header);
  } catch (error) {
    cause = error;
  }
  if (image?.width !== header.columns || image.height !== header.rows) {
    throw new HelmholtzError(
      'not-an-image',
      `${place}: expected a whole ${header.format.toUpperCase()} image; the file is truncated or damaged`,
      { cause },
    );
  }
  return image;
}

function unpackPng(bytes: Uint8Array, { rows, columns }: ImageHeader): RgbaImage {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { packed, ended } = walkPngChunks(buffer);
  if (!ended) throw new Error('no IEND chunk');
  const INTERLACED = 1;
  if (buffer[28] === INTERLACED) {
    // pngjs unpacks interlaced images without a bound: make sure first that there is one. Seven passes of at most
    // 8 bytes a pixel with one byte a row are below this.
    inflateSync(packed, { maxOutputLength: 8 * rows * columns + 7 * (rows + columns + 8) });
  }
  return PNG.sync.read(buffer);
}

/** The compressed pixels of a PNG, and whether the file goes on to its end mark. */
function walkPngChunks(buffer: Buffer): { readonly packed: Buffer; readonly ended: boolean } {
  const parts: Buffer[] = [];
  let at = 8;
  while (at + 12 <= buffer.length) {
    const length = buffer.readUInt32BE(at);
    const type = buffer.toString('latin1', at + 4, at + 8);
    if (type === 'IEND') return { packed: Buffer.concat(parts), ended: true };
    if (type === 'IDAT') parts.push(buffer.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return { packed: Buffer.concat(parts), ended: false };
}

function unpackJpeg(bytes: Uint8Array, { rows, columns }: ImageHeader): RgbaImage {
  return jpeg.decode(bytes, {
    useTArray: true,
    formatAsRGBA: true,
    tolerantDecoding: false,
    maxResolutionInMP: (rows * columns) / 1e6,
    maxMemoryUsageInMB: 1024,
  });
}

function luminanceOf({ width, height, data }: RgbaImage): Picture {
  const pixels = new Float32Array(width * height);
  for (let pixel = 0; pixel < pixels.length; pixel++) {
    const red = data[4 * pixel]!;
    const green = data[4 * pixel + 1]!;
    const blue = data[4 * pixel + 2]!;
    const opacity = data[4 * pixel + 3]! / 255;
    const luminance = (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
    pixels[pixel] = Math.min(1, opacity * luminance + (1 - opacity) * MID_GREY);
  }
  return { rows: height, columns: width, pixels };
}

function contentOf(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'an empty file';
  const head = bytes.subarray(0, 12);
  const name = String.fromCharCode(...head);
  if (name.startsWith('GIF8')) return 'a GIF image';
  if (name.startsWith('RIFF') && name.endsWith('WEBP')) return 'a WebP image';
  if (name.startsWith('BM')) return 'a BMP image';
  if (name.startsWith('II*\0') || name.startsWith('MM\0*')) return 'a TIFF image';
  if (name.startsWith('%PDF')) return 'a PDF document';
  return [...head].every((byte) => byte >= 9 && byte < 127) ? 'text' : 'other data';
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}
