import type { Agent, AgentKind, AgentOptions, NamedTensors } from './agent.ts';
import { createEngine, DEFAULT_ENGINE } from './engine/select-engine.ts';
import { perceivingWorkload } from './engine-workload.ts';
import type { Hierarchy } from './hierarchy.ts';
import { resolveParameters } from './parameters.ts';
import { SettlingAgent } from './settling-agent.ts';
import { weightsFromTensors, type HierarchyWeights } from './weights/parameters-of-hierarchy.ts';
import { loadShippedWeights } from './weights/shipped-weights.ts';
import type { WeightsRecord } from './weights/training-record.ts';

/**
 * Makes a running agent of a kind. Whoever makes it calls `dispose`.
 *
 * @throws {HelmholtzError} for unknown or impossible parameters, an unknown engine, or weights that are missing, damaged
 *   or do not fit.
 */
export async function createAgent(kind: AgentKind, options: AgentOptions = {}): Promise<Agent> {
  const parameters = resolveParameters(kind.name, kind.parameters, options.parameters);
  if (kind.inference !== undefined) {
    const { weights: given } = options;
    const weights = given ?? writtenWeights(kind, parameters);
    const record = given === undefined ? await recordOf(kind) : null;
    return kind.inference.create({ kind, parameters, options, weights, record });
  }
  const hierarchy = kind.hierarchy(parameters);
  const { weights, record } = await findWeights(kind, hierarchy, options, parameters);
  const { engine = DEFAULT_ENGINE, now } = options;
  const selected = await createEngine(
    engine,
    now === undefined ? undefined : perceivingWorkload(kind, parameters, now),
  );
  return new SettlingAgent({ kind, options, parameters, hierarchy, weights, record, selected });
}

/** Weights that are part of a declaration; none where they are trained. */
function writtenWeights({ weights }: AgentKind, parameters: Agent['parameters']): NamedTensors {
  return weights === 'trained' ? new Map() : weights(parameters);
}

/** How weights came about that are part of a declaration. */
async function recordOf({ record }: AgentKind): Promise<WeightsRecord | null> {
  return record === undefined ? null : await record();
}

async function findWeights(
  kind: AgentKind,
  hierarchy: Hierarchy,
  options: AgentOptions,
  parameters: Agent['parameters'],
): Promise<{ weights: HierarchyWeights; record: WeightsRecord | null }> {
  if (options.weights !== undefined) {
    return { weights: weightsFromTensors(hierarchy, options.weights), record: null };
  }
  if (kind.weights !== 'trained') {
    const weights = weightsFromTensors(hierarchy, kind.weights(parameters));
    return { weights, record: await recordOf(kind) };
  }
  const shipped = await loadShippedWeights(kind.weightsName?.(parameters) ?? kind.name);
  return { weights: weightsFromTensors(hierarchy, shipped.tensors), record: shipped.record };
}
