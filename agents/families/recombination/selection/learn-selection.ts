import { cholesky, solveCholesky } from '../../../maths/cholesky.ts';
import { HelmholtzError } from '../../../errors.ts';
import type { Selection } from './selection.ts';
import { type AnnotatedSequence, kindOfFeature, selectionFeatures } from './selection-features.ts';

/** Rounds of Newton's method, and the length of a gradient at which it has arrived. */
const ROUNDS = 60;
const ARRIVED = 1e-9;

/** Makes the Hessian regular; far below what data say. */
const RIDGE = 1e-6;

/**
 * Learns selection by maximum likelihood: observed sequences are compared with generated ones, until under Q times the
 * generated ones every feature is as frequent as observed. The likelihood is concave, so that Newton's method finds it.
 *
 * Lengths, genes and amino acids are there or not in every sequence, so that weights have a free constant per kind; the
 * most frequent one of each kind has weight 0. Sequences that make no protein count for the mean of Q only.
 * Features that a smaller share of the generated proteins than `rarest` has are left out.
 *
 * @param observed Sequences after selection.
 * @param generated Sequences drawn from recombination, or all of them with their probabilities as counts.
 * @throws {HelmholtzError} `bad-sequence` without any sequence that makes a protein.
 */
export function learnSelection(
  observed: readonly AnnotatedSequence[],
  generated: readonly AnnotatedSequence[],
  { rarest = 0.01 }: { readonly rarest?: number } = {},
): Selection {
  const total = generated.reduce((sum, { count }) => sum + count, 0);
  const made = featureRows(generated);
  const seen = featureRows(observed);
  if (made.length === 0 || seen.length === 0) {
    throw new HelmholtzError(
      'bad-sequence',
      'selection: expected observed and generated sequences that make a protein; got none',
    );
  }
  const names = free(made, rarest);
  const rows = made.map((row) => names.map((name) => row.features.get(name) ?? 0));
  const counts = made.map(({ count }) => count);
  const wanted = meanOf(
    seen.map((row) => names.map((name) => row.features.get(name) ?? 0)),
    seen.map(({ count }) => count),
  );
  let weights = names.map(() => 0);
  let present = tilt(rows, counts, weights);
  for (let round = 0; round < ROUNDS; round++) {
    const mean = meanOf(rows, present.shares);
    const gradient = wanted.map((value, f) => value - mean[f]! - RIDGE * weights[f]!);
    if (Math.hypot(...gradient) < ARRIVED) break;
    const step = newtonStep(rows, present.shares, mean, gradient);
    const value = (w: readonly number[], logSum: number): number =>
      w.reduce((sum, weight, f) => sum + weight * (wanted[f]! - (RIDGE / 2) * weight), 0) - logSum;
    const before = value(weights, present.logSum);
    let size = 1;
    for (;;) {
      const next = weights.map((weight, f) => weight + size * step[f]!);
      const tilted = tilt(rows, counts, next);
      if (value(next, tilted.logSum) >= before || size < 1e-8) {
        weights = next;
        present = tilted;
        break;
      }
      size /= 2;
    }
  }
  return {
    weights: new Map(names.map((name, f) => [name, weights[f]!])),
    logNormaliser: present.logSum - Math.log(total),
  };
}

interface FeatureRow {
  readonly features: ReadonlyMap<string, number>;
  readonly count: number;
}

function featureRows(sequences: readonly AnnotatedSequence[]): FeatureRow[] {
  return sequences.flatMap((sequence) => {
    const features = selectionFeatures(sequence);
    return features === null ? [] : [{ features, count: sequence.count }];
  });
}

/** Names of features whose weights are free: frequent enough, and not the most frequent one of their kind. */
function free(rows: readonly FeatureRow[], rarest: number): string[] {
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  const frequency = new Map<string, number>();
  for (const { features, count } of rows) {
    for (const name of features.keys()) frequency.set(name, (frequency.get(name) ?? 0) + count);
  }
  const reference = new Map<string, string>();
  for (const [name, count] of frequency) {
    const kind = kindOfFeature(name);
    const best = reference.get(kind);
    if (best === undefined || count > frequency.get(best)!) reference.set(kind, name);
  }
  return [...frequency]
    .filter(
      ([name, count]) => count / total >= rarest && reference.get(kindOfFeature(name)) !== name,
    )
    .map(([name]) => name)
    .sort();
}

/** Shares of generated sequences times exp(w n), and the logarithm of their sum. */
function tilt(
  rows: readonly (readonly number[])[],
  counts: readonly number[],
  weights: readonly number[],
): { readonly shares: readonly number[]; readonly logSum: number } {
  const scores = rows.map(
    (row, index) =>
      Math.log(counts[index]!) + row.reduce((sum, value, f) => sum + value * weights[f]!, 0),
  );
  const largest = scores.reduce((most, score) => Math.max(most, score), -Infinity);
  const shares = scores.map((score) => Math.exp(score - largest));
  return { shares, logSum: largest + Math.log(shares.reduce((sum, share) => sum + share, 0)) };
}

function meanOf(rows: readonly (readonly number[])[], shares: readonly number[]): number[] {
  const total = shares.reduce((sum, share) => sum + share, 0);
  const mean = rows[0]!.map(() => 0);
  rows.forEach((row, index) => {
    row.forEach((value, f) => {
      mean[f]! += (value * shares[index]!) / total;
    });
  });
  return mean;
}

/** (Cov n + ridge I)^-1 gradient */
function newtonStep(
  rows: readonly (readonly number[])[],
  shares: readonly number[],
  mean: readonly number[],
  gradient: readonly number[],
): Float64Array {
  const size = mean.length;
  const total = shares.reduce((sum, share) => sum + share, 0);
  const covariance = new Float64Array(size * size);
  rows.forEach((row, index) => {
    const share = shares[index]! / total;
    for (let f = 0; f < size; f++) {
      const off = (row[f]! - mean[f]!) * share;
      if (off === 0) continue;
      for (let g = 0; g <= f; g++) covariance[f * size + g]! += off * (row[g]! - mean[g]!);
    }
  });
  for (let f = 0; f < size; f++) covariance[f * (size + 1)]! += RIDGE;
  const factor = cholesky(covariance, size);
  // A covariance with a ridge is positive definite.
  if (factor === null) throw new Error('a covariance of features that is not positive');
  return solveCholesky(factor, Float64Array.from(gradient));
}
