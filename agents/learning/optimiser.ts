/** Turns a direction of descent into a change of weights. */
export type OptimiserOptions =
  | { readonly kind: 'sgd' }
  | {
      readonly kind: 'adam';
      /** Decay of the running mean of the gradient. Default 0.9. */
      readonly firstDecay?: number;
      /** Decay of the running mean of the squared gradient. Default 0.999. */
      readonly secondDecay?: number;
      /** Decoupled weight decay (AdamW), per step and unit of learning rate. Default 0. */
      readonly weightDecay?: number;
    };

/** Memory of an optimiser for one tensor; saved with a checkpoint. */
export interface OptimiserState {
  steps: number;
  /** Running means of the gradient and its square; empty for plain descent. */
  readonly first: Float64Array;
  readonly second: Float64Array;
}

const EPSILON = 1e-8;

/** A fresh memory for a tensor of `length` numbers. */
export function createOptimiserState({ kind }: OptimiserOptions, length: number): OptimiserState {
  const size = kind === 'adam' ? length : 0;
  return { steps: 0, first: new Float64Array(size), second: new Float64Array(size) };
}

/**
 * Moves weights in place along a direction of descent (minus the gradient).
 *
 * `sgd`: w += rate d. `adam`: w += rate (m / (sqrt(v) + eps) - weightDecay w) with bias-corrected running means m, v of
 * d and d^2.
 *
 * @see Kingma & Ba (2015), Adam, arXiv:1412.6980
 */
export function optimise(
  options: OptimiserOptions,
  state: OptimiserState,
  weights: Float64Array,
  descent: ArrayLike<number>,
  rate: number,
): void {
  state.steps++;
  if (options.kind === 'sgd') {
    for (let index = 0; index < weights.length; index++) weights[index]! += rate * descent[index]!;
    return;
  }
  const { firstDecay = 0.9, secondDecay = 0.999, weightDecay = 0 } = options;
  const firstScale = 1 / (1 - firstDecay ** state.steps);
  const secondScale = 1 / (1 - secondDecay ** state.steps);
  const { first, second } = state;
  for (let index = 0; index < weights.length; index++) {
    const direction = descent[index]!;
    const mean = firstDecay * first[index]! + (1 - firstDecay) * direction;
    const square = secondDecay * second[index]! + (1 - secondDecay) * direction * direction;
    first[index] = mean;
    second[index] = square;
    weights[index]! +=
      rate *
      ((mean * firstScale) / (Math.sqrt(square * secondScale) + EPSILON) -
        weightDecay * weights[index]!);
  }
}
