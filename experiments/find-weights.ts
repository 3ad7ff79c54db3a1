import {
  type AgentKind,
  decodeSafetensors,
  type GivenValues,
  HelmholtzError,
  type HierarchyWeights,
  loadShippedWeights,
  type ParameterValues,
  resolveParameters,
  weightsFromTensors,
} from '../agents/index.ts';
import { readBytes } from './read-bytes.ts';

/** Weights with what their file says of the examples that they were learned from. */
export interface FoundWeights {
  readonly weights: HierarchyWeights;
  readonly origin: WeightsOrigin | null;
}

/** Which examples weights were learned from. */
export interface WeightsOrigin {
  readonly dataset: string;
  readonly seed: number;
}

/**
 * Parameters of the agent whose weights a file holds: as given, else as the file says, else the defaults.
 *
 * @throws {HelmholtzError} `not-readable`, `bad-weights` if the file is of another agent.
 */
export async function parametersOfWeights(
  kind: AgentKind,
  file: string | undefined,
  given: GivenValues = {},
): Promise<ParameterValues> {
  if (file === undefined) return resolveParameters(kind.name, kind.parameters, given);
  const { metadata } = decodeSafetensors(await readBytes(file), file);
  const { agent, parameters } = metadata;
  if (agent !== undefined && agent !== kind.name) {
    throw new HelmholtzError(
      'bad-weights',
      `${file}: expected weights of ${kind.name}; got those of ${agent}`,
    );
  }
  const own = parameters === undefined ? {} : (JSON.parse(parameters) as GivenValues);
  return resolveParameters(kind.name, kind.parameters, { ...own, ...given });
}

/**
 * Weights of an agent as numbers: from a file, as shipped, or as written down in its declaration.
 *
 * @throws {HelmholtzError} `not-readable` or `bad-weights`; `not-applicable` for an agent that settles no hierarchy.
 */
export async function findWeights(
  kind: AgentKind,
  parameters: ParameterValues,
  file?: string,
): Promise<FoundWeights> {
  if (kind.inference !== undefined) {
    throw new HelmholtzError(
      'not-applicable',
      `${kind.name}: its inference is its own, so that there is no hierarchy to look into; expected an agent that settles one`,
    );
  }
  const hierarchy = kind.hierarchy(parameters);
  if (file !== undefined) {
    const { tensors, metadata } = decodeSafetensors(await readBytes(file), file);
    const { dataset, seed } = metadata;
    return {
      weights: weightsFromTensors(hierarchy, tensors),
      origin: dataset === undefined || seed === undefined ? null : { dataset, seed: Number(seed) },
    };
  }
  if (kind.weights !== 'trained') {
    return { weights: weightsFromTensors(hierarchy, kind.weights(parameters)), origin: null };
  }
  const { tensors, record } = await loadShippedWeights(kind.weightsName?.(parameters) ?? kind.name);
  return { weights: weightsFromTensors(hierarchy, tensors), origin: record };
}
