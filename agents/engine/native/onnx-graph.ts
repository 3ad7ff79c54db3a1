import onnxProto from 'onnx-proto';
import {
  type Attribute,
  type Constant,
  type Graph,
  keyOfNode,
  type Node,
  type Value,
} from '../dataflow/graph.ts';

const { onnx } = onnxProto;

/** Numbers that the graphs use: their types as ONNX names them. */
const TENSOR_TYPES = { float32: 1, int32: 6, int64: 7, bool: 9, float64: 11 } as const;
const { AttributeType } = onnx.AttributeProto;
const OPERATOR_SET = 18;
const FORMAT_VERSION = 8;

/**
 * An ONNX graph under construction. Nodes that no output needs are left out.
 */
export interface OnnxGraph extends Graph {
  /** The graph as the bytes of an ONNX model. */
  readonly encode: (outputs: readonly GraphOutput[]) => Uint8Array;
}

/** A result of a graph. */
export interface GraphOutput extends Value {
  readonly type: 'float32' | 'float64';
}

/** Starts an empty graph. */
export function createOnnxGraph(): OnnxGraph {
  const inputs = new Map<string, Value>();
  const constants = new Map<string, { data: Constant; dimensions: readonly number[] }>();
  const constantNames = new Map<string, string>();
  const nodes = new Map<string, Node>();
  const results = new Map<string, Node>();
  return {
    input: (name, rows, columns) => {
      const value = { name, rows, columns };
      inputs.set(name, value);
      return value;
    },
    constant: (data, dimensions) => {
      const key = `${typeOf(data)} ${dimensions.join('x')}: ${data.join(',')}`;
      const known = constantNames.get(key);
      if (known !== undefined) return known;
      const name = `constant ${constants.size}`;
      constants.set(name, { data, dimensions });
      constantNames.set(key, name);
      return name;
    },
    node: (operator, inputNames, attributes = {}) => {
      const key = keyOfNode({ operator, inputs: inputNames, attributes });
      const known = nodes.get(key);
      if (known !== undefined) return known.result;
      const result = `${operator} ${nodes.size}`;
      const added = { operator, inputs: inputNames, attributes, result };
      nodes.set(key, added);
      results.set(result, added);
      return result;
    },
    find: (name) => results.get(name),
    encode: (outputs) => {
      const needed = withFusedDifferences(neededNodes([...nodes.values()], outputs), outputs);
      const used = new Set(needed.flatMap((node) => node.inputs));
      const model = onnx.ModelProto.create({
        irVersion: FORMAT_VERSION,
        producerName: 'helmholtz',
        opsetImport: [
          { domain: '', version: OPERATOR_SET },
          { domain: 'com.microsoft', version: 1 },
        ],
        graph: {
          name: 'program',
          node: needed.map(encodeNode),
          initializer: [...constants]
            .filter(([name]) => used.has(name))
            .map(([name, { data, dimensions }]) => ({
              name,
              dims: [...dimensions],
              dataType: TENSOR_TYPES[typeOf(data)],
              rawData: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
            })),
          input: [...inputs.values()]
            .filter(({ name }) => used.has(name))
            .map((value) => encodeValue({ ...value, type: 'float32' })),
          output: outputs.map(encodeValue),
        },
      });
      return onnx.ModelProto.encode(model).finish();
    },
  };
}

function typeOf(data: Constant): keyof typeof TENSOR_TYPES {
  if (data instanceof Float32Array) return 'float32';
  if (data instanceof Float64Array) return 'float64';
  return data instanceof Int32Array ? 'int32' : 'int64';
}

/** The nodes that outputs depend on, in their order. */
function neededNodes(nodes: readonly Node[], outputs: readonly GraphOutput[]): readonly Node[] {
  const wanted = new Set(outputs.map(({ name }) => name));
  const needed = nodes.toReversed().filter(({ result, inputs }) => {
    const isNeeded = wanted.has(result);
    if (isNeeded) for (const input of inputs) wanted.add(input);
    return isNeeded;
  });
  return needed.reverse();
}

/** Where a product is needed for nothing but x - product, x is what the product is subtracted from at once. */
function withFusedDifferences(
  nodes: readonly Node[],
  outputs: readonly GraphOutput[],
): readonly Node[] {
  const uses = new Map<string, number>();
  const count = (name: string): void => void uses.set(name, (uses.get(name) ?? 0) + 1);
  for (const { inputs } of nodes) inputs.forEach(count);
  for (const { name } of outputs) count(name);
  const products = new Map(
    nodes
      .filter(({ operator, inputs, result }) => {
        return operator === 'Gemm' && inputs.length === 2 && uses.get(result) === 1;
      })
      .map((node) => [node.result, node]),
  );
  const fused = new Set<string>();
  const differences = nodes.map((node): Node => {
    const [from, subtracted] = node.inputs;
    const product = products.get(subtracted ?? '');
    if (node.operator !== 'Sub' || product === undefined || from === undefined) return node;
    fused.add(product.result);
    return {
      operator: 'Gemm',
      inputs: [...product.inputs, from],
      attributes: { ...product.attributes, alpha: { float: -1 } },
      result: node.result,
    };
  });
  return differences.filter(({ result }) => !fused.has(result));
}

function encodeNode({ operator, inputs, attributes, result }: Node): onnxProto.onnx.INodeProto {
  const [domain, opType] = operator.includes(':')
    ? (operator.split(':') as [string, string])
    : ['', operator];
  return {
    name: result,
    opType,
    domain,
    input: [...inputs],
    output: [result],
    // A copy has attributes only to tell it from others.
    attribute: opType === 'Identity' ? [] : Object.entries(attributes).map(encodeAttribute),
  };
}

function encodeAttribute([name, attribute]: readonly [
  string,
  Attribute,
]): onnxProto.onnx.IAttributeProto {
  if ('int' in attribute) return { name, type: AttributeType.INT, i: attribute.int };
  if ('float' in attribute) return { name, type: AttributeType.FLOAT, f: attribute.float };
  return { name, type: AttributeType.STRING, s: new TextEncoder().encode(attribute.text) };
}

function encodeValue({ name, rows, columns, type }: GraphOutput): onnxProto.onnx.IValueInfoProto {
  return {
    name,
    type: {
      tensorType: {
        elemType: TENSOR_TYPES[type],
        shape: { dim: [{ dimValue: rows }, { dimValue: columns }] },
      },
    },
  };
}
