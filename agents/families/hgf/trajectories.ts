import type { CompiledNetwork } from './compile-network.ts';
import type { HgfFailure } from './failure.ts';
import { SMALLEST_PROBABILITY } from './observations.ts';

/** The belief about one state, trial by trial. */
export interface StateTrajectory {
  /** muhat: before the observation of the trial. */
  readonly expectedMean: Float64Array;
  /** pihat: before the observation. */
  readonly expectedPrecision: Float64Array;
  /** mu: after the observation. */
  readonly mean: Float64Array;
  /** pi: after the observation. */
  readonly precision: Float64Array;
}

/** What an input was expected to show, trial by trial. */
export interface InputTrajectory {
  /**
   * For a binary input the probability of 1; for a continuous one its mean; for a categorical one the probabilities of
   * all categories, trial after trial.
   */
  readonly prediction: Float64Array;
  /** -ln p(observation | the trials before), in nats; 0 where nothing was observed. */
  readonly surprise: Float64Array;
}

/** Everything that a filter believed. */
export interface HgfTrajectories {
  readonly trials: number;
  readonly states: Readonly<Record<string, StateTrajectory>>;
  readonly inputs: Readonly<Record<string, InputTrajectory>>;
  /** Sum of all surprises, in nats; infinite if the filter failed. */
  readonly surprise: number;
  /** Why the filter stopped before the end; its beliefs from that trial on are NaN. */
  readonly failure: HgfFailure | null;
}

/** A filter at work: what it was given, and what it has written so far. */
export interface Run {
  readonly compiled: CompiledNetwork;
  readonly values: readonly ArrayLike<number>[];
  readonly timeSteps: ArrayLike<number> | null;
  readonly states: readonly StateTrajectory[];
  readonly inputs: readonly InputTrajectory[];
  /** gamma of every state on this trial. */
  readonly shares: Float64Array;
  /** Whether a state was updated on this trial. */
  readonly updated: Uint8Array;
  readonly scratch: Float64Array;
}

/** mu of the trial before. */
export function formerMean(run: Run, state: number, trial: number): number {
  return trial === 0 ? run.compiled.states[state]!.node.mean : run.states[state]!.mean[trial - 1]!;
}

/** pi of the trial before. */
export function formerPrecision(run: Run, state: number, trial: number): number {
  return trial === 0
    ? run.compiled.states[state]!.node.precision
    : run.states[state]!.precision[trial - 1]!;
}

/** The probability, kept away from 0 and 1. */
export function clipped(probability: number): number {
  return Math.min(1 - SMALLEST_PROBABILITY, Math.max(SMALLEST_PROBABILITY, probability));
}
