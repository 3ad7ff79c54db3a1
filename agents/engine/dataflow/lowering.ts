import type { BufferDeclaration, BufferId, Program } from '../../program/program.ts';
import type { Attribute, Constant, Graph, Value } from './graph.ts';

/** The dimensions of a matrix. */
export interface Size {
  readonly rows: number;
  readonly columns: number;
}

/**
 * Where operations are written down as nodes. Buffers are overwritten again and again; tensors never are, so this
 * remembers which tensor a buffer holds at present.
 */
export interface Lowering {
  /** The first `rows x columns` numbers of a buffer, as they are at this point. */
  readonly read: (buffer: BufferId, size: Size) => string;
  /** Overwrites the first numbers of a buffer. */
  readonly write: (buffer: BufferId, name: string, size: Size) => void;
  /** The constant entries of an index buffer. */
  readonly indices: (buffer: BufferId) => Int32Array;
  /** The dimensions in which `length` numbers of a buffer lie at this point, so that most need not be reshaped. */
  readonly sizeOf: (buffer: BufferId, length: number) => Size;
  /** Whether a row is known to be all ones, now and whenever the graph runs. */
  readonly isOnes: (buffer: BufferId) => boolean;
  /** The tensor that this one is the transpose of; `null` if it is none. */
  readonly untransposed: (name: string) => string | null;
  /** Remembers that `name` is the transpose of another tensor. */
  readonly noteTransposed: (name: string, of: string) => void;
  /** Numbers in double precision by trace column; the column holds the largest of them. */
  readonly trace: Map<number, readonly string[]>;
  /** The product of two matrices that a tensor is, with a row added to it; `null` if it is no bare product. */
  readonly productPlusRow: (name: string, row: string) => string | null;
  readonly node: (
    operator: string,
    inputs: readonly string[],
    attributes?: Readonly<Record<string, Attribute>>,
  ) => string;
  readonly constant: (data: Constant, dimensions: readonly number[]) => string;
  /** One number as a constant. */
  readonly scalar: (value: number, type?: 'float32' | 'float64') => string;
  /** The sum over an axis (kept, of length 1). */
  readonly reduce: (
    operator: 'ReduceSum' | 'ReduceSumSquare' | 'ReduceMax',
    from: string,
    axis: 0 | 1,
  ) => string;
  /** Buffers written so far. */
  readonly written: () => readonly BufferId[];
  /** What a buffer holds now, fit to be an output of the graph. */
  readonly output: (buffer: BufferId) => Value;
}

const INPUT_PREFIX = 'buffer ';

/** The buffer that an input of a graph stands for. */
export function bufferOfInput(name: string): BufferId {
  return Number(name.slice(INPUT_PREFIX.length));
}

/** Begins to write operations of a program into a graph. */
export function createLowering(
  program: Program,
  graph: Graph,
  isOnes: (buffer: BufferId) => boolean,
): Lowering {
  const present = new Map<BufferId, Value>();
  const changed = new Set<BufferId>();
  const transposes = new Map<string, string>();
  const exported = new Set<string>();
  const declared = (buffer: BufferId): BufferDeclaration => program.buffers[buffer]!;
  const node = graph.node;

  const current = (buffer: BufferId): Value => {
    const known = present.get(buffer);
    if (known !== undefined) return known;
    const { rows, columns } = declared(buffer);
    const value = graph.input(`${INPUT_PREFIX}${buffer}`, rows, columns);
    present.set(buffer, value);
    return value;
  };
  const whole = (dimensions: readonly number[]): string =>
    graph.constant(BigInt64Array.from(dimensions, BigInt), [dimensions.length]);
  const reshaped = (value: Value, { rows, columns }: Size): string =>
    value.rows === rows && value.columns === columns
      ? value.name
      : node('Reshape', [value.name, whole([rows, columns])]);
  const sliced = (value: Value, from: number, to: number): string => {
    const flat = reshaped(value, { rows: 1, columns: value.rows * value.columns });
    return node('Slice', [flat, whole([from]), whole([to]), whole([1])]);
  };

  return {
    read: (buffer, size) => {
      const value = current(buffer);
      const length = size.rows * size.columns;
      if (length === value.rows * value.columns) return reshaped(value, size);
      return reshaped({ name: sliced(value, 0, length), rows: 1, columns: length }, size);
    },
    write: (buffer, name, size) => {
      const { rows, columns } = declared(buffer);
      const length = size.rows * size.columns;
      changed.add(buffer);
      if (length === rows * columns) {
        present.set(buffer, { name, ...size });
        return;
      }
      const all = { rows: 1, columns: rows * columns };
      const rest = sliced(current(buffer), length, rows * columns);
      const first = reshaped({ name, ...size }, { rows: 1, columns: length });
      present.set(buffer, { name: node('Concat', [first, rest], { axis: { int: 1 } }), ...all });
    },
    indices: (buffer) => declared(buffer).indices!,
    sizeOf: (buffer, length) => {
      const { rows, columns } = present.get(buffer) ?? declared(buffer);
      return rows * columns === length ? { rows, columns } : { rows: 1, columns: length };
    },
    isOnes,
    untransposed: (name) => transposes.get(name) ?? null,
    noteTransposed: (name, of) => {
      transposes.set(name, of);
    },
    productPlusRow: (name, row) => {
      const found = graph.find(name);
      if (found?.operator !== 'Gemm' || found.inputs.length > 2) return null;
      return node('Gemm', [...found.inputs, row], found.attributes);
    },
    trace: new Map(),
    node,
    constant: graph.constant,
    scalar: (value, type = 'float32') =>
      graph.constant(type === 'float32' ? Float32Array.of(value) : Float64Array.of(value), [1, 1]),
    reduce: (operator, from, axis) =>
      node(operator, [from, whole([axis])], { keepdims: { int: 1 } }),
    written: () => [...changed],
    output: (buffer) => {
      const value = current(buffer);
      // A graph gives each output a tensor of its own, which no input is.
      const isTaken = exported.has(value.name) || !/^[A-Z]/.test(value.name);
      const name = isTaken
        ? node('Identity', [value.name], { output: { int: buffer } })
        : value.name;
      exported.add(name);
      return { ...value, name };
    },
  };
}
