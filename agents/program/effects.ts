import type { BufferId, Operation } from './program.ts';

/** What an operation does to buffers. */
export interface Effect {
  /** The buffer that it writes; `null` for the ones that fill the trace. */
  readonly out: BufferId | null;
  /** Float buffers that it reads, `out` included where the result depends on what was there. */
  readonly reads: readonly BufferId[];
}

/** What an operation reads and writes. */
export function effectOf(operation: Operation): Effect {
  switch (operation.op) {
    case 'fill':
      return { out: operation.out, reads: [] };
    case 'copy':
    case 'transpose':
    case 'activate':
    case 'derivative':
    case 'gather':
    case 'softmaxRows':
    case 'exponential':
    case 'scale':
    case 'sumRows':
    case 'sumSquaresRows':
      return { out: operation.out, reads: [operation.from] };
    case 'addRow':
    case 'multiplyRow':
      return { out: operation.out, reads: [operation.out, operation.row] };
    case 'scaleByRow':
      return { out: operation.out, reads: [operation.from, operation.row] };
    case 'matmul': {
      const { out, left, right, accumulate } = operation;
      return { out, reads: accumulate ? [left, right, out] : [left, right] };
    }
    case 'multiply':
    case 'subtract':
    case 'add':
    case 'halfDotRows':
      return { out: operation.out, reads: [operation.left, operation.right] };
    case 'scatterAdd':
      return { out: operation.out, reads: [operation.out, operation.from] };
    case 'cauchySlope':
    case 'laplaceSlope':
      return { out: operation.out, reads: [operation.out, operation.from, operation.weight] };
    case 'laplaceRows':
    case 'cauchyRows':
    case 'weightedSumRows':
      return { out: operation.out, reads: [operation.from, operation.weight] };
    case 'categoricalRows':
    case 'bernoulliRows': {
      const { out, from, logits, weight } = operation;
      return { out, reads: [from, logits, weight] };
    }
    case 'softmaxSlopeRows':
    case 'categoricalErrors':
      return { out: operation.out, reads: [operation.from, operation.softmax] };
    case 'descend': {
      const { values, gradient, rate, free } = operation;
      return { out: values, reads: [values, gradient, rate, free] };
    }
    case 'descendMomentum': {
      // Velocity changes with the values: whoever wants the one keeps the other.
      const { values, gradient, velocity, rate, momentum, free } = operation;
      return { out: values, reads: [values, gradient, velocity, rate, momentum, free] };
    }
    case 'shrink': {
      const { values, weight, rate, free } = operation;
      return { out: values, reads: [values, weight, rate, free] };
    }
    case 'traceSum':
      return { out: null, reads: [operation.from] };
    case 'traceNorm':
      return { out: null, reads: [operation.from, operation.free] };
  }
}
