import type { Random } from '../../maths/random.ts';

/** One layer: outputs = activation(weights' inputs + bias). */
export interface DenseLayer {
  readonly inputs: number;
  readonly outputs: number;
  /** `inputs x outputs`, row-major. */
  readonly weights: Float64Array;
  /** `outputs` */
  readonly bias: Float64Array;
  readonly activation: 'tanh' | 'linear';
}

/** Layers one after the other: a smooth function of its inputs, as plain data. */
export type DenseNetwork = readonly DenseLayer[];

/** Sizes of a network from inputs to outputs; hidden units are tanh, outputs linear. */
export type NetworkSizes = readonly number[];

/**
 * A network that has not learned: weights normal with variance 2 / (inputs + outputs), biases zero. In the first layer weights
 * are normal with variance gain^2 / inputs, and biases with variance gain^2 / 4 where the gain is above 1: hidden units then
 * bend at different places at once, which functions of few numbers with sharp edges need.
 *
 * @see Glorot & Bengio (2010), `REFERENCES.glorotBengio2010`
 */
export function initialNetwork(sizes: NetworkSizes, random: Random, gain = 1): DenseNetwork {
  return sizes.slice(1).map((outputs, layer) => {
    const inputs = sizes[layer]!;
    const isBent = layer === 0 && gain > 1;
    const deviation = isBent ? gain / Math.sqrt(inputs) : Math.sqrt(2 / (inputs + outputs));
    return {
      inputs,
      outputs,
      weights: Float64Array.from({ length: inputs * outputs }, () => deviation * random.normal()),
      bias: Float64Array.from({ length: outputs }, () =>
        isBent ? (gain / 2) * random.normal() : 0,
      ),
      activation: layer === sizes.length - 2 ? 'linear' : 'tanh',
    };
  });
}

/** What the network makes of an input. */
export function evaluateNetwork(network: DenseNetwork, input: ArrayLike<number>): Float64Array {
  return traceNetwork(network, input).at(-1)!;
}

/** Outputs of every layer for an input, which is what derivatives are made of. */
export function traceNetwork(network: DenseNetwork, input: ArrayLike<number>): Float64Array[] {
  let values = input;
  return network.map(({ inputs, outputs, weights, bias, activation }) => {
    const sums = Float64Array.from(bias);
    for (let from = 0; from < inputs; from++) {
      const value = values[from]!;
      const row = from * outputs;
      for (let to = 0; to < outputs; to++) sums[to]! += value * weights[row + to]!;
    }
    if (activation === 'tanh') for (let to = 0; to < outputs; to++) sums[to] = Math.tanh(sums[to]!);
    values = sums;
    return sums;
  });
}

/**
 * How the outputs change with each of the first `count` inputs, d output / d input, a row of outputs per input; at the input
 * whose trace is given.
 */
export function networkSlopes(
  network: DenseNetwork,
  trace: readonly Float64Array[],
  count: number,
): Float64Array[] {
  return Array.from({ length: count }, (_, asked) => {
    const direction = new Float64Array(network[0]!.inputs);
    direction[asked] = 1;
    return networkTangent(network, trace, direction);
  });
}

/** How the outputs change along a direction of the inputs, at the input whose trace is given. */
export function networkTangent(
  network: DenseNetwork,
  trace: readonly Float64Array[],
  direction: Float64Array,
): Float64Array {
  let tangent = direction;
  network.forEach(({ inputs, outputs, weights, activation }, layer) => {
    const next = new Float64Array(outputs);
    for (let from = 0; from < inputs; from++) {
      const value = tangent[from]!;
      if (value === 0) continue;
      const row = from * outputs;
      for (let to = 0; to < outputs; to++) next[to]! += value * weights[row + to]!;
    }
    if (activation === 'tanh') {
      const values = trace[layer]!;
      for (let to = 0; to < outputs; to++) next[to]! *= 1 - values[to]! * values[to]!;
    }
    tangent = next;
  });
  return tangent;
}
