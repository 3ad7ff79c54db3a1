/** What a NumPy file can hold of ours. */
export type NpyArray = Float32Array | Float64Array | Uint16Array | Uint8Array;

const ALIGNMENT = 64;
const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0] as const;

/**
 * An array as a NumPy file (`.npy`, format 1.0): lowest byte first, row by row.
 *
 * @param shape Its product is the length of the array.
 * @throws {RangeError} if it is not.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export function encodeNpy(values: NpyArray, shape: readonly number[]): Uint8Array {
  const length = shape.reduce((product, size) => product * size, 1);
  if (length !== values.length) {
    throw new RangeError(
      `npy: expected ${length} values for ${shape.join(' x ')}; got ${values.length}`,
    );
  }
  const size = values.BYTES_PER_ELEMENT;
  const type = `${size === 1 ? '|' : '<'}${values instanceof Uint16Array || values instanceof Uint8Array ? 'u' : 'f'}${size}`;
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const text = `{'descr': '${type}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const headerLength = Math.ceil((MAGIC.length + 2 + text.length + 1) / ALIGNMENT) * ALIGNMENT;
  const bytes = new Uint8Array(headerLength + size * values.length);
  const view = new DataView(bytes.buffer);
  bytes.set(MAGIC);
  view.setUint16(MAGIC.length, headerLength - MAGIC.length - 2, true);
  const header = `${text.padEnd(headerLength - MAGIC.length - 3)}\n`;
  bytes.set(new TextEncoder().encode(header), MAGIC.length + 2);
  values.forEach((value: number, index: number) => {
    const at = headerLength + size * index;
    if (values instanceof Float64Array) view.setFloat64(at, value, true);
    else if (values instanceof Float32Array) view.setFloat32(at, value, true);
    else if (values instanceof Uint16Array) view.setUint16(at, value, true);
    else view.setUint8(at, value);
  });
  return bytes;
}
