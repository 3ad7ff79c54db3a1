import type { AgentKind } from './agent.ts';
import type { Workload } from './engine/measure-engine.ts';
import { SHARDS } from './learning/check-stage.ts';
import type { TrainingPlan } from './learning/training-plan.ts';
import type { ParameterValues } from './parameter-table.ts';
import { buildProgram } from './program/build-program.ts';

/** What an engine has to do for an agent of a kind that perceives: one observation, or one for each class. */
export function perceivingWorkload(
  { classes, hierarchy }: AgentKind,
  parameters: ParameterValues,
  now: () => number,
): Workload {
  const batch = classes?.names.length ?? 1;
  return {
    batch,
    now,
    program: () =>
      buildProgram(hierarchy(parameters), { batch, held: new Set([0]), learning: false }).program,
  };
}

/** What an engine has to do to train by a plan: a shard of its last stage, learned from. */
export function trainingWorkload({ stages }: TrainingPlan, now: () => number): Workload {
  const stage = stages.at(-1)!;
  const batch = stage.batch / SHARDS;
  return {
    batch,
    now,
    program: () =>
      buildProgram(stage.hierarchy, { batch, held: new Set([0]), learning: true }).program,
  };
}
