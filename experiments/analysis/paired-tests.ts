import { HelmholtzError, logGamma, type Random } from '../../agents/index.ts';
import { criticalT, twoSidedT } from './student-t.ts';

/** What two series of scores, pair by pair, say about the difference of their means. */
export interface PairedComparison {
  readonly pairs: number;
  /** Mean of the first minus mean of the second. */
  readonly difference: number;
  /** 95 % confidence interval of the difference, by Student's t. */
  readonly interval: readonly [number, number];
  /** Two-sided paired t-test; `null` where all differences are equal. */
  readonly tTest: { readonly t: number; readonly freedom: number; readonly p: number } | null;
  /** Two-sided sign test: pairs in which the first, or the second, is larger; ties are left out. */
  readonly signTest: { readonly first: number; readonly second: number; readonly p: number };
  /** Two-sided permutation test of the mean difference: each pair may be exchanged. */
  readonly permutationTest: { readonly isExact: boolean; readonly p: number };
}

/** Up to so many pairs all exchanges are tried. */
const EXACT_PAIRS = 14;
const DRAWS = 10_000;
const CONFIDENCE = 0.95;

/**
 * Compares two series of scores that come in pairs: the same examples, or the same seeds.
 *
 * @throws {HelmholtzError} `bad-shape` unless there are as many of the one as of the other, and at least two.
 */
export function comparePairs(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  random: Random,
): PairedComparison {
  const pairs = first.length;
  if (pairs !== second.length || pairs < 2) {
    throw new HelmholtzError(
      'bad-shape',
      `comparePairs: expected two or more pairs; got ${pairs} and ${second.length} scores`,
    );
  }
  const differences = Float64Array.from(first, (score, index) => score - second[index]!);
  const difference = differences.reduce((sum, value) => sum + value, 0) / pairs;
  const variance =
    differences.reduce((sum, value) => sum + (value - difference) ** 2, 0) / (pairs - 1);
  const error = Math.sqrt(variance / pairs);
  const freedom = pairs - 1;
  const reach = error * criticalT(1 - CONFIDENCE, freedom);
  const t = difference / error;
  return {
    pairs,
    difference,
    interval: [difference - reach, difference + reach],
    tTest: error > 0 ? { t, freedom, p: twoSidedT(t, freedom) } : null,
    signTest: signTest(differences),
    permutationTest: permutationTest(differences, random),
  };
}

function signTest(differences: Float64Array): PairedComparison['signTest'] {
  const first = differences.filter((value) => value > 0).length;
  const second = differences.filter((value) => value < 0).length;
  const count = first + second;
  // Both tails of a fair coin: the probability of at most the smaller number, twice.
  let tail = 0;
  for (let successes = 0; successes <= Math.min(first, second); successes++) {
    tail += Math.exp(
      logGamma(count + 1) -
        logGamma(successes + 1) -
        logGamma(count - successes + 1) -
        count * Math.LN2,
    );
  }
  return { first, second, p: Math.min(1, 2 * tail) };
}

function permutationTest(
  differences: Float64Array,
  random: Random,
): PairedComparison['permutationTest'] {
  const open = differences.filter((value) => value !== 0);
  const observed = Math.abs(open.reduce((sum, value) => sum + value, 0));
  // Rounding must not make an exchange that is as extreme look less so.
  const least = observed * (1 - 1e-12);
  const isExact = open.length <= EXACT_PAIRS;
  const draws = isExact ? 2 ** open.length : DRAWS;
  let extreme = 0;
  for (let draw = 0; draw < draws; draw++) {
    let sum = 0;
    for (let pair = 0; pair < open.length; pair++) {
      const isExchanged = isExact ? ((draw >> pair) & 1) === 1 : random.uniform() < 0.5;
      sum += isExchanged ? -open[pair]! : open[pair]!;
    }
    if (Math.abs(sum) >= least) extreme++;
  }
  // Among random exchanges the observed order counts as one more (Phipson & Smyth 2010): p is never zero.
  return { isExact, p: isExact ? extreme / draws : (extreme + 1) / (draws + 1) };
}
