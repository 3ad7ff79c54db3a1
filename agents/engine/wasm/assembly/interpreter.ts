import * as codes from '../opcodes';
import { activate, differentiate, exponential } from './activations';
import { add, addRow, fill, multiply, scale, scaleByRow, subtract } from './elementwise';
import { gather, scatterAdd } from './indexing';
import { multiplyMatrices } from './matmul';
import { cauchySlope, laplaceSlope, shrink } from './priors';
import { cauchyRows, halfDotRows, laplaceRows, sumRows, sumSquaresRows } from './rows';
import { descend, descendMomentum } from './descent';
import { bernoulliRows, categoricalRows, weightedSumRows } from './likelihoods';
import { categoricalErrors, softmaxRows, softmaxSlopeRows } from './softmax';
import { traceNorm, traceSum } from './tracing';
import { transpose } from './transpose';

/** Bytes of the code and of one argument. */
const WORD: usize = 4;

/** Argument `position` (0, 1, ...) of the operation at an address. */
// @ts-ignore: decorator
@inline
function argument(operation: usize, position: usize): usize {
  return load<u32>(operation + (position + 1) * WORD);
}

/** Executes a list of operations; `traceRow` is where the tracing ones write. */
export function execute(operation: usize, traceRow: usize, scratch: usize): void {
  while (true) {
    const a = argument(operation, 0);
    const b = argument(operation, 1);
    const c = argument(operation, 2);
    const d = argument(operation, 3);
    const e = argument(operation, 4);
    const f = argument(operation, 5);
    switch (load<i32>(operation)) {
      case codes.COPY:
        memory.copy(a, b, c * 4);
        operation += 4 * WORD;
        break;
      case codes.FILL:
        fill(a, reinterpret<f32>(<u32>b), c);
        operation += 4 * WORD;
        break;
      case codes.MATMUL:
        multiplyMatrices(a, b, c, d, e, f, argument(operation, 6), scratch);
        operation += 8 * WORD;
        break;
      case codes.TRANSPOSE:
        transpose(a, b, c, d);
        operation += 5 * WORD;
        break;
      case codes.ADD_ROW:
        addRow(a, b, c, d);
        operation += 5 * WORD;
        break;
      case codes.MULTIPLY_ROW:
        scaleByRow(a, a, b, c, d);
        operation += 5 * WORD;
        break;
      case codes.SCALE_BY_ROW:
        scaleByRow(a, b, c, d, e);
        operation += 6 * WORD;
        break;
      case codes.ACTIVATE:
        activate(a, b, c, <i32>d);
        operation += 5 * WORD;
        break;
      case codes.DERIVATIVE:
        differentiate(a, b, c, <i32>d);
        operation += 5 * WORD;
        break;
      case codes.MULTIPLY:
        multiply(a, b, c, d);
        operation += 5 * WORD;
        break;
      case codes.SUBTRACT:
        subtract(a, b, c, d);
        operation += 5 * WORD;
        break;
      case codes.ADD:
        add(a, b, c, d);
        operation += 5 * WORD;
        break;
      case codes.GATHER:
        gather(a, b, c, d, e, f);
        operation += 7 * WORD;
        break;
      case codes.SCATTER_ADD:
        scatterAdd(a, b, c, d, e, f);
        operation += 7 * WORD;
        break;
      case codes.CAUCHY_SLOPE:
        cauchySlope(a, b, c, d, e);
        operation += 6 * WORD;
        break;
      case codes.LAPLACE_SLOPE:
        laplaceSlope(a, b, c, d, e);
        operation += 6 * WORD;
        break;
      case codes.DESCEND:
        descend(a, b, c, d, e, f);
        operation += 7 * WORD;
        break;
      case codes.SHRINK:
        shrink(a, b, c, d, e, f);
        operation += 7 * WORD;
        break;
      case codes.HALF_DOT_ROWS:
        halfDotRows(a, b, c, d, e);
        operation += 6 * WORD;
        break;
      case codes.LAPLACE_ROWS:
        laplaceRows(a, b, c, d, e);
        operation += 6 * WORD;
        break;
      case codes.CAUCHY_ROWS:
        cauchyRows(a, b, c, d, e);
        operation += 6 * WORD;
        break;
      case codes.SUM_ROWS:
        sumRows(a, b, c, d);
        operation += 5 * WORD;
        break;
      case codes.SUM_SQUARES_ROWS:
        sumSquaresRows(a, b, c, d);
        operation += 5 * WORD;
        break;
      case codes.TRACE_SUM:
        traceSum(traceRow + a * 8, b, c);
        operation += 4 * WORD;
        break;
      case codes.TRACE_NORM:
        traceNorm(traceRow + a * 8, b, c, d, e);
        operation += 6 * WORD;
        break;
      case codes.SOFTMAX_ROWS:
        softmaxRows(a, b, c, d);
        operation += 5 * WORD;
        break;
      case codes.SOFTMAX_SLOPE_ROWS:
        softmaxSlopeRows(a, b, c, d, e);
        operation += 6 * WORD;
        break;
      case codes.SCALE:
        scale(a, b, reinterpret<f32>(<u32>c), d);
        operation += 5 * WORD;
        break;
      case codes.DESCEND_MOMENTUM:
        descendMomentum(a, b, c, d, e, f, argument(operation, 6), argument(operation, 7));
        operation += 9 * WORD;
        break;
      case codes.EXPONENTIAL:
        exponential(a, b, c);
        operation += 4 * WORD;
        break;
      case codes.CATEGORICAL_ERRORS:
        categoricalErrors(a, b, c, d, e);
        operation += 6 * WORD;
        break;
      case codes.WEIGHTED_SUM_ROWS:
        weightedSumRows(a, b, c, d, e);
        operation += 6 * WORD;
        break;
      case codes.CATEGORICAL_ROWS:
        categoricalRows(a, b, c, d, e, f);
        operation += 7 * WORD;
        break;
      case codes.BERNOULLI_ROWS:
        bernoulliRows(a, b, c, d, e, f);
        operation += 7 * WORD;
        break;
      default:
        return;
    }
  }
}
