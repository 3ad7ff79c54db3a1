/** What the numbers of a plane look like as a whole. */
export interface Statistics {
  readonly count: number;
  readonly smallest: number;
  readonly largest: number;
  readonly mean: number;
  /** Standard deviation over the units (not a posterior sd). */
  readonly spread: number;
  /** Euclidean norm. */
  readonly norm: number;
}

/** Statistics of a plane; `null` for an empty one. */
export function statisticsOf(plane: Float32Array): Statistics | null {
  if (plane.length === 0) return null;
  let [smallest, largest, sum, squares] = [Infinity, -Infinity, 0, 0];
  for (const value of plane) {
    smallest = Math.min(smallest, value);
    largest = Math.max(largest, value);
    sum += value;
    squares += value * value;
  }
  const count = plane.length;
  const mean = sum / count;
  const spread = Math.sqrt(Math.max(0, squares / count - mean * mean));
  return { count, smallest, largest, mean, spread, norm: Math.sqrt(squares) };
}

/** Counts of the units in equal bins between two ends; what lies outside goes to the end bins. */
export function histogramOf(
  plane: Float32Array,
  low: number,
  high: number,
  bins: number,
): Uint32Array {
  const counts = new Uint32Array(bins);
  const scale = high > low ? bins / (high - low) : 0;
  for (const value of plane) {
    const bin = Math.min(bins - 1, Math.max(0, Math.floor((value - low) * scale)));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}
