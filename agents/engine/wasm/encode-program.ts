import type { ElementwiseName } from '../../maths/activations.ts';
import type { BufferId, Operation, OperationName } from '../../program/program.ts';
import { handle, type Handlers } from '../handlers.ts';
import * as opcodes from './opcodes.ts';

/** The code of each operation. */
export const OPERATION_CODES: Readonly<Record<OperationName, number>> = {
  copy: opcodes.COPY,
  fill: opcodes.FILL,
  matmul: opcodes.MATMUL,
  transpose: opcodes.TRANSPOSE,
  addRow: opcodes.ADD_ROW,
  multiplyRow: opcodes.MULTIPLY_ROW,
  scaleByRow: opcodes.SCALE_BY_ROW,
  activate: opcodes.ACTIVATE,
  derivative: opcodes.DERIVATIVE,
  softmaxRows: opcodes.SOFTMAX_ROWS,
  softmaxSlopeRows: opcodes.SOFTMAX_SLOPE_ROWS,
  categoricalErrors: opcodes.CATEGORICAL_ERRORS,
  exponential: opcodes.EXPONENTIAL,
  scale: opcodes.SCALE,
  multiply: opcodes.MULTIPLY,
  subtract: opcodes.SUBTRACT,
  add: opcodes.ADD,
  gather: opcodes.GATHER,
  scatterAdd: opcodes.SCATTER_ADD,
  cauchySlope: opcodes.CAUCHY_SLOPE,
  laplaceSlope: opcodes.LAPLACE_SLOPE,
  descend: opcodes.DESCEND,
  descendMomentum: opcodes.DESCEND_MOMENTUM,
  shrink: opcodes.SHRINK,
  halfDotRows: opcodes.HALF_DOT_ROWS,
  laplaceRows: opcodes.LAPLACE_ROWS,
  cauchyRows: opcodes.CAUCHY_ROWS,
  weightedSumRows: opcodes.WEIGHTED_SUM_ROWS,
  categoricalRows: opcodes.CATEGORICAL_ROWS,
  bernoulliRows: opcodes.BERNOULLI_ROWS,
  sumRows: opcodes.SUM_ROWS,
  sumSquaresRows: opcodes.SUM_SQUARES_ROWS,
  traceSum: opcodes.TRACE_SUM,
  traceNorm: opcodes.TRACE_NORM,
};

/** The code of each activation function. */
export const ACTIVATION_CODES: Readonly<Record<ElementwiseName, number>> = {
  linear: opcodes.LINEAR,
  tanh: opcodes.TANH,
  sigmoid: opcodes.SIGMOID,
  relu: opcodes.RELU,
  'leaky-relu': opcodes.LEAKY_RELU,
  'hard-tanh': opcodes.HARD_TANH,
  square: opcodes.SQUARE,
  silu: opcodes.SILU,
  gelu: opcodes.GELU,
  selu: opcodes.SELU,
};

/** Byte address of a buffer. */
export type AddressOf = (buffer: BufferId) => number;

/** The bits of a number as float32, as a whole number. */
function floatBits(value: number): number {
  return new Int32Array(Float32Array.of(value).buffer)[0]!;
}

/** The arguments of each operation, in the order documented in opcodes.ts. */
const ARGUMENTS: Handlers<AddressOf, readonly number[]> = {
  copy: ({ out, from, length }, at) => [at(out), at(from), length],
  fill: ({ out, value, length }, at) => [at(out), floatBits(value), length],
  matmul: ({ out, left, right, rows, inner, columns, accumulate, rightTransposed }, at) => [
    ...[at(out), at(left), at(right)],
    ...[rows, inner, columns, (accumulate ? 1 : 0) + (rightTransposed === true ? 2 : 0)],
  ],
  transpose: ({ out, from, rows, columns }, at) => [at(out), at(from), rows, columns],
  addRow: ({ out, row, rows, columns }, at) => [at(out), at(row), rows, columns],
  multiplyRow: ({ out, row, rows, columns }, at) => [at(out), at(row), rows, columns],
  scaleByRow: ({ out, from, row, rows, columns }, at) => [
    ...[at(out), at(from), at(row)],
    ...[rows, columns],
  ],
  activate: ({ out, from, length, activation }, at) => [
    ...[at(out), at(from)],
    ...[length, ACTIVATION_CODES[activation]],
  ],
  derivative: ({ out, from, length, activation }, at) => [
    ...[at(out), at(from)],
    ...[length, ACTIVATION_CODES[activation]],
  ],
  multiply: ({ out, left, right, length }, at) => [at(out), at(left), at(right), length],
  subtract: ({ out, left, right, length }, at) => [at(out), at(left), at(right), length],
  add: ({ out, left, right, length }, at) => [at(out), at(left), at(right), length],
  gather: ({ out, from, index, rows, outColumns, fromColumns }, at) => [
    ...[at(out), at(from), at(index)],
    ...[rows, outColumns, fromColumns],
  ],
  scatterAdd: ({ out, from, index, rows, outColumns, fromColumns }, at) => [
    ...[at(out), at(from), at(index)],
    ...[rows, outColumns, fromColumns],
  ],
  cauchySlope: ({ out, from, weight, rows, columns }, at) => [
    ...[at(out), at(from), at(weight)],
    ...[rows, columns],
  ],
  laplaceSlope: ({ out, from, weight, rows, columns }, at) => [
    ...[at(out), at(from), at(weight)],
    ...[rows, columns],
  ],
  descend: ({ values, gradient, rate, free, rows, columns }, at) => [
    ...[at(values), at(gradient), at(rate), at(free)],
    ...[rows, columns],
  ],
  softmaxRows: ({ out, from, rows, columns }, at) => [at(out), at(from), rows, columns],
  softmaxSlopeRows: ({ out, from, softmax, rows, columns }, at) => [
    ...[at(out), at(from), at(softmax)],
    ...[rows, columns],
  ],
  exponential: ({ out, from, length }, at) => [at(out), at(from), length],
  categoricalErrors: ({ out, from, softmax, rows, columns }, at) => [
    ...[at(out), at(from), at(softmax)],
    ...[rows, columns],
  ],
  weightedSumRows: ({ out, from, weight, rows, columns }, at) => [
    ...[at(out), at(from), at(weight)],
    ...[rows, columns],
  ],
  categoricalRows: ({ out, from, logits, weight, rows, columns }, at) => [
    ...[at(out), at(from), at(logits), at(weight)],
    ...[rows, columns],
  ],
  bernoulliRows: ({ out, from, logits, weight, rows, columns }, at) => [
    ...[at(out), at(from), at(logits), at(weight)],
    ...[rows, columns],
  ],
  scale: ({ out, from, factor, length }, at) => [at(out), at(from), floatBits(factor), length],
  descendMomentum: ({ values, gradient, velocity, rate, momentum, free, rows, columns }, at) => [
    ...[at(values), at(gradient), at(velocity), at(rate), at(momentum), at(free)],
    ...[rows, columns],
  ],
  shrink: ({ values, weight, rate, free, rows, columns }, at) => [
    ...[at(values), at(weight), at(rate), at(free)],
    ...[rows, columns],
  ],
  halfDotRows: ({ out, left, right, rows, columns }, at) => [
    ...[at(out), at(left), at(right)],
    ...[rows, columns],
  ],
  laplaceRows: ({ out, from, weight, rows, columns }, at) => [
    ...[at(out), at(from), at(weight)],
    ...[rows, columns],
  ],
  cauchyRows: ({ out, from, weight, rows, columns }, at) => [
    ...[at(out), at(from), at(weight)],
    ...[rows, columns],
  ],
  sumRows: ({ out, from, rows, columns }, at) => [at(out), at(from), rows, columns],
  sumSquaresRows: ({ out, from, rows, columns }, at) => [at(out), at(from), rows, columns],
  traceSum: ({ column, from, length }, at) => [column, at(from), length],
  traceNorm: ({ column, from, free, rows, columns }, at) => [
    ...[column, at(from), at(free)],
    ...[rows, columns],
  ],
};

/** A list of operations as 32-bit words, in the encoding of opcodes.ts. */
export function encodeOperations(
  operations: readonly Operation[],
  addressOf: AddressOf,
): readonly number[] {
  return [
    ...operations.flatMap((operation) => [
      OPERATION_CODES[operation.op],
      ...handle(ARGUMENTS, operation, addressOf),
    ]),
    opcodes.END,
  ];
}
