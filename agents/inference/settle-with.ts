import type { FreeEnergy } from '../energy/free-energy.ts';
import type { Model } from '../model.ts';
import { beginScheme, resolveScheme } from './schemes.ts';
import type { SchemeChoice } from './scheme-facts.ts';

/** How to settle a model by a scheme. */
export interface SettleWithOptions {
  readonly scheme: SchemeChoice;
  readonly inferenceRate: number;
  /** Most steps to take. */
  readonly steps: number;
  /** Stop when the norm of dF/dvalues is at most this; 0 takes all steps. Default 0. */
  readonly tolerance?: number;
  /** Stop when the free energy, summed over the batch, is at most this. */
  readonly untilEnergy?: number;
  /** Seed of everything random. Default 1. */
  readonly seed?: number;
}

/** What came of settling. */
export interface SettledWith {
  readonly steps: number;
  /** How often dF/dvalues was evaluated on the way. */
  readonly evaluations: number;
  /** Free energy summed over the batch, in nats, at every step; the state before the first step included. */
  readonly trace: readonly FreeEnergy[];
  /** Largest absolute entry of dF/dvalues at the end. */
  readonly gradientNorm: number;
}

/**
 * Settles all rows of a model from its present values by a scheme, and counts what that cost.
 *
 * @throws {HelmholtzError} for an unknown scheme or parameter, and `not-applicable` with the reason where it cannot run.
 */
export function settleWith(model: Model, options: SettleWithOptions): SettledWith {
  const { scheme, inferenceRate, tolerance = 0, untilEnergy = -Infinity, seed = 1 } = options;
  const run = beginScheme(model, resolveScheme(scheme), {
    inferenceRate: () => inferenceRate,
    seed,
  });
  const { norm } = model.built.columns;
  let row = model.measure();
  const trace = [model.freeEnergy(row)];
  let steps = 0;
  while (steps < options.steps && row[norm]! > tolerance && trace.at(-1)!.total > untilEnergy) {
    row = run.step(steps);
    steps++;
    trace.push(model.freeEnergy(row));
  }
  return { steps, evaluations: run.evaluations, trace, gradientNorm: row[norm]! };
}
