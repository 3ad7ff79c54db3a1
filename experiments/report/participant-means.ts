import { criticalT } from '../analysis/student-t.ts';
import type { Estimate95 } from './summary.ts';

/** Mean over participants with its 95 % interval (Student's t); without an interval for fewer than two. */
export function meanOverParticipants(values: readonly number[]): Estimate95 {
  const { count, mean, variance } = momentsOf(values);
  if (count < 2) return { value: mean, interval: { lower: Number.NaN, upper: Number.NaN } };
  const half = criticalT(0.05, count - 1) * Math.sqrt(variance / count);
  return { value: mean, interval: { lower: mean - half, upper: mean + half } };
}

/**
 * Difference of the means of two groups of participants (first minus second) with its 95 % interval: Welch's t, which does
 * not suppose that both vary alike; without an interval for fewer than two of a group.
 *
 * @see Welch (1947), Biometrika 34, 28
 */
export function differenceOfMeans(first: readonly number[], second: readonly number[]): Estimate95 {
  const [one, other] = [momentsOf(first), momentsOf(second)];
  const value = one.mean - other.mean;
  if (one.count < 2 || other.count < 2) {
    return { value, interval: { lower: Number.NaN, upper: Number.NaN } };
  }
  const [a, b] = [one.variance / one.count, other.variance / other.count];
  if (a + b === 0) return { value, interval: { lower: value, upper: value } };
  const freedom = (a + b) ** 2 / (a ** 2 / (one.count - 1) + b ** 2 / (other.count - 1));
  const half = criticalT(0.05, freedom) * Math.sqrt(a + b);
  return { value, interval: { lower: value - half, upper: value + half } };
}

/** Mean and variance (n - 1) of the numbers that are known. */
function momentsOf(values: readonly number[]): {
  readonly count: number;
  readonly mean: number;
  readonly variance: number;
} {
  const known = values.filter(Number.isFinite);
  const count = known.length;
  const mean = known.reduce((sum, value) => sum + value, 0) / count;
  const variance = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  return { count, mean, variance };
}
