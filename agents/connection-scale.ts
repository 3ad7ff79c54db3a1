import { connectionEnds, connectionShape, type Hierarchy } from './hierarchy.ts';

/**
 * Factor on the weights of a connection: as described, or by the parameterisation of the hierarchy.
 *
 * @see Innocenti, Achour & Buckley (2025), muPC: scaling predictive coding to 100+ layer networks, arXiv:2505.13124
 */
export function connectionScale(hierarchy: Hierarchy, index: number): number {
  const given = hierarchy.connections[index]?.scale;
  if (given !== undefined) return given;
  const fanIn = connectionShape(hierarchy, index).upper;
  if (hierarchy.parameterisation !== 'mupc' || fanIn === 0) return 1;
  const all = hierarchy.connections.keys();
  const ends = [...all].map((other) => connectionEnds(hierarchy, other));
  const { lower, upper } = ends[index]!;
  if (ends.every((other) => other.lower !== upper)) return 1 / Math.sqrt(fanIn);
  if (ends.every((other) => other.upper !== lower)) return 1 / fanIn;
  const depth = hierarchy.connections.filter(
    ({ transform }) => transform.kind !== 'identity',
  ).length;
  return 1 / Math.sqrt(fanIn * depth);
}
