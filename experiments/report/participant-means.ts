import { criticalT } from '../analysis/student-t.ts';
import type { Estimate95 } from './summary.ts';

/** Mean over participants with its 95 % interval (Student's t); without an interval for fewer than two. */
export function meanOverParticipants(values: readonly number[]): Estimate95 {
  const known = values.filter(Number.isFinite);
  const count = known.length;
  const mean = known.reduce((sum, value) => sum + value, 0) / count;
  if (count < 2) return { value: mean, interval: { lower: Number.NaN, upper: Number.NaN } };
  const variance = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  const half = criticalT(0.05, count - 1) * Math.sqrt(variance / count);
  return { value: mean, interval: { lower: mean - half, upper: mean + half } };
}
