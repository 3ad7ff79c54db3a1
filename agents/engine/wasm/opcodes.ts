/**
 * The encoding of a program in the memory of the `wasm` engine, as 32-bit words.
 *
 * A list of operations is a sequence of records, ended by `END`. A record is a code and its arguments, in the order
 * written beside the code: buffers are byte addresses, sizes count numbers. This file is compiled twice: by TypeScript
 * for the encoder and by AssemblyScript for the interpreter. It may therefore hold nothing but integer constants.
 */

/** Closes a list of operations. */
export const END = 0;
/** Arguments: out, from, length. */
export const COPY = 1;
/** Arguments: out, value as the bits of a float32, length. */
export const FILL = 2;
/** Arguments: out, left, right, rows, inner, columns, flags: 1 to accumulate, plus 2 for a transposed right matrix. */
export const MATMUL = 3;
/** Arguments: out, from, rows, columns. */
export const TRANSPOSE = 4;
/** Arguments: out, row, rows, columns. */
export const ADD_ROW = 5;
/** Arguments: out, row, rows, columns. */
export const MULTIPLY_ROW = 6;
/** Arguments: out, from, row, rows, columns. */
export const SCALE_BY_ROW = 7;
/** Arguments: out, from, length, activation. */
export const ACTIVATE = 8;
/** Arguments: out, from, length, activation. */
export const DERIVATIVE = 9;
/** Arguments: out, left, right, length. */
export const MULTIPLY = 10;
/** Arguments: out, left, right, length. */
export const SUBTRACT = 11;
/** Arguments: out, left, right, length. */
export const ADD = 12;
/** Arguments: out, from, index, rows, outColumns, fromColumns. */
export const GATHER = 13;
/** Arguments: out, from, index, rows, outColumns, fromColumns. */
export const SCATTER_ADD = 14;
/** Arguments: out, from, weight, rows, columns. */
export const CAUCHY_SLOPE = 15;
/** Arguments: out, from, weight, rows, columns. */
export const LAPLACE_SLOPE = 16;
/** Arguments: values, gradient, rate, free, rows, columns. */
export const DESCEND = 17;
/** Arguments: values, weight, rate, free, rows, columns. */
export const SHRINK = 18;
/** Arguments: out, left, right, rows, columns. */
export const HALF_DOT_ROWS = 19;
/** Arguments: out, from, weight, rows, columns. */
export const LAPLACE_ROWS = 20;
/** Arguments: out, from, weight, rows, columns. */
export const CAUCHY_ROWS = 21;
/** Arguments: out, from, rows, columns. */
export const SUM_ROWS = 22;
/** Arguments: out, from, rows, columns. */
export const SUM_SQUARES_ROWS = 23;
/** Arguments: column, from, length. */
export const TRACE_SUM = 24;
/** Arguments: column, from, free, rows, columns. */
export const TRACE_NORM = 25;

/** Arguments: out, from, rows, columns. */
export const SOFTMAX_ROWS = 26;
/** Arguments: out, from, softmax, rows, columns. */
export const SOFTMAX_SLOPE_ROWS = 27;
/** Arguments: out, from, factor as the bits of a float32, length. */
export const SCALE = 28;
/** Arguments: values, gradient, velocity, rate, momentum, free, rows, columns. */
export const DESCEND_MOMENTUM = 29;

/** Arguments: out, from, length. */
export const EXPONENTIAL = 30;
/** Arguments: out, from, softmax, rows, columns. */
export const CATEGORICAL_ERRORS = 31;
/** Arguments: out, from, weight, rows, columns. */
export const WEIGHTED_SUM_ROWS = 32;
/** Arguments: out, from, logits, weight, rows, columns. */
export const CATEGORICAL_ROWS = 33;
/** Arguments: out, from, logits, weight, rows, columns. */
export const BERNOULLI_ROWS = 34;

/** Activation f(x) = x. */
export const LINEAR = 0;
/** Activation f(x) = tanh x. */
export const TANH = 1;
/** Activation f(x) = 1 / (1 + e^-x). */
export const SIGMOID = 2;
/** Activation f(x) = max(0, x). */
export const RELU = 3;
/** Activation f(x) = x, or a hundredth of it below 0. */
export const LEAKY_RELU = 4;
/** Activation f(x) = x cut off at -1 and 1. */
export const HARD_TANH = 5;
/** Activation f(x) = x^2. */
export const SQUARE = 6;
/** Activation f(x) = x / (1 + e^-x). */
export const SILU = 7;
/** Activation f(x) = x / (1 + e^-u), u = 2 sqrt(2 / pi) (x + 0.044715 x^3). */
export const GELU = 8;
/** Activation f(x) = scale x, or scale saturation (e^x - 1) below 0. */
export const SELU = 9;

/** Settling stopped because the gradient norm is within the tolerance. */
export const STATUS_SETTLED = 0;
/** Settling stopped because it has taken the steps asked for. */
export const STATUS_STEP_LIMIT = 1;
/** Settling stopped because the energy is rising or not finite. */
export const STATUS_DIVERGED = 2;
/** Settling waits until its trace rows have been fetched. */
export const STATUS_TRACE_FULL = 3;
