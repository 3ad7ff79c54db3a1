import { dense, solve } from '../../../maths/dense.ts';

/**
 * Stationary distribution of a Markov chain: the p with p = p T and sum 1. Of a chain that falls apart, uniform shares.
 *
 * @param next `[before][after]`, rows that add up to 1.
 */
export function stationaryShares(next: readonly (readonly number[])[]): number[] {
  const size = next.length;
  // (T' - I) p = 0, with the last equation replaced by sum p = 1.
  const system = Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (__, column) =>
      row === size - 1 ? 1 : next[column]![row]! - (row === column ? 1 : 0),
    ),
  );
  const right = Array.from({ length: size }, (_, row) => [row === size - 1 ? 1 : 0]);
  const found = solve(dense(system), dense(right));
  const shares = found === null ? [] : [...found.data].map((share) => Math.max(0, share));
  const total = shares.reduce((sum, share) => sum + share, 0);
  return total > 0 && Number.isFinite(total)
    ? shares.map((share) => share / total)
    : next.map(() => 1 / size);
}
