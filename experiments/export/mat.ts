/** A variable of a MAT file: text, or numbers with their shape, the last index running fastest. */
export type MatVariable =
  | string
  | {
      readonly shape: readonly number[];
      readonly values: Float32Array | Float64Array | Uint16Array;
    };

/** Codes of the format: data types of elements, and classes of arrays. */
const INT8 = 1;
const UINT16 = 4;
const INT32 = 5;
const UINT32 = 6;
const SINGLE = 7;
const DOUBLE = 9;
const MATRIX = 14;
const CLASS = { char: 4, double: 6, single: 7, uint16: 11 } as const;

/**
 * Variables as a MATLAB file, version 5, not compressed. Numbers are turned into MATLAB's order, the first index running
 * fastest.
 *
 * @param description At most 116 characters at the head of the file.
 * @throws {RangeError} for a name that is no identifier of at most 63 characters.
 * @see MathWorks, MAT-File Format, https://www.mathworks.com/help/pdf_doc/matlab/matfile_format.pdf
 */
export function encodeMat(
  variables: Readonly<Record<string, MatVariable>>,
  description: string,
): Uint8Array {
  const header = new Uint8Array(128).fill(0x20);
  header.set(new TextEncoder().encode(`MATLAB 5.0 MAT-file, ${description}`).slice(0, 116));
  header.fill(0, 116, 124);
  // Version 0x0100, and 'MI' as a number whose first byte tells the order of bytes.
  header.set([0x00, 0x01, 0x49, 0x4d], 124);
  return joined([header, ...Object.entries(variables).map(([name, value]) => matrix(name, value))]);
}

function matrix(name: string, variable: MatVariable): Uint8Array {
  if (!/^[A-Za-z][A-Za-z0-9_]{0,62}$/.test(name)) {
    throw new RangeError(`mat: expected a name of letters, digits and _; got "${name}"`);
  }
  const { kind, shape, data } = contentOf(variable);
  const flags = element(
    UINT32,
    bytesOf(8, (view) => view.setUint32(0, CLASS[kind], true)),
  );
  const dimensions = element(
    INT32,
    bytesOf(4 * shape.length, (view) =>
      shape.forEach((size, index) => view.setInt32(4 * index, size, true)),
    ),
  );
  const label = element(INT8, new TextEncoder().encode(name));
  return element(MATRIX, joined([flags, dimensions, label, data]));
}

function contentOf(variable: MatVariable): {
  readonly kind: keyof typeof CLASS;
  readonly shape: readonly number[];
  readonly data: Uint8Array;
} {
  if (typeof variable === 'string') {
    const data = bytesOf(2 * variable.length, (view) => {
      for (let index = 0; index < variable.length; index++) {
        view.setUint16(2 * index, variable.charCodeAt(index), true);
      }
    });
    return { kind: 'char', shape: [1, variable.length], data: element(UINT16, data) };
  }
  const { values } = variable;
  const shape = variable.shape.length === 1 ? [1, ...variable.shape] : variable.shape;
  const order = firstIndexFastest(shape);
  const size = values.BYTES_PER_ELEMENT;
  const data = bytesOf(size * values.length, (view) => {
    order.forEach((from, to) => {
      const value = values[from] ?? 0;
      if (values instanceof Float64Array) view.setFloat64(size * to, value, true);
      else if (values instanceof Float32Array) view.setFloat32(size * to, value, true);
      else view.setUint16(size * to, value, true);
    });
  });
  if (values instanceof Float64Array) return { kind: 'double', shape, data: element(DOUBLE, data) };
  return values instanceof Float32Array
    ? { kind: 'single', shape, data: element(SINGLE, data) }
    : { kind: 'uint16', shape, data: element(UINT16, data) };
}

/** For each place in MATLAB's order: where its value lies in ours. */
function firstIndexFastest(shape: readonly number[]): Uint32Array {
  const length = shape.reduce((product, size) => product * size, 1);
  const strides = shape.map((_, axis) =>
    shape.slice(axis + 1).reduce((product, size) => product * size, 1),
  );
  return Uint32Array.from({ length }, (_, to) => {
    let rest = to;
    let from = 0;
    shape.forEach((size, axis) => {
      from += (rest % size) * (strides[axis] ?? 0);
      rest = Math.floor(rest / size);
    });
    return from;
  });
}

/** Type, length and content, filled up to whole groups of eight bytes. */
function element(type: number, content: Uint8Array): Uint8Array {
  const padded = Math.ceil(content.length / 8) * 8;
  const bytes = new Uint8Array(8 + padded);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, type, true);
  view.setUint32(4, content.length, true);
  bytes.set(content, 8);
  return bytes;
}

function bytesOf(length: number, write: (view: DataView) => void): Uint8Array {
  const bytes = new Uint8Array(length);
  write(new DataView(bytes.buffer));
  return bytes;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
