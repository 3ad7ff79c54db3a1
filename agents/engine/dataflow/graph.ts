/** A named tensor of a graph, as a matrix. */
export interface Value {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
}

/** A setting of a node. */
export type Attribute =
  { readonly int: number } | { readonly float: number } | { readonly text: string };

/** Contents of a constant. */
export type Constant = Float32Array | Float64Array | Int32Array | BigInt64Array;

/**
 * Where operations become nodes, each with one result that never changes. A node that is asked for twice is made once,
 * so that what does not change from one settle step to the next is computed once.
 */
export interface Graph {
  /** A tensor that is given with each run. */
  readonly input: (name: string, rows: number, columns: number) => Value;
  /** A tensor that never changes. */
  readonly constant: (data: Constant, dimensions: readonly number[]) => string;
  /** Adds a node, named as ONNX names it, and returns the name of its result. */
  readonly node: (
    operator: string,
    inputs: readonly string[],
    attributes?: Readonly<Record<string, Attribute>>,
  ) => string;
  /** The node that a tensor is the result of. */
  readonly find: (name: string) => Node | undefined;
}

/** One node; its result has its own name. */
export interface Node {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly result: string;
}

/** What two nodes have in common if and only if they have the same result. */
export function keyOfNode({ operator, inputs, attributes }: Omit<Node, 'result'>): string {
  return `${operator} ${JSON.stringify([inputs, attributes])}`;
}
