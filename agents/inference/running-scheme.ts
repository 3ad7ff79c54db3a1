import type { FreeEnergy } from '../energy/free-energy.ts';
import type { Model } from '../model.ts';
import type { EnergyWatch } from './energy-watch.ts';
import { createEnergyWatch, createWanderWatch } from './energy-watch.ts';
import type { SchemeChoice, SchemeFacts } from './scheme-facts.ts';
import type { SchemeConditions, SchemeKind, SchemeRun } from './scheme.ts';
import {
  beginScheme,
  checkScheme,
  resolveScheme,
  type ResolvedScheme,
  SCHEMES,
} from './schemes.ts';
import {
  RISES_TO_DIVERGE,
  type SettleCourse,
  settleStepwise,
  settleTogether,
} from './settle-model.ts';

/** The scheme of an agent, at work on whatever model the agent has at the moment. */
export interface RunningScheme {
  readonly present: ResolvedScheme;
  /** Whether the course of the free energy gives away divergence, or that nothing changes any more. */
  readonly watch: EnergyWatch;
  /** Every scheme, and why it cannot run under these conditions. */
  list(
    conditions: SchemeConditions,
  ): readonly { readonly kind: SchemeFacts; readonly refusal: string | null }[];
  /**
   * Changes to another scheme.
   *
   * @throws {HelmholtzError} for an unknown scheme or parameter, and `not-applicable` where it cannot run.
   */
  choose(choice: SchemeChoice, conditions: SchemeConditions): void;
  /**
   * Checks that the scheme can go on under other conditions.
   *
   * @throws {HelmholtzError} `not-applicable` with the reason.
   */
  check(conditions: SchemeConditions): void;
  /** Settles a model from its present values. */
  settle(model: Model, options: RunOptions): SettleCourse;
  /** The beliefs were changed from outside, or the model was replaced. */
  restart(): void;
}

/** How long to settle. */
export interface RunOptions {
  readonly steps: number;
  readonly tolerance: number;
  /** Steps taken since the beliefs were reset. */
  readonly taken: number;
  /** What the trace says after each step; `null` for the free energy of the whole batch. */
  readonly freeEnergy: ((model: Model) => FreeEnergy) | null;
}

/** Starts with a scheme, without looking whether it can run. */
export function createRunningScheme(
  choice: SchemeChoice,
  options: { readonly seed: number; readonly inferenceRate: () => number },
): RunningScheme {
  let present = resolveScheme(choice);
  let watch = watchFor(present.kind);
  let run: { readonly on: Model; readonly scheme: SchemeRun } | null = null;
  const runOn = (model: Model): SchemeRun => {
    if (run?.on !== model) run = { on: model, scheme: beginScheme(model, present, options) };
    return run.scheme;
  };
  return {
    get present() {
      return present;
    },
    get watch() {
      return watch;
    },
    list: (conditions) =>
      SCHEMES.map((kind) => {
        const own =
          kind === present.kind
            ? present.parameters
            : resolveScheme({ name: kind.name }).parameters;
        return { kind, refusal: kind.refusal?.(conditions, own) ?? null };
      }),
    choose: (next, conditions) => {
      const resolved = resolveScheme(next);
      checkScheme(resolved, conditions);
      present = resolved;
      watch = watchFor(resolved.kind);
      run = null;
    },
    check: (conditions) => {
      checkScheme(present, conditions);
    },
    settle: (model, { steps, tolerance: asked, taken, freeEnergy }) => {
      // What never comes to rest is not settled where it happens to have no slope.
      const tolerance = present.kind.settles ? asked : -1;
      if (present.kind.name === 'euler') {
        // The engine's own loop, a hypothesis at a time only where the trace needs it.
        return freeEnergy === null
          ? settleTogether(model, steps, tolerance)
          : settleStepwise(model, { steps, tolerance, freeEnergy });
      }
      const scheme = runOn(model);
      return settleStepwise(model, {
        steps,
        tolerance,
        freeEnergy: freeEnergy ?? ((of) => of.rowFreeEnergy(0)),
        advance: (before) => scheme.step(taken + before),
      });
    },
    restart: () => {
      watch.restart();
      run?.scheme.restart();
    },
  };
}

function watchFor({ descends }: SchemeKind): EnergyWatch {
  return descends ? createEnergyWatch(RISES_TO_DIVERGE) : createWanderWatch();
}
