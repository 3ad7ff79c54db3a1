import { HelmholtzError } from '../errors.ts';
import { spectralNorm } from './spectral-norm.ts';

/**
 * How a direction of descent becomes a change of weights.
 *
 * - `sgd`: plain descent, w += rate d;
 * - `momentum`: heavy ball, v = momentum v + d, w += rate v;
 * - `adam`: running means of the gradient and its square, without decay;
 * - `adamw`: the same, with weight decay that the running means do not see.
 *
 * Weight decay is decoupled everywhere: it takes rate x weightDecay x w from the weights at each step, whatever the
 * gradient was.
 */
export type OptimiserOptions = SpectralPenalty &
  (
    | { readonly kind: 'sgd'; readonly weightDecay?: number }
    | {
        readonly kind: 'momentum';
        /** Share of the previous step that is kept, in [0, 1). */
        readonly momentum: number;
        readonly weightDecay?: number;
      }
    | ({ readonly kind: 'adam' } & RunningMeans)
    | ({
        readonly kind: 'adamw';
        /** Decay per step and unit of learning rate. */
        readonly weightDecay: number;
      } & RunningMeans)
  );

interface SpectralPenalty {
  /** Strength s of the penalty s/2 sigma^2 on the largest singular value of each weight matrix. Default 0. */
  readonly spectralPenalty?: number;
}

/** How long Adam remembers. */
export interface RunningMeans {
  /** Decay of the running mean of the gradient. Default 0.9. */
  readonly firstDecay?: number;
  /** Decay of the running mean of the squared gradient. Default 0.999. */
  readonly secondDecay?: number;
}

/** Memory of an optimiser for one tensor; saved with a checkpoint. */
export interface OptimiserState {
  steps: number;
  /** Running mean of the gradient (Adam) or the velocity (momentum); empty for plain descent. */
  readonly first: Float64Array;
  /** Running mean of the squared gradient; empty but for Adam. */
  readonly second: Float64Array;
  /** Right singular vector of the largest singular value so far; empty without spectral penalty. */
  readonly singular: Float64Array;
}

const EPSILON = 1e-8;

/** Power iterations per step; the vector is kept from step to step, so that one follows the slowly changing weights. */
const POWER_ITERATIONS = 2;

/**
 * Checks what the types cannot: ranges, and options that the kind does not have.
 *
 * @param place Named in the error.
 * @throws {HelmholtzError} `parameter-out-of-range` or `not-applicable`.
 */
export function checkOptimiser(options: OptimiserOptions, place: string): void {
  const own: Readonly<Record<OptimiserOptions['kind'], readonly string[]>> = {
    sgd: ['weightDecay'],
    momentum: ['momentum', 'weightDecay'],
    adam: ['firstDecay', 'secondDecay'],
    adamw: ['firstDecay', 'secondDecay', 'weightDecay'],
  };
  for (const [name, value] of Object.entries(options)) {
    if (name === 'kind') continue;
    if (name !== 'spectralPenalty' && !own[options.kind].includes(name)) {
      throw new HelmholtzError(
        'not-applicable',
        `${place}.${name}: ${options.kind} has ${own[options.kind].join(', ')} and spectralPenalty only${name === 'weightDecay' ? '; adamw decays' : ''}`,
      );
    }
    const isShare = name !== 'weightDecay' && name !== 'spectralPenalty';
    const isValid =
      typeof value === 'number' && Number.isFinite(value) && value >= 0 && (!isShare || value < 1);
    if (!isValid) {
      throw new HelmholtzError(
        'parameter-out-of-range',
        `${place}.${name}: expected a number ${isShare ? 'in [0, 1)' : '>= 0'}; got ${String(value)}`,
      );
    }
  }
}

/** A fresh memory for a tensor of `length` numbers in rows of `columns`. */
export function createOptimiserState(
  options: OptimiserOptions,
  length: number,
  columns = length,
): OptimiserState {
  const { kind, spectralPenalty = 0 } = options;
  const isAdam = kind === 'adam' || kind === 'adamw';
  return {
    steps: 0,
    first: new Float64Array(isAdam || kind === 'momentum' ? length : 0),
    second: new Float64Array(isAdam ? length : 0),
    singular: new Float64Array(spectralPenalty > 0 ? columns : 0),
  };
}

/** The same optimiser for biases, which are neither decayed nor penalised: nothing is gained by pulling them to zero. */
export function forBiases(options: OptimiserOptions): OptimiserOptions {
  return 'weightDecay' in options
    ? { ...options, weightDecay: 0, spectralPenalty: 0 }
    : { ...options, spectralPenalty: 0 };
}

/**
 * Moves weights in place along a direction of descent d (minus the gradient).
 *
 *   sgd, momentum   w += rate (d or v - weightDecay w)
 *   adam, adamw     w += rate (m / (sqrt(v) + eps) - weightDecay w), m and v bias-corrected running means of d and d^2
 *
 * A spectral penalty takes its own gradient, s sigma u v', from d.
 *
 * @see Kingma & Ba (2015), Adam, arXiv:1412.6980
 * @see Loshchilov & Hutter (2019), Decoupled weight decay regularization, arXiv:1711.05101
 * @see Yoshida & Miyato (2017), Spectral norm regularization, arXiv:1705.10941
 */
export function optimise(
  options: OptimiserOptions,
  state: OptimiserState,
  weights: Float64Array,
  descent: ArrayLike<number>,
  rate: number,
): void {
  state.steps++;
  const direction = penalised(options, state, weights, descent);
  const weightDecay = 'weightDecay' in options ? (options.weightDecay ?? 0) : 0;
  switch (options.kind) {
    case 'sgd':
      for (let index = 0; index < weights.length; index++) {
        weights[index]! += rate * (direction[index]! - weightDecay * weights[index]!);
      }
      return;
    case 'momentum': {
      const { first: velocity } = state;
      for (let index = 0; index < weights.length; index++) {
        velocity[index] = options.momentum * velocity[index]! + direction[index]!;
        weights[index]! += rate * (velocity[index]! - weightDecay * weights[index]!);
      }
      return;
    }
    case 'adam':
    case 'adamw':
      adam({ ...options, weightDecay }, state, weights, direction, rate);
  }
}

function adam(
  {
    firstDecay = 0.9,
    secondDecay = 0.999,
    weightDecay,
  }: RunningMeans & { readonly weightDecay: number },
  { steps, first, second }: OptimiserState,
  weights: Float64Array,
  direction: ArrayLike<number>,
  rate: number,
): void {
  const firstScale = 1 / (1 - firstDecay ** steps);
  const secondScale = 1 / (1 - secondDecay ** steps);
  for (let index = 0; index < weights.length; index++) {
    const slope = direction[index]!;
    const mean = firstDecay * first[index]! + (1 - firstDecay) * slope;
    const square = secondDecay * second[index]! + (1 - secondDecay) * slope * slope;
    first[index] = mean;
    second[index] = square;
    weights[index]! +=
      rate *
      ((mean * firstScale) / (Math.sqrt(square * secondScale) + EPSILON) -
        weightDecay * weights[index]!);
  }
}

/** The direction without the gradient of the spectral penalty. */
function penalised(
  { spectralPenalty = 0 }: OptimiserOptions,
  { singular }: OptimiserState,
  weights: Float64Array,
  descent: ArrayLike<number>,
): ArrayLike<number> {
  if (spectralPenalty === 0 || singular.length === 0) return descent;
  const { norm, left } = spectralNorm(weights, singular, POWER_ITERATIONS);
  const columns = singular.length;
  return weights.map(
    (_, entry) =>
      descent[entry]! -
      spectralPenalty * norm * left[Math.floor(entry / columns)]! * singular[entry % columns]!,
  );
}
