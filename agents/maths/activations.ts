/**
 * Activation functions with their first and second derivatives, all as functions of the argument x.
 *
 * The second derivative is needed by the Hessian of the free energy. At the kinks of the piecewise linear ones the
 * derivative is taken from the right and the second derivative is 0.
 */
export interface Activation {
  readonly value: (x: number) => number;
  readonly slope: (x: number) => number;
  readonly curvature: (x: number) => number;
}

/** Logistic function 1/(1 + e^-x), without overflow. */
export function logistic(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const exponential = Math.exp(x);
  return exponential / (1 + exponential);
}

/** Slope of the leaky rectifier for x < 0. */
export const LEAK = 0.01;

const zero = (): number => 0;

/** Every activation by name; the order is part of the program encoding of the `wasm` engine. */
export const ACTIVATIONS = {
  linear: { value: (x) => x, slope: () => 1, curvature: zero },
  tanh: {
    value: Math.tanh,
    slope: (x) => 1 - Math.tanh(x) ** 2,
    curvature: (x) => -2 * Math.tanh(x) * (1 - Math.tanh(x) ** 2),
  },
  sigmoid: {
    value: logistic,
    slope: (x) => logistic(x) * logistic(-x),
    curvature: (x) => logistic(x) * logistic(-x) * (logistic(-x) - logistic(x)),
  },
  relu: { value: (x) => Math.max(0, x), slope: (x) => (x >= 0 ? 1 : 0), curvature: zero },
  'leaky-relu': {
    value: (x) => (x >= 0 ? x : LEAK * x),
    slope: (x) => (x >= 0 ? 1 : LEAK),
    curvature: zero,
  },
  'hard-tanh': {
    value: (x) => Math.min(1, Math.max(-1, x)),
    slope: (x) => (x >= -1 && x < 1 ? 1 : 0),
    curvature: zero,
  },
  square: { value: (x) => x * x, slope: (x) => 2 * x, curvature: () => 2 },
  silu: {
    value: (x) => x * logistic(x),
    slope: (x) => logistic(x) * (1 + x * logistic(-x)),
    curvature: (x) => {
      const rise = logistic(x) * logistic(-x);
      return rise * (2 + x * (logistic(-x) - logistic(x)));
    },
  },
} as const satisfies Record<string, Activation>;

/** Name of an activation function. */
export type ActivationName = keyof typeof ACTIVATIONS;

/** Names of all activation functions, in the order of their codes. */
export const ACTIVATION_NAMES = Object.keys(ACTIVATIONS) as readonly ActivationName[];
