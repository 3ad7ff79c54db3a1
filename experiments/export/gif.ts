import gifenc, { type Palette } from 'gifenc';
import { type ColouredPicture, type ColourPlanes, interleaved } from '../colour.ts';

const LEVELS = 256;

/**
 * Pictures as an animated GIF, shown again and again: in 256 greys, or, where they have colours, in 256 colours of its own
 * for each picture, the nearest ones where it has more. Samples are linear, as luminance is. The format counts hundredths of
 * a second, and most programs show nothing faster than 50 frames per second: times are rounded so that no error adds up.
 *
 * @throws {RangeError} if there is no picture or sizes differ.
 */
export function encodeGif(frames: Iterable<ColouredPicture>, framesPerSecond: number): Uint8Array {
  const encoder = gifenc.GIFEncoder();
  const greys = Array.from({ length: LEVELS }, (_, grey): [number, number, number] => [
    grey,
    grey,
    grey,
  ]);
  let first: ColouredPicture | null = null;
  let shown = 0;
  let count = 0;
  for (const frame of frames) {
    first ??= frame;
    if (frame.rows !== first.rows || frame.columns !== first.columns) {
      throw new RangeError(
        `gif: expected frames of ${first.columns} x ${first.rows}; got ${frame.columns} x ${frame.rows}`,
      );
    }
    count++;
    const end = Math.round((100 * count) / framesPerSecond);
    const hundredths = Math.max(1, end - shown);
    shown += hundredths;
    const { index, palette } =
      frame.colour === undefined
        ? { index: bytesOf(frame.pixels), ...(count === 1 ? { palette: greys } : {}) }
        : inOwnColours(frame.colour);
    encoder.writeFrame(index, frame.columns, frame.rows, {
      ...(palette === undefined ? {} : { palette }),
      delay: 10 * hundredths,
      repeat: 0,
    });
  }
  if (first === null) throw new RangeError('gif: expected at least one frame; got none');
  encoder.finish();
  return encoder.bytes();
}

function bytesOf(amounts: Float32Array): Uint8Array {
  return Uint8Array.from(Uint8ClampedArray.from(amounts, (amount) => amount * 255));
}

/** A picture as numbers of a palette of its own. */
function inOwnColours(colour: ColourPlanes): {
  readonly index: Uint8Array;
  readonly palette: Palette;
} {
  const samples = bytesOf(interleaved(colour));
  const numbers = new Map<number, number>();
  const palette: [number, number, number][] = [];
  const index = new Uint8Array(colour.red.length);
  for (let pixel = 0; pixel < index.length; pixel++) {
    const [red, green, blue] = [
      samples[3 * pixel]!,
      samples[3 * pixel + 1]!,
      samples[3 * pixel + 2]!,
    ];
    const key = (red << 16) | (green << 8) | blue;
    let number = numbers.get(key);
    if (number === undefined) {
      number = palette.push([red, green, blue]) - 1;
      if (number === LEVELS) return inNearestColours(samples);
      numbers.set(key, number);
    }
    index[pixel] = number;
  }
  return { index, palette };
}

/** More colours than a palette holds: brought down to those that are nearest on the whole. */
function inNearestColours(samples: Uint8Array): {
  readonly index: Uint8Array;
  readonly palette: Palette;
} {
  const opaque = new Uint8Array((samples.length / 3) * 4).fill(255);
  for (let pixel = 0; 3 * pixel < samples.length; pixel++) {
    opaque.set(samples.subarray(3 * pixel, 3 * pixel + 3), 4 * pixel);
  }
  const palette = gifenc.quantize(opaque, LEVELS);
  return { index: gifenc.applyPalette(opaque, palette), palette };
}
