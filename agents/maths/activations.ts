import { HelmholtzError } from '../errors.ts';

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

/** Scale of selu; with its saturation, activity of zero mean and unit variance reproduces itself. */
export const SELU_SCALE = 1.0507009873554805;
/** Saturation of selu, before its scale. */
export const SELU_SATURATION = 1.6732632423543772;

/** The argument of the logistic function in gelu is rate (x + cubic x^3). */
export const GELU_RATE = 2 * Math.sqrt(2 / Math.PI);
/** See {@link GELU_RATE}. */
export const GELU_CUBIC = 0.044715;
const geluArgument = (x: number): number => GELU_RATE * (x + GELU_CUBIC * x ** 3);
const geluArgumentSlope = (x: number): number => GELU_RATE * (1 + 3 * GELU_CUBIC * x * x);
const geluArgumentCurvature = (x: number): number => GELU_RATE * 6 * GELU_CUBIC * x;

/** x times a number that vanishes faster, also where x is infinite. */
const times = (x: number, vanishing: number): number => (vanishing === 0 ? 0 : x * vanishing);

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
  /**
   * x P(X < x) for a standard normal X, in the usual form x / (1 + e^-u) with u = 2 sqrt(2/pi) (x + 0.044715 x^3), which
   * differs from the error-function form by less than 5e-4 (Hendrycks & Gimpel 2016, arXiv:1606.08415).
   */
  gelu: {
    value: (x) => times(x, logistic(geluArgument(x))),
    slope: (x) => {
      const u = geluArgument(x);
      const bend = logistic(u) * logistic(-u);
      return logistic(u) + times(x * geluArgumentSlope(x), bend);
    },
    curvature: (x) => {
      const u = geluArgument(x);
      const bend = logistic(u) * logistic(-u);
      const slope = geluArgumentSlope(x);
      return times(
        2 * slope + x * geluArgumentCurvature(x) + x * slope * slope * (logistic(-u) - logistic(u)),
        bend,
      );
    },
  },
  /** scale x above 0, scale saturation (e^x - 1) below (Klambauer et al. 2017, arXiv:1706.02515). */
  selu: {
    value: (x) => SELU_SCALE * (x >= 0 ? x : SELU_SATURATION * Math.expm1(x)),
    slope: (x) => SELU_SCALE * (x >= 0 ? 1 : SELU_SATURATION * Math.exp(x)),
    curvature: (x) => (x >= 0 ? 0 : SELU_SCALE * SELU_SATURATION * Math.exp(x)),
  },
} as const satisfies Record<string, Activation>;

/** Name of an activation function that is applied to every number on its own. */
export type ElementwiseName = keyof typeof ACTIVATIONS;

/** Name of an activation function; `softmax` is e^x / sum e^x over the units of a level. */
export type ActivationName = ElementwiseName | 'softmax';

/** Names of all activation functions that are applied to every number on its own, in the order of their codes. */
export const ACTIVATION_NAMES = Object.keys(ACTIVATIONS) as readonly ElementwiseName[];

/**
 * The function of a name, with its derivatives, where it is applied to every number on its own.
 *
 * @param place Names what wants it in errors.
 * @throws {HelmholtzError} `bad-shape` for softmax, which is not.
 */
export function elementwiseActivation(name: ActivationName, place: string): Activation {
  if (name === 'softmax') {
    throw new HelmholtzError(
      'bad-shape',
      `${place}: expected an activation that is applied to every number on its own; got softmax`,
    );
  }
  return ACTIVATIONS[name];
}
