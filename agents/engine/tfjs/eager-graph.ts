import type * as TensorFlow from '@tensorflow/tfjs-core';
import { type Attribute, type Constant, type Graph, keyOfNode } from '../dataflow/graph.ts';
import { combineDoubles, type Doubles, sumDoubles } from './doubles.ts';

type Tensor = TensorFlow.Tensor;

/** What a name stands for: a tensor, numbers in double precision on the host, or whole numbers such as a shape. */
type Held =
  | { readonly kind: 'tensor'; readonly tensor: Tensor }
  | { readonly kind: 'doubles'; readonly doubles: Doubles }
  | { readonly kind: 'whole'; readonly numbers: readonly number[] };

/**
 * A graph whose nodes are computed as soon as they are asked for, with the operations of TensorFlow.js. Sums of energy
 * are taken on the host, in double precision, which TensorFlow.js has not.
 *
 * It is made within `tidy`, which frees what is not kept.
 */
export interface EagerGraph extends Graph {
  /** The tensor of a name. */
  readonly tensor: (name: string) => Tensor;
  /** The one number that a name stands for. */
  readonly number: (name: string) => number;
}

/** Starts a graph; `given` hands out the tensor of an input. */
export function createEagerGraph(
  library: typeof TensorFlow,
  given: (name: string) => Tensor,
): EagerGraph {
  const held = new Map<string, Held>();
  const known = new Map<string, string>();
  const remember = (key: string, make: () => Held): string => {
    const name = known.get(key);
    if (name !== undefined) return name;
    const result = `${key.slice(0, key.indexOf(' '))} ${held.size}`;
    held.set(result, make());
    known.set(key, result);
    return result;
  };
  const tensor = (name: string): Tensor => {
    const value = held.get(name)!;
    if (value.kind === 'tensor') return value.tensor;
    if (value.kind === 'whole') return library.tensor1d([...value.numbers], 'int32');
    const { rows, columns, data } = value.doubles;
    return library.tensor2d(Float32Array.from(data), [rows, columns]);
  };
  return {
    input: (name, rows, columns) => {
      held.set(name, { kind: 'tensor', tensor: given(name) });
      return { name, rows, columns };
    },
    constant: (data, dimensions) =>
      remember(`Constant ${data.constructor.name} ${dimensions.join('x')}: ${data.join(',')}`, () =>
        constant(library, data, dimensions),
      ),
    node: (operator, inputs, attributes = {}) =>
      remember(keyOfNode({ operator, inputs, attributes }), () => {
        const operands = inputs.map((name) => held.get(name)!);
        if (operands.some(({ kind }) => kind === 'doubles')) {
          return computeInDoubles(library, operator, operands, attributes);
        }
        return compute(library, {
          operator,
          attributes,
          operands,
          tensors: () => inputs.map(tensor),
        });
      }),
    // What is already computed cannot be rearranged.
    find: () => undefined,
    tensor,
    number: (name) => {
      const value = held.get(name)!;
      return value.kind === 'doubles' ? value.doubles.data[0]! : tensor(name).dataSync()[0]!;
    },
  };
}

function constant(library: typeof TensorFlow, data: Constant, dimensions: readonly number[]): Held {
  if (data instanceof BigInt64Array) return { kind: 'whole', numbers: Array.from(data, Number) };
  if (data instanceof Float64Array) {
    return { kind: 'doubles', doubles: { rows: 1, columns: data.length, data } };
  }
  const type = data instanceof Int32Array ? 'int32' : 'float32';
  return { kind: 'tensor', tensor: library.tensor(data, [...dimensions], type) };
}

const DOUBLE = 11;

interface Computation {
  readonly operator: string;
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly operands: readonly Held[];
  readonly tensors: () => readonly Tensor[];
}

function integer(attributes: Readonly<Record<string, Attribute>>, name: string): number {
  const attribute = attributes[name];
  return attribute !== undefined && 'int' in attribute ? attribute.int : 0;
}

function wholeNumbers(operand: Held | undefined): number[] {
  if (operand?.kind !== 'whole') throw new Error('tfjs: expected whole numbers');
  return [...operand.numbers];
}

function doublesOf(operand: Held): Doubles {
  if (operand.kind === 'doubles') return operand.doubles;
  if (operand.kind === 'whole') throw new Error('tfjs: expected numbers; got a shape');
  const { tensor } = operand;
  const [rows = 1, columns = 1] = tensor.shape;
  return { rows, columns, data: Float64Array.from(tensor.dataSync()) };
}

const DOUBLE_OPERATIONS: Readonly<Record<string, (...numbers: readonly number[]) => number>> = {
  Mul: (a, b) => a * b,
  Add: (a, b) => a + b,
  Sub: (a, b) => a - b,
  Div: (a, b) => a / b,
  Abs: (a) => Math.abs(a),
  Log: (a) => Math.log(a),
  Equal: (a, b) => (a === b ? 1 : 0),
  Less: (a, b) => (a < b ? 1 : 0),
  Where: (condition, a, b) => (condition === 1 ? a : b),
};

function computeInDoubles(
  library: typeof TensorFlow,
  operator: string,
  operands: readonly Held[],
  attributes: Readonly<Record<string, Attribute>>,
): Held {
  if (operator === 'Cast' && integer(attributes, 'to') !== DOUBLE) {
    const { rows, columns, data } = doublesOf(operands[0]!);
    return { kind: 'tensor', tensor: library.tensor2d(Float32Array.from(data), [rows, columns]) };
  }
  if (operator === 'ReduceSum') {
    return { kind: 'doubles', doubles: sumDoubles(doublesOf(operands[0]!)) };
  }
  const combine = DOUBLE_OPERATIONS[operator];
  if (combine === undefined) throw new Error(`tfjs: no ${operator} in double precision`);
  return { kind: 'doubles', doubles: combineDoubles(operands.map(doublesOf), combine) };
}

type Unary = (x: Tensor) => Tensor;
type Binary = (x: Tensor, y: Tensor) => Tensor;

function compute(library: typeof TensorFlow, computation: Computation): Held {
  const { operator, attributes, operands, tensors } = computation;
  const unary: Readonly<Record<string, Unary>> = {
    Identity: (x) => library.clone(x),
    Neg: library.neg,
    Abs: library.abs,
    // The WebAssembly backend has a sign for what is not a number.
    Sign: (x) => library.where(library.isNaN(x), x, library.sign(x)),
    Log: library.log,
    Exp: library.exp,
    Erf: library.erf,
    Sqrt: library.sqrt,
    Tanh: library.tanh,
    Sigmoid: library.sigmoid,
    Relu: library.relu,
    IsNaN: library.isNaN,
    Transpose: (x) => library.transpose(x),
  };
  const binary: Readonly<Record<string, Binary>> = {
    Add: library.add,
    Sub: library.sub,
    Mul: library.mul,
    Div: library.div,
    Max: library.maximum,
    Min: library.minimum,
    And: library.logicalAnd,
    Equal: library.equal,
    Less: library.less,
    Greater: library.greater,
    GreaterOrEqual: library.greaterEqual,
  };
  if (operator === 'Shape') {
    const [first] = tensors();
    return { kind: 'whole', numbers: first!.shape };
  }
  if (operator === 'Cast' && integer(attributes, 'to') === DOUBLE) {
    return { kind: 'doubles', doubles: doublesOf(operands[0]!) };
  }
  return { kind: 'tensor', tensor: result() };

  function result(): Tensor {
    const all = tensors();
    const [x, y, z] = [all[0]!, all[1]!, all[2]!];
    const one = unary[operator];
    if (one !== undefined) return one(x);
    const two = binary[operator];
    if (two !== undefined) return two(x, y);
    switch (operator) {
      case 'Gemm': {
        const product = library.matMul(
          x,
          y,
          integer(attributes, 'transA') === 1,
          integer(attributes, 'transB') === 1,
        );
        return operands.length > 2 ? library.add(product, z) : product;
      }
      case 'LeakyRelu': {
        const { alpha } = attributes;
        return library.leakyRelu(x, alpha !== undefined && 'float' in alpha ? alpha.float : 0);
      }
      case 'Cast':
        return library.cast(x, 'float32');
      case 'Where': {
        const shape = library.broadcastTo(y, shapeOfAll([x, y, z]));
        return library.where(
          library.broadcastTo(x, shape.shape),
          shape,
          library.broadcastTo(z, shape.shape),
        );
      }
      case 'Reshape':
        return library.reshape(x, wholeNumbers(operands[1]));
      case 'Expand':
        return library.broadcastTo(x, wholeNumbers(operands[1]));
      case 'Slice': {
        const [begin, end] = [wholeNumbers(operands[1])[0]!, wholeNumbers(operands[2])[0]!];
        return library.slice(x, [0, begin], [1, end - begin]);
      }
      case 'Concat':
        return library.concat([...all], integer(attributes, 'axis'));
      case 'Gather':
        return library.gather(x, library.cast(y, 'int32'), integer(attributes, 'axis'));
      case 'ScatterElements':
        return scatteredByColumn(library, x, y, z);
      case 'ReduceSum':
        return library.sum(x, wholeNumbers(operands[1]), true);
      case 'ReduceSumSquare':
        return library.sum(library.square(x), wholeNumbers(operands[1]), true);
      case 'ReduceMax':
        return library.max(x, wholeNumbers(operands[1]), true);
      default:
        throw new Error(`tfjs: unknown operator ${operator}`);
    }
  }
}

function shapeOfAll(tensors: readonly Tensor[]): [number, number] {
  return [
    Math.max(...tensors.map(({ shape }) => shape[0])),
    Math.max(...tensors.map(({ shape }) => shape[1]!)),
  ];
}

/** Adds columns of `updates` to columns of `x`; every row of `indices` is the same. */
function scatteredByColumn(
  library: typeof TensorFlow,
  x: Tensor,
  indices: Tensor,
  updates: Tensor,
): Tensor {
  const [rows, columns] = x.shape as [number, number];
  const width = updates.shape[1]!;
  const targets = library.reshape(library.slice(indices, [0, 0], [1, width]), [width, 1]);
  const sums = library.scatterND(library.cast(targets, 'int32'), library.transpose(updates), [
    columns,
    rows,
  ]);
  return library.add(x, library.transpose(sums));
}
