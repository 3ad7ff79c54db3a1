import gifenc from 'gifenc';
import type { Picture } from '../../agents/index.ts';

const LEVELS = 256;

/**
 * Pictures as an animated GIF in 256 greys, shown again and again. The format counts hundredths of a second, and most
 * programs show nothing faster than 50 frames per second: times are rounded so that no error adds up.
 *
 * @throws {RangeError} if there is no picture or sizes differ.
 */
export function encodeGif(frames: Iterable<Picture>, framesPerSecond: number): Uint8Array {
  const encoder = gifenc.GIFEncoder();
  const palette = Array.from({ length: LEVELS }, (_, grey): [number, number, number] => [
    grey,
    grey,
    grey,
  ]);
  let first: Picture | null = null;
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
    encoder.writeFrame(
      Uint8Array.from(Uint8ClampedArray.from(frame.pixels, (luminance) => luminance * 255)),
      frame.columns,
      frame.rows,
      { ...(count === 1 ? { palette } : {}), delay: 10 * hundredths, repeat: 0 },
    );
  }
  if (first === null) throw new RangeError('gif: expected at least one frame; got none');
  encoder.finish();
  return encoder.bytes();
}
