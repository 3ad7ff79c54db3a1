import type { NamedTensors, Tensor } from '../agent.ts';
import { HelmholtzError } from '../errors.ts';

/** Tensors with the texts that travel with them. */
export interface Safetensors {
  readonly tensors: NamedTensors;
  readonly metadata: Readonly<Record<string, string>>;
}

const BYTES_OF_TYPE: Readonly<Record<string, 4 | 8>> = { F32: 4, F64: 8 };
const METADATA = '__metadata__';
/** Bytes in front that hold the length of the header. */
const PREFIX = 8;
const LARGEST_HEADER = 1_000_000;

/**
 * Packs tensors into the safetensors layout: the length of a JSON header (8 bytes), the header, then the numbers, all
 * little-endian. The same tensors and texts give the same bytes in whatever order they come: wide types first (so that
 * everything is aligned), then by name.
 *
 * @throws {HelmholtzError} `bad-weights` if a shape does not match its data or a name is reserved.
 * @see https://huggingface.co/docs/safetensors for the layout
 */
export function encodeSafetensors(
  tensors: NamedTensors,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  // Without a prototype, a tensor may have any name, "__proto__" included.
  const header = Object.create(null) as Record<string, unknown>;
  if (Object.keys(metadata).length > 0) {
    header[METADATA] = Object.fromEntries(Object.entries(metadata).sort(byName));
  }
  const ordered = [...tensors].sort(
    (a, b) => b[1].data.BYTES_PER_ELEMENT - a[1].data.BYTES_PER_ELEMENT || byName(a, b),
  );
  let end = 0;
  for (const [name, { shape, data }] of ordered) {
    if (name === METADATA) refuse('weights', `"${METADATA}" cannot be the name of a tensor`);
    if (data.length !== sizeOf(shape)) {
      refuse('weights', `${name}: expected ${sizeOf(shape)} numbers; got ${data.length}`);
    }
    const begin = end;
    end += data.byteLength;
    header[name] = { dtype: typeOf(data), shape: [...shape], data_offsets: [begin, end] };
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const headerLength = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(PREFIX + headerLength + end);
  bytes.fill(0x20, PREFIX, PREFIX + headerLength);
  bytes.set(text, PREFIX);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(headerLength), true);
  let at = PREFIX + headerLength;
  for (const [, { data }] of ordered) {
    const wide = data.BYTES_PER_ELEMENT === 8;
    for (const number of data) {
      if (wide) view.setFloat64(at, number, true);
      else view.setFloat32(at, number, true);
      at += data.BYTES_PER_ELEMENT;
    }
  }
  return bytes;
}

/**
 * Unpacks tensors from the safetensors layout, copying the numbers. Only F32 and F64 are known here. Every byte must
 * belong to exactly one tensor.
 *
 * @param place What the bytes are, for the error message, for example a path.
 * @throws {HelmholtzError} `bad-weights` naming what is wrong: truncated, overlapping, wrong type, and so on.
 */
export function decodeSafetensors(bytes: Uint8Array, place = 'weights'): Safetensors {
  if (bytes.length < PREFIX) {
    refuse(place, `expected at least ${PREFIX} bytes; got ${bytes.length}: truncated`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerLength = Number(view.getBigUint64(0, true));
  if (headerLength > LARGEST_HEADER) {
    refuse(place, `expected a header of at most ${LARGEST_HEADER} bytes; got ${headerLength}`);
  }
  const start = PREFIX + headerLength;
  if (start > bytes.length) {
    refuse(place, `expected a header of ${headerLength} bytes; the file is truncated`);
  }
  const { [METADATA]: texts = {}, ...entries } = parseHeader(bytes.subarray(PREFIX, start), place);
  const tensors = new Map<string, Tensor>();
  const placed = Object.entries(entries)
    .map(([name, entry]) => ({ name, ...parseEntry(entry, `${place}: ${name}`) }))
    .sort((a, b) => a.begin - b.begin || a.end - b.end);
  let end = 0;
  for (const entry of placed) {
    if (entry.begin !== end) {
      const fault = entry.begin < end ? 'overlaps another tensor' : 'leaves a gap';
      refuse(
        place,
        `${entry.name}: expected to begin at byte ${end}, got ${entry.begin}: ${fault}`,
      );
    }
    end = entry.end;
  }
  if (start + end !== bytes.length) {
    const fault = start + end > bytes.length ? 'truncated' : 'bytes left over';
    refuse(place, `expected ${start + end} bytes; got ${bytes.length}: ${fault}`);
  }
  for (const { name, type, shape, begin } of placed) {
    const size = sizeOf(shape);
    const data = type === 'F64' ? new Float64Array(size) : new Float32Array(size);
    for (let index = 0; index < size; index++) {
      const at = start + begin + index * data.BYTES_PER_ELEMENT;
      data[index] = type === 'F64' ? view.getFloat64(at, true) : view.getFloat32(at, true);
    }
    tensors.set(name, { shape, data });
  }
  return { tensors, metadata: parseMetadata(texts, place) };
}

interface Entry {
  readonly type: string;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

function parseHeader(text: Uint8Array, place: string): Readonly<Record<string, unknown>> {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text));
  } catch {
    // Reported below: what is not JSON is not an object either.
  }
  if (!isRecord(header)) return refuse(place, 'expected a header that is a JSON object');
  return header;
}

function parseMetadata(texts: unknown, place: string): Record<string, string> {
  const fault = `expected ${METADATA} to hold texts only`;
  if (!isRecord(texts)) return refuse(place, fault);
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [
      name,
      typeof text === 'string' ? text : refuse(place, fault),
    ]),
  );
}

function parseEntry(entry: unknown, place: string): Entry {
  if (!isRecord(entry)) return refuse(place, 'expected dtype, shape and data_offsets');
  const { dtype, shape, data_offsets: offsets } = entry;
  const width = typeof dtype === 'string' ? BYTES_OF_TYPE[dtype] : undefined;
  if (typeof dtype !== 'string' || width === undefined) {
    return refuse(place, `expected dtype F32 or F64; got ${shown(dtype)}`);
  }
  if (!isListOfSizes(shape)) {
    return refuse(place, `expected a shape of whole numbers; got ${shown(shape)}`);
  }
  if (!isListOfSizes(offsets) || offsets.length !== 2) {
    return refuse(place, `expected two data_offsets; got ${shown(offsets)}`);
  }
  const [begin = 0, end = 0] = offsets;
  if (end - begin !== sizeOf(shape) * width) {
    return refuse(
      place,
      `expected ${sizeOf(shape) * width} bytes for ${dtype} [${shape.join(', ')}]; got ${end - begin}`,
    );
  }
  return { type: dtype, shape, begin, end };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isListOfSizes(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}

function shown(value: unknown): string {
  return value === undefined ? 'none' : JSON.stringify(value);
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, extent) => size * extent, 1);
}

function typeOf(data: Tensor['data']): string {
  return data.BYTES_PER_ELEMENT === 8 ? 'F64' : 'F32';
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function refuse(place: string, fault: string): never {
  throw new HelmholtzError('bad-weights', `${place}: ${fault}`);
}
