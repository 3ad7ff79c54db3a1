import type { ElementwiseName } from '../maths/activations.ts';

/**
 * A predictive-coding model as arithmetic: named buffers of numbers and lists of operations on them. It is built
 * once from a description of the model and executed by any engine, so that no model is written twice.
 *
 * All float buffers are row-major matrices; a vector over the units of a level is a matrix with one row.
 */
export interface Program {
  readonly buffers: readonly BufferDeclaration[];
  /** Run when clamped values, weights or precisions have changed: everything that stays the same while settling. */
  readonly prepare: readonly Operation[];
  /** Sets every level that may move to its prediction, from the top down; run after `prepare`. */
  readonly start: readonly Operation[];
  /** Predictions, prediction errors and dF/dvalues at the present values. */
  readonly evaluate: readonly Operation[];
  /** Energies and gradient norms at the present values; run after `evaluate`. Fills the trace row. */
  readonly measure: readonly Operation[];
  /** Moves the values one settle step; run after `evaluate`. */
  readonly update: readonly Operation[];
  /** dF/dweights and precision statistics at the present values, summed over the batch; run after `evaluate`. */
  readonly learn: readonly Operation[];
  /** Sequences that are run in one go. A program has either these or phases. */
  readonly routines?: readonly Routine[];
  /** Length of one trace row. */
  readonly traceLength: number;
  /** Trace columns whose sum is the total free energy (up to constants), for noticing divergence. */
  readonly energyColumns: number;
  /** Trace column that holds the largest gradient norm: settling stops when it is below the tolerance. */
  readonly normColumn: number;
}

/** Operations that an engine may rearrange as long as the buffers that are kept end up the same. */
export interface Routine {
  readonly operations: readonly Operation[];
  /** The buffers that may be read after it has run. All others that it writes are scratch from then on. */
  readonly keeps: readonly BufferId[];
}

/** Index into `Program.buffers`. */
export type BufferId = number;

/** One buffer. Index buffers hold constant whole numbers (gather tables); float buffers hold everything else. */
export interface BufferDeclaration {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  /** Contents of a constant index buffer; absent for float buffers. */
  readonly indices?: Int32Array;
}

/**
 * One operation. Sizes are written out so that an engine needs no shape inference. `out` may be the same buffer as
 * an elementwise input, never the same as an input of `matmul`, `transpose`, `gather` or `scatterAdd`.
 */
export type Operation =
  /** out[i] = from[i]. */
  | {
      readonly op: 'copy';
      readonly out: BufferId;
      readonly from: BufferId;
      readonly length: number;
    }
  /** out[i] = value. */
  | { readonly op: 'fill'; readonly out: BufferId; readonly value: number; readonly length: number }
  /** out[r, c] (+)= sum_k left[r, k] right[k, c]; a transposed right matrix lies as right[c, k]. */
  | {
      readonly op: 'matmul';
      readonly out: BufferId;
      readonly left: BufferId;
      readonly right: BufferId;
      readonly rows: number;
      readonly inner: number;
      readonly columns: number;
      readonly accumulate: boolean;
      readonly rightTransposed?: boolean;
    }
  /** out[c, r] = from[r, c]. */
  | {
      readonly op: 'transpose';
      readonly out: BufferId;
      readonly from: BufferId;
      readonly rows: number;
      readonly columns: number;
    }
  /** out[r, c] += row[c]. */
  | RowOperation<'addRow'>
  /** out[r, c] *= row[c]. */
  | RowOperation<'multiplyRow'>
  /** out[r, c] = from[r, c] * row[c]. */
  | (RowOperation<'scaleByRow'> & { readonly from: BufferId })
  /** out[i] = f(from[i]). */
  | {
      readonly op: 'activate';
      readonly out: BufferId;
      readonly from: BufferId;
      readonly length: number;
      readonly activation: ElementwiseName;
    }
  /** out[i] = f'(from[i]), from being the argument of f. */
  | {
      readonly op: 'derivative';
      readonly out: BufferId;
      readonly from: BufferId;
      readonly length: number;
      readonly activation: ElementwiseName;
    }
  /** out[r, c] = e^from[r, c] / sum_k e^from[r, k], without overflow. */
  | {
      readonly op: 'softmaxRows';
      readonly out: BufferId;
      readonly from: BufferId;
      readonly rows: number;
      readonly columns: number;
    }
  /** out[r, c] = p[r, c] (from[r, c] - sum_k p[r, k] from[r, k]), p = softmax: the transposed Jacobian of softmax, applied to from. */
  | {
      readonly op: 'softmaxSlopeRows';
      readonly out: BufferId;
      readonly from: BufferId;
      readonly softmax: BufferId;
      readonly rows: number;
      readonly columns: number;
    }
  /** out[i] = e^from[i]. */
  | {
      readonly op: 'exponential';
      readonly out: BufferId;
      readonly from: BufferId;
      readonly length: number;
    }
  /**
   * out[r, c] = from[r, c] - p[r, c] sum_k from[r, k], p = softmax: minus the slope of the cross-entropy of counts `from`
   * with respect to the logits of p.
   */
  | {
      readonly op: 'categoricalErrors';
      readonly out: BufferId;
      readonly from: BufferId;
      readonly softmax: BufferId;
      readonly rows: number;
      readonly columns: number;
    }
  /** out[i] = factor * from[i]. */
  | {
      readonly op: 'scale';
      readonly out: BufferId;
      readonly from: BufferId;
      readonly factor: number;
      readonly length: number;
    }
  /** out[i] = left[i] * right[i]. */
  | Elementwise<'multiply'>
  /** out[i] = left[i] - right[i]. */
  | Elementwise<'subtract'>
  /** out[i] = left[i] + right[i]. */
  | Elementwise<'add'>
  /** out[r, j] = from[r, index[j]], index has `outColumns` entries. */
  | IndexOperation<'gather'>
  /** out[r, index[j]] += from[r, j], index has `fromColumns` entries. */
  | IndexOperation<'scatterAdd'>
  /** out[r, c] += weight[c] * 2 x / (1 + x^2), x = from[r, c]: slope of the Cauchy prior weight * ln(1 + x^2). */
  | PriorOperation<'cauchySlope'>
  /**
   * The steepest slope of F where a Laplace prior rate * |x| has a kink: out = gradient + rate * sign(x) for x != 0,
   * and sign(gradient) * max(0, |gradient| - rate) at x = 0; from = values, out = gradient buffer (in place).
   */
  | PriorOperation<'laplaceSlope'>
  /** values[r, c] -= rate[0] * free[c] * gradient[r, c]; `free` is 1 for free units and 0 for clamped ones. */
  | {
      readonly op: 'descend';
      readonly values: BufferId;
      readonly gradient: BufferId;
      readonly rate: BufferId;
      readonly free: BufferId;
      readonly rows: number;
      readonly columns: number;
    }
  /**
   * velocity[r, c] = free[c] * (momentum[0] * velocity[r, c] - rate[0] * gradient[r, c]); values[r, c] += velocity[r, c].
   */
  | {
      readonly op: 'descendMomentum';
      readonly values: BufferId;
      readonly gradient: BufferId;
      readonly velocity: BufferId;
      readonly rate: BufferId;
      readonly momentum: BufferId;
      readonly free: BufferId;
      readonly rows: number;
      readonly columns: number;
    }
  /** For free units: values = sign(v) * max(0, |v| - rate[0] * weight[c]), the proximal step of a Laplace prior. */
  | {
      readonly op: 'shrink';
      readonly values: BufferId;
      readonly weight: BufferId;
      readonly rate: BufferId;
      readonly free: BufferId;
      readonly rows: number;
      readonly columns: number;
    }
  /** out[r] = 1/2 sum_c left[r, c] * right[r, c] (accumulated in double precision). */
  | {
      readonly op: 'halfDotRows';
      readonly out: BufferId;
      readonly left: BufferId;
      readonly right: BufferId;
      readonly rows: number;
      readonly columns: number;
    }
  /** out[r] = sum_c weight[c] * |from[r, c]|. */
  | PriorOperation<'laplaceRows'>
  /** out[r] = sum_c weight[c] * ln(1 + from[r, c]^2). */
  | PriorOperation<'cauchyRows'>
  /** out[r] = sum_c weight[c] * from[r, c]. */
  | PriorOperation<'weightedSumRows'>
  /** out[r] = -sum_c weight[c] * from[r, c] * ln p[r, c], p the softmax of the logits: cross-entropy. */
  | LikelihoodOperation<'categoricalRows'>
  /** out[r] = -sum_c weight[c] * (x ln p + (1 - x) ln(1 - p)), x = from[r, c], p the sigmoid of the logit. */
  | LikelihoodOperation<'bernoulliRows'>
  /** out[c] = sum_r from[r, c]. */
  | {
      readonly op: 'sumRows';
      readonly out: BufferId;
      readonly from: BufferId;
      readonly rows: number;
      readonly columns: number;
    }
  /** out[c] = sum_r from[r, c]^2. */
  | {
      readonly op: 'sumSquaresRows';
      readonly out: BufferId;
      readonly from: BufferId;
      readonly rows: number;
      readonly columns: number;
    }
  /** trace[column] = sum_i from[i]. */
  | {
      readonly op: 'traceSum';
      readonly column: number;
      readonly from: BufferId;
      readonly length: number;
    }
  /** trace[column] = max(trace[column], max_{r,c} free[c] * |from[r, c]|); NaN if any entry is NaN. */
  | {
      readonly op: 'traceNorm';
      readonly column: number;
      readonly from: BufferId;
      readonly free: BufferId;
      readonly rows: number;
      readonly columns: number;
    };

interface RowOperation<Name extends string> {
  readonly op: Name;
  readonly out: BufferId;
  readonly row: BufferId;
  readonly rows: number;
  readonly columns: number;
}

interface Elementwise<Name extends string> {
  readonly op: Name;
  readonly out: BufferId;
  readonly left: BufferId;
  readonly right: BufferId;
  readonly length: number;
}

interface IndexOperation<Name extends string> {
  readonly op: Name;
  readonly out: BufferId;
  readonly from: BufferId;
  readonly index: BufferId;
  readonly rows: number;
  readonly outColumns: number;
  readonly fromColumns: number;
}

interface PriorOperation<Name extends string> {
  readonly op: Name;
  readonly out: BufferId;
  readonly from: BufferId;
  readonly weight: BufferId;
  readonly rows: number;
  readonly columns: number;
}

interface LikelihoodOperation<Name extends string> extends PriorOperation<Name> {
  readonly logits: BufferId;
}

/** Name of an operation. */
export type OperationName = Operation['op'];
