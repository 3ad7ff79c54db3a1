import type { FrameHeader, PlaneHeader } from './frame-header.ts';
import { addressOf, type Address, type AddressParts } from './quantities.ts';
import { PROTOCOL_VERSION } from './version.ts';

/**
 * One picture of the beliefs: a header, and planes of numbers by address. On the wire the planes are one binary buffer
 * of little-endian 32-bit floats, one plane after the other.
 */
export interface Frame {
  readonly header: FrameHeader;
  readonly planes: ReadonlyMap<Address, Float32Array>;
}

/** A frame as it travels. */
export interface EncodedFrame {
  readonly header: FrameHeader;
  readonly buffer: Uint8Array;
}

/** A range of the units of every plane. */
export interface Region {
  /** First unit. */
  readonly first: number;
  /** Most units; fewer where a level ends before. */
  readonly count: number;
}

/** Packs planes into one buffer; the header's `planes` and `version` are filled in here. */
export function encodeFrame(
  header: Omit<FrameHeader, 'planes' | 'version'>,
  planes: Iterable<readonly [AddressParts, ArrayLike<number>]>,
): EncodedFrame {
  const entries = [...planes];
  const total = entries.reduce((sum, [, values]) => sum + values.length, 0);
  const floats = new Float32Array(total);
  const planeHeaders: PlaneHeader[] = [];
  let offset = 0;
  for (const [parts, values] of entries) {
    floats.set(values, offset);
    planeHeaders.push({
      address: addressOf(parts),
      level: parts.level,
      quantity: parts.quantity,
      offset,
      length: values.length,
      first: 0,
    });
    offset += values.length;
  }
  return {
    header: { ...header, version: PROTOCOL_VERSION, planes: planeHeaders },
    buffer: new Uint8Array(floats.buffer),
  };
}

/**
 * The part of a frame that somebody asked for. Addresses that the frame does not have are left out, and a region is cut
 * to the units that are there.
 */
export function selectPlanes(
  frame: EncodedFrame,
  addresses: ReadonlySet<Address>,
  region: Region | null = null,
): EncodedFrame {
  const planes: PlaneHeader[] = [];
  const parts: Uint8Array[] = [];
  let offset = 0;
  for (const plane of frame.header.planes) {
    if (!addresses.has(plane.address)) continue;
    const first = Math.min(region?.first ?? 0, plane.length);
    const length = Math.min(region?.count ?? plane.length, plane.length - first);
    const start = (plane.offset + first) * 4;
    parts.push(frame.buffer.subarray(start, start + length * 4));
    planes.push({ ...plane, offset, length, first: plane.first + first });
    offset += length;
  }
  const buffer = new Uint8Array(offset * 4);
  planes.forEach((plane, index) => {
    buffer.set(parts[index] ?? [], plane.offset * 4);
  });
  return { header: { ...frame.header, planes }, buffer };
}

/**
 * Unpacks a frame. The buffer may start at any offset of a larger one (Node hands out such views), so it is copied.
 *
 * @throws {RangeError} if the version is not ours or a plane reaches beyond the buffer.
 */
export function decodeFrame(header: FrameHeader, buffer: ArrayBuffer | Uint8Array): Frame {
  if (header.version !== PROTOCOL_VERSION) {
    throw new RangeError(
      `decodeFrame: expected version ${PROTOCOL_VERSION}; got ${header.version}`,
    );
  }
  const bytes = ArrayBuffer.isView(buffer) ? buffer : new Uint8Array(buffer);
  const copy = new Uint8Array(bytes.byteLength);
  copy.set(bytes);
  const floats = new Float32Array(copy.buffer, 0, Math.floor(copy.byteLength / 4));
  const planes = new Map<Address, Float32Array>();
  for (const { address, offset, length } of header.planes) {
    const inside = isCount(offset) && isCount(length) && offset + length <= floats.length;
    if (!inside) {
      throw new RangeError(
        `decodeFrame: plane ${address} expected within ${floats.length} floats; got ${offset}..${offset + length}`,
      );
    }
    planes.set(address, floats.subarray(offset, offset + length));
  }
  return { header, planes };
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}
