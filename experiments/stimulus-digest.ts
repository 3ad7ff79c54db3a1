import { createHash } from 'node:crypto';
import { type ColourPlanes, PRIMARIES } from './colour.ts';
import type { Masks } from './stimulus.ts';

/**
 * SHA-256 of a drawn stimulus: its size, its pixels as 32-bit floats, its masks in the order of their names, and its
 * colours where it has any, all with the lowest byte first. Equal for equal pictures, whatever drew them.
 */
export function drawnDigest({
  rows,
  columns,
  pixels,
  masks,
  colour,
}: {
  readonly rows: number;
  readonly columns: number;
  readonly pixels: Float32Array;
  readonly masks: Masks;
  readonly colour?: ColourPlanes | undefined;
}): string {
  const hash = createHash('sha256').update(`${rows} x ${columns}\n`).update(littleEndian(pixels));
  for (const [name, mask] of Object.entries(masks).sort(([one], [other]) =>
    one < other ? -1 : 1,
  )) {
    hash.update(`${name}\n`).update(littleEndian(mask));
  }
  if (colour !== undefined) {
    for (const primary of PRIMARIES)
      hash.update(`${primary}\n`).update(littleEndian(colour[primary]));
  }
  return hash.digest('hex');
}

const IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

function littleEndian(values: Float32Array | Uint16Array): Uint8Array {
  const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  if (IS_LITTLE_ENDIAN) return bytes;
  const copy = Buffer.from(bytes);
  return values.BYTES_PER_ELEMENT === 4 ? copy.swap32() : copy.swap16();
}
