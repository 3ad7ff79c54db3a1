import {
  type AgentKind,
  type HierarchyWeights,
  loadShippedWeights,
  type ParameterValues,
  weightsFromTensors,
} from '../../agents/index.ts';
import { trainAgent } from './train-agent.ts';

/** Share of the usual batches with which networks after the first are trained. */
const BUDGET = 0.25;

/**
 * Weights of one of several networks that take part in an experiment. The first has the shipped weights; each further one
 * is trained from nothing, with a seed of its own and a quarter of the batches.
 *
 * @param index From 0.
 * @throws {HelmholtzError} `bad-weights` where none are shipped for these parameters.
 */
export async function weightsOfNetwork(
  kind: AgentKind,
  parameters: ParameterValues,
  index: number,
): Promise<HierarchyWeights> {
  if (index === 0) {
    const { tensors } = await loadShippedWeights(kind.weightsName?.(parameters) ?? kind.name);
    return weightsFromTensors(kind.hierarchy(parameters), tensors);
  }
  const training = trainAgent({
    ...{ kind, parameters, seed: index + 1, engine: 'wasm', workers: 1, budget: BUDGET },
  });
  let next = await training.next();
  while (next.done !== true) next = await training.next();
  return next.value.weights;
}
