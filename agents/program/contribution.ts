import type { ConnectionShape } from '../hierarchy.ts';
import type { ActivationName } from '../maths/activations.ts';
import type { BufferId, Operation } from './program.ts';
import type { Emit } from './writer.ts';

/** What one connection adds to the preactivation of the level that it predicts. */
export interface Contribution extends TransformWriter {
  readonly shape: ConnectionShape;
  readonly upper: number;
  readonly activation: ActivationName;
  readonly lowerFromUpper: BufferId;
  readonly bias: BufferId | null;
  /** f(x) of the upper level; the values themselves where f is linear. */
  readonly activated: BufferId;
  /** Computes `activated`; nothing where f is linear. */
  readonly activate: readonly Operation[];
}

/** The arithmetic of one transform. `delta` is g' .* weighted errors of the lower level, `batch x units`. */
export interface TransformWriter {
  /** W f(x) + b, added to a buffer of preactivations or overwriting it. */
  readonly contribute: (preactivation: BufferId, accumulate: boolean) => readonly Operation[];
  /** out = W' delta, one number per upper unit; `null` where it is delta itself. */
  readonly sendBack: ((delta: BufferId, out: BufferId) => readonly Operation[]) | null;
  /** Sums of delta f(x)' over the batch, and of delta for the bias. */
  readonly writeDescent: (
    emit: Emit,
    delta: BufferId,
    out: { readonly weights: BufferId; readonly bias: BufferId | null },
  ) => void;
}

/** What a transform is written from. */
export interface TransformTask {
  readonly name: (what: string) => string;
  readonly batch: number;
  readonly shape: ConnectionShape;
  /** Units of the upper level. */
  readonly upperUnits: number;
  /** f(x) of the upper level. */
  readonly activated: BufferId;
  /** Weights with their scale, `lower x upper`. */
  readonly weights: BufferId;
  /** The same, transposed. */
  readonly transposed: BufferId;
  readonly bias: BufferId | null;
}
