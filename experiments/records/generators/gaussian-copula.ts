import {
  cholesky,
  HelmholtzError,
  normalCumulative,
  normalQuantile,
} from '../../../agents/index.ts';
import type { RecordGenerator } from './record-generator.ts';

/** Added to the diagonal of correlations, so that columns that follow from each other do no harm. */
const RIDGE = 1e-6;

/**
 * Joins the margins by a Gaussian: every value becomes the normal score of its rank (the middle of its category), scores
 * are correlated as in the table, and new scores are turned back by the quantiles of the margins.
 */
export const gaussianCopula: RecordGenerator = {
  learn({ schema, rows }) {
    const sorted = schema.columns.map((_, at) => Float64Array.from(rows, (row) => row[at]!).sort());
    const scores = rows.map((row) =>
      row.map((value, at) => normalQuantile(rank(sorted[at]!, value))),
    );
    const size = schema.columns.length;
    const correlation = new Float64Array(size * size);
    const deviation = schema.columns.map((_, at) =>
      Math.sqrt(scores.reduce((sum, row) => sum + row[at]! ** 2, 0) / rows.length),
    );
    for (let a = 0; a < size; a++) {
      for (let b = 0; b < size; b++) {
        const sum = scores.reduce((total, row) => total + row[a]! * row[b]!, 0) / rows.length;
        const scale = deviation[a]! * deviation[b]!;
        correlation[a * size + b] = (scale === 0 ? 0 : sum / scale) + (a === b ? RIDGE : 0);
      }
      correlation[a * size + a] = 1 + RIDGE;
    }
    const factor = cholesky(correlation, size);
    if (factor === null) {
      throw new HelmholtzError(
        'bad-shape',
        'records: expected columns that vary; got constant ones',
      );
    }
    return (count, random) => ({
      schema,
      rows: Array.from({ length: count }, () => {
        const noise = schema.columns.map(() => random.normal());
        return schema.columns.map((_, at) => {
          let score = 0;
          for (let k = 0; k <= at; k++) score += factor.lower[at * size + k]! * noise[k]!;
          return quantile(sorted[at]!, normalCumulative(score), schema.columns[at]!.kind);
        });
      }),
    });
  },
};

/** Middle of the ranks of a value, in (0, 1). */
function rank(sorted: Float64Array, value: number): number {
  const below = lowerBound(sorted, (other) => other < value);
  const upTo = lowerBound(sorted, (other) => other <= value);
  return (below + upTo) / 2 / sorted.length;
}

/** How many values at the beginning of a sorted list are such. */
function lowerBound(sorted: Float64Array, isSuch: (value: number) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isSuch(sorted[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Value at a share of a margin; between the values that occur where they are numbers, so that none is anybody's. */
function quantile(sorted: Float64Array, share: number, kind: 'number' | 'category'): number {
  const place = share * sorted.length - 0.5;
  const last = sorted.length - 1;
  if (kind === 'category') return sorted[Math.min(last, Math.max(0, Math.round(place)))]!;
  const low = Math.min(last, Math.max(0, Math.floor(place)));
  const high = Math.min(last, low + 1);
  const part = Math.min(1, Math.max(0, place - low));
  return sorted[low]! + part * (sorted[high]! - sorted[low]!);
}
