import {
  type AgentKind,
  decodeSafetensors,
  type HierarchyWeights,
  loadShippedWeights,
  type ParameterValues,
  weightsFromTensors,
} from '../agents/index.ts';
import { readBytes } from './read-bytes.ts';

/**
 * Weights of an agent as numbers: from a file, as shipped, or as written down in its declaration.
 *
 * @throws {HelmholtzError} `not-readable` or `bad-weights`.
 */
export async function findWeights(
  kind: AgentKind,
  parameters: ParameterValues,
  file?: string,
): Promise<HierarchyWeights> {
  const hierarchy = kind.hierarchy(parameters);
  if (file !== undefined) {
    return weightsFromTensors(hierarchy, decodeSafetensors(await readBytes(file), file).tensors);
  }
  if (kind.weights !== 'trained') return weightsFromTensors(hierarchy, kind.weights(parameters));
  const { tensors } = await loadShippedWeights(kind.weightsName?.(parameters) ?? kind.name);
  return weightsFromTensors(hierarchy, tensors);
}
