import type { DenseLayer, DenseNetwork } from './dense-network.ts';

/** A network at work on many inputs at once, in buffers that are made once. The bits are those of one input at a time. */
export interface NetworkBatch {
  readonly rows: number;
  /** `rows x inputs`; whoever asks writes here. */
  readonly inputs: Float64Array;
  /** What the network makes of the inputs, `rows x outputs`; overwritten by the next call. */
  readonly evaluate: () => Float64Array;
  /**
   * How the outputs change along a direction of the inputs, `rows x inputs`, where they were evaluated last; `rows x outputs`,
   * overwritten by the next call.
   */
  readonly tangent: (direction: Float64Array) => Float64Array;
}

/** A network for so many inputs at once. */
export function createNetworkBatch(network: DenseNetwork, rows: number): NetworkBatch {
  const inputs = new Float64Array(rows * (network[0]?.inputs ?? 0));
  const values = network.map(({ outputs }) => new Float64Array(rows * outputs));
  const tangents = network.map(({ outputs }) => new Float64Array(rows * outputs));
  return {
    rows,
    inputs,
    evaluate() {
      let from = inputs;
      network.forEach((layer, index) => {
        const out = values[index]!;
        multiply(out, from, layer, layer.bias);
        if (layer.activation === 'tanh') {
          for (let at = 0; at < out.length; at++) out[at] = Math.tanh(out[at]!);
        }
        from = out;
      });
      return from;
    },
    tangent(direction) {
      let from = direction;
      network.forEach((layer, index) => {
        const out = tangents[index]!;
        multiply(out, from, layer, null);
        if (layer.activation === 'tanh') {
          const own = values[index]!;
          for (let at = 0; at < out.length; at++) out[at]! *= 1 - own[at]! * own[at]!;
        }
        from = out;
      });
      return from;
    },
  };
}

/**
 * out = from weights + bias. Blocks of four rows and two columns are summed in registers, every sum in the order of the
 * inputs.
 */
function multiply(
  out: Float64Array,
  from: Float64Array,
  { inputs, outputs, weights }: DenseLayer,
  bias: Float64Array | null,
): void {
  const rows = out.length / outputs;
  const wholeRows = rows - (rows % 4);
  const wholeColumns = outputs - (outputs % 2);
  for (let row = 0; row < wholeRows; row += 4) {
    const a = row * inputs;
    const [b, c, d] = [a + inputs, a + 2 * inputs, a + 3 * inputs];
    for (let column = 0; column < wholeColumns; column += 2) {
      const left = bias === null ? 0 : bias[column]!;
      const right = bias === null ? 0 : bias[column + 1]!;
      let [a0, b0, c0, d0] = [left, left, left, left];
      let [a1, b1, c1, d1] = [right, right, right, right];
      let weight = column;
      for (let input = 0; input < inputs; input++) {
        const w0 = weights[weight]!;
        const w1 = weights[weight + 1]!;
        const xa = from[a + input]!;
        const xb = from[b + input]!;
        const xc = from[c + input]!;
        const xd = from[d + input]!;
        a0 += xa * w0;
        a1 += xa * w1;
        b0 += xb * w0;
        b1 += xb * w1;
        c0 += xc * w0;
        c1 += xc * w1;
        d0 += xd * w0;
        d1 += xd * w1;
        weight += outputs;
      }
      const at = row * outputs + column;
      out[at] = a0;
      out[at + 1] = a1;
      out[at + outputs] = b0;
      out[at + outputs + 1] = b1;
      out[at + 2 * outputs] = c0;
      out[at + 2 * outputs + 1] = c1;
      out[at + 3 * outputs] = d0;
      out[at + 3 * outputs + 1] = d1;
    }
  }
  for (let row = 0; row < rows; row++) {
    for (let column = row < wholeRows ? wholeColumns : 0; column < outputs; column++) {
      let sum = bias === null ? 0 : bias[column]!;
      for (let input = 0; input < inputs; input++) {
        sum += from[row * inputs + input]! * weights[input * outputs + column]!;
      }
      out[row * outputs + column] = sum;
    }
  }
}
