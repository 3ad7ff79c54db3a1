import {
  type ElementwiseName,
  GELU_CUBIC,
  GELU_RATE,
  LEAK,
  SELU_SATURATION,
  SELU_SCALE,
} from '../../maths/activations.ts';
import type { Lowering } from './lowering.ts';

/** Writes down a function of one tensor. */
type Transform = (x: string, lowering: Lowering) => string;

const isAtLeast = (x: string, bound: number, { node, scalar }: Lowering): string =>
  node('GreaterOrEqual', [x, scalar(bound)]);

/** Beyond this gelu is 0 or x in float32, and the cube of x does not overflow. */
const GELU_SATURATION = 16;

const geluBounded = (x: string, { node, scalar }: Lowering): string =>
  node('Max', [node('Min', [x, scalar(GELU_SATURATION)]), scalar(-GELU_SATURATION)]);

const geluArgument = (x: string, lowering: Lowering): string => {
  const { node, scalar } = lowering;
  const bounded = geluBounded(x, lowering);
  const growth = node('Add', [
    scalar(GELU_RATE),
    node('Mul', [scalar(GELU_RATE * GELU_CUBIC), node('Mul', [bounded, bounded])]),
  ]);
  return node('Mul', [bounded, growth]);
};

/** e^min(x, 0). */
const powerBelowZero = (x: string, { node, scalar }: Lowering): string =>
  node('Exp', [node('Min', [x, scalar(0)])]);

/** Activation functions, as nodes. */
export const VALUES: Readonly<Record<ElementwiseName, Transform>> = {
  linear: (x) => x,
  tanh: (x, { node }) => node('Tanh', [x]),
  sigmoid: (x, { node }) => node('Sigmoid', [x]),
  relu: (x, { node }) => node('Relu', [x]),
  'leaky-relu': (x, { node }) => node('LeakyRelu', [x], { alpha: { float: LEAK } }),
  'hard-tanh': (x, { node, scalar }) => node('Max', [node('Min', [x, scalar(1)]), scalar(-1)]),
  square: (x, { node }) => node('Mul', [x, x]),
  silu: (x, { node }) => node('Mul', [x, node('Sigmoid', [x])]),
  gelu: (x, lowering) =>
    lowering.node('Mul', [x, lowering.node('Sigmoid', [geluArgument(x, lowering)])]),
  selu: (x, lowering) => {
    const { node, scalar } = lowering;
    const below = node('Mul', [
      scalar(SELU_SATURATION),
      node('Sub', [powerBelowZero(x, lowering), scalar(1)]),
    ]);
    const inside = node('Where', [isAtLeast(x, 0, lowering), x, below]);
    return node('Mul', [scalar(SELU_SCALE), inside]);
  },
};

/** Their derivatives, as nodes; each uses the nodes of the function itself where it can. */
export const SLOPES: Readonly<Record<ElementwiseName, Transform>> = {
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
  gelu: (x, lowering) => {
    const { node, scalar } = lowering;
    const u = geluArgument(x, lowering);
    const fall = node('Sigmoid', [node('Neg', [u])]);
    const bounded = geluBounded(x, lowering);
    const growth = node('Add', [
      scalar(GELU_RATE),
      node('Mul', [scalar(3 * GELU_RATE * GELU_CUBIC), node('Mul', [bounded, bounded])]),
    ]);
    const bend = node('Mul', [node('Mul', [bounded, growth]), fall]);
    return node('Mul', [node('Sigmoid', [u]), node('Add', [scalar(1), bend])]);
  },
  selu: (x, lowering) => {
    const { node, scalar } = lowering;
    const below = node('Mul', [scalar(SELU_SATURATION), powerBelowZero(x, lowering)]);
    const inside = node('Where', [isAtLeast(x, 0, lowering), scalar(1), below]);
    return node('Mul', [scalar(SELU_SCALE), inside]);
  },
};
