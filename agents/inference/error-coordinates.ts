import { predictionOrder, predictionsOf } from '../graph.ts';
import { connectionShape, type Hierarchy } from '../hierarchy.ts';
import type { CurvaturePoint } from './curvature.ts';
import { predictionTerms } from './curvature-terms.ts';

/**
 * Why beliefs cannot be written as prediction errors, or `null` where they can: every level that moves has to be the sum
 * of what is predicted for it and an error of each of its units, and predictions have to have an order.
 */
export function errorCoordinatesRefusal(
  hierarchy: Hierarchy,
  moves: (level: number) => boolean,
): string | null {
  const seen = new Set<number>();
  const predictions = new Map(predictionsOf(hierarchy).map((entry) => [entry.level, entry]));
  for (const level of predictionOrder(hierarchy)) {
    seen.add(level);
    const prediction = predictions.get(level);
    if (prediction === undefined) continue;
    if (!prediction.uppers.every((upper) => upper !== level && seen.has(upper))) {
      return `predictions go round in a cycle (level ${level}), so that no level comes first; use accelerated`;
    }
    if (
      moves(level) &&
      connectionShape(hierarchy, prediction.connections[0]!).unitOfError !== null
    ) {
      return `level ${level} moves and its units are predicted more than once, by windows that overlap; use accelerated`;
    }
  }
  return null;
}

/**
 * Slope of F in the prediction errors e of the levels that move, x_l = xhat_l(x above) + e_l, at one observation:
 *
 *   dF/de_l = dF/dx_l + sum_m J_ml' dF/de_m,   J_ml = dxhat_m / dx_l,
 *
 * where m are the levels that l predicts and that move. A unit that is clamped stays where it is. For a level that
 * nothing predicts, e is the value itself.
 *
 * @param slopes dF/dvalues per level, `[units]`; empty for levels that do not move.
 */
export function slopesInErrors(
  point: CurvaturePoint,
  slopes: readonly Float64Array[],
): Float64Array[] {
  const { hierarchy, free } = point;
  const predictions = new Map(predictionsOf(hierarchy).map((entry) => [entry.level, entry]));
  const all = slopes.map((slope, level) => slope.map((entry, unit) => entry * free[level]![unit]!));
  for (const level of [...predictionOrder(hierarchy)].reverse()) {
    const prediction = predictions.get(level);
    if (prediction === undefined || all[level]!.length === 0) continue;
    const { outputSlope, contributions } = predictionTerms(point, prediction);
    for (const { upper, map, slope } of contributions) {
      const own = all[upper]!;
      if (own.length === 0) continue;
      const back = new Float64Array(own.length);
      map.addTransposed(back, outputSlope, all[level]!);
      own.forEach((entry, unit) => {
        own[unit] = entry + free[upper]![unit]! * slope[unit]! * back[unit]!;
      });
    }
  }
  return all;
}

/**
 * Values after a move of the prediction errors: from the top downwards, each what is predicted now and its new error.
 *
 * @param moves Change of the errors per level, `[units]`; empty for levels that do not move.
 */
export function valuesAfterErrors(
  point: CurvaturePoint,
  moves: readonly Float64Array[],
): Float64Array[] {
  const { hierarchy, free } = point;
  const predictions = new Map(predictionsOf(hierarchy).map((entry) => [entry.level, entry]));
  const values = point.values.map((entry) => Float64Array.from(entry));
  const moved = { ...point, values };
  for (const level of predictionOrder(hierarchy)) {
    const move = moves[level]!;
    if (move.length === 0) continue;
    const prediction = predictions.get(level);
    const before = prediction && predictionTerms(point, prediction).predicted;
    const now = prediction && predictionTerms(moved, prediction).predicted;
    values[level] = values[level]!.map((value, unit) => {
      const carried = (now?.[unit] ?? 0) - (before?.[unit] ?? 0);
      return value + free[level]![unit]! * (carried + move[unit]!);
    });
  }
  return values;
}
