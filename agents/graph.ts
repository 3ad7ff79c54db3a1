import { connectionEnds, type Hierarchy } from './hierarchy.ts';

/** All that predicts one level. */
export interface LevelPrediction {
  /** The level that is predicted. */
  readonly level: number;
  /** Connections that predict it together, in their order; the first of them leads: it holds the learned precision. */
  readonly connections: readonly number[];
  /** The level at the upper end of each of them. */
  readonly uppers: readonly number[];
}

/** What predicts each level, in the order of the leading connections. Levels that nothing predicts are left out. */
export function predictionsOf(hierarchy: Hierarchy): readonly LevelPrediction[] {
  const ends = hierarchy.connections.map((_, index) => connectionEnds(hierarchy, index));
  const levels = [...new Set(ends.map(({ lower }) => lower))];
  return levels.map((level) => {
    const connections = [...ends.keys()].filter((index) => ends[index]!.lower === level);
    return { level, connections, uppers: connections.map((index) => ends[index]!.upper) };
  });
}

/** Whether a connection is the first that predicts its lower level: it holds the precision of the prediction errors. */
export function leadsPrediction(hierarchy: Hierarchy, index: number): boolean {
  const { lower } = connectionEnds(hierarchy, index);
  return hierarchy.connections.every(
    (_, other) => other >= index || connectionEnds(hierarchy, other).lower !== lower,
  );
}

/**
 * Levels in an order in which predictions can be passed down: each after all that predict it, the highest number first
 * where there is a choice. Around a cycle, which has no such order, the highest number comes first.
 */
export function predictionOrder(hierarchy: Hierarchy): readonly number[] {
  const uppersOf = new Map(predictionsOf(hierarchy).map(({ level, uppers }) => [level, uppers]));
  const order: number[] = [];
  const left = new Set(hierarchy.levels.keys());
  while (left.size > 0) {
    const descending = [...left].sort((a, b) => b - a);
    const next =
      descending.find((level) =>
        (uppersOf.get(level) ?? []).every((upper) => !left.has(upper) || upper === level),
      ) ?? descending[0]!;
    left.delete(next);
    order.push(next);
  }
  return order;
}
