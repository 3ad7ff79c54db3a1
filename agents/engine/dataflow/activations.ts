import { type ActivationName, LEAK } from '../../maths/activations.ts';
import type { Lowering } from './lowering.ts';

/** Writes down a function of one tensor. */
type Transform = (x: string, lowering: Lowering) => string;

const isAtLeast = (x: string, bound: number, { node, scalar }: Lowering): string =>
  node('GreaterOrEqual', [x, scalar(bound)]);

/** Activation functions, as nodes. */
export const VALUES: Readonly<Record<ActivationName, Transform>> = {
  linear: (x) => x,
  tanh: (x, { node }) => node('Tanh', [x]),
  sigmoid: (x, { node }) => node('Sigmoid', [x]),
  relu: (x, { node }) => node('Relu', [x]),
  'leaky-relu': (x, { node }) => node('LeakyRelu', [x], { alpha: { float: LEAK } }),
  'hard-tanh': (x, { node, scalar }) => node('Max', [node('Min', [x, scalar(1)]), scalar(-1)]),
  square: (x, { node }) => node('Mul', [x, x]),
  silu: (x, { node }) => node('Mul', [x, node('Sigmoid', [x])]),
};

/** Their derivatives, as nodes; each uses the nodes of the function itself where it can. */
export const SLOPES: Readonly<Record<ActivationName, Transform>> = {
  linear: (x, { node, scalar }) => node('Expand', [scalar(1), node('Shape', [x])]),
  tanh: (x, lowering) => {
    const { node, scalar } = lowering;
    const value = VALUES.tanh(x, lowering);
    return node('Sub', [scalar(1), node('Mul', [value, value])]);
  },
  sigmoid: (x, { node }) =>
    node('Mul', [node('Sigmoid', [x]), node('Sigmoid', [node('Neg', [x])])]),
  relu: (x, lowering) => {
    const { node, scalar } = lowering;
    return node('Where', [isAtLeast(x, 0, lowering), scalar(1), scalar(0)]);
  },
  'leaky-relu': (x, lowering) => {
    const { node, scalar } = lowering;
    return node('Where', [isAtLeast(x, 0, lowering), scalar(1), scalar(LEAK)]);
  },
  'hard-tanh': (x, lowering) => {
    const { node, scalar } = lowering;
    const inside = node('And', [isAtLeast(x, -1, lowering), node('Less', [x, scalar(1)])]);
    return node('Where', [inside, scalar(1), scalar(0)]);
  },
  square: (x, { node }) => node('Add', [x, x]),
  silu: (x, { node, scalar }) => {
    const rise = node('Sigmoid', [x]);
    const fall = node('Sigmoid', [node('Neg', [x])]);
    return node('Mul', [rise, node('Add', [scalar(1), node('Mul', [x, fall])])]);
  },
};
