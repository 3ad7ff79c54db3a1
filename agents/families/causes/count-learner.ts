import { HelmholtzError } from '../../errors.ts';

/** What is believed of two senses that count events. */
export interface CountKnowledge {
  /** ln of the precision of either count. */
  readonly logPrecision: Float64Array;
  /** Probability that `first` events are there for one sense and `second` for the other, at `first x counts + second`. */
  readonly chances: Float64Array;
}

/** Counts events with two senses, and learns from counts alone which numbers go together. */
export interface CountLearner {
  readonly knowledge: CountKnowledge;
  /** Posterior probability of every pair of numbers. */
  perceive(cues: readonly [number, number]): Float64Array;
  /** Takes one step of learning; rate in (0, 1]. */
  learn(cues: readonly (readonly [number, number])[], rate: number): void;
}

/** Where a learner of counts begins. */
export interface CountLearnerOptions {
  /** How many numbers there are: 0 to counts - 1. */
  readonly counts: number;
  /** Noise of either count before learning. */
  readonly deviations: readonly [number, number];
  /** Of all pairs; equal where absent. */
  readonly chances?: ArrayLike<number>;
}

/**
 * Every pair (z_1, z_2) of numbers of events is a hypothesis, side by side with all others, and predicts both cues:
 *
 *   F_z = sum_i (Pi_i (x_i - z_i)^2 - ln Pi_i) / 2 - ln chance_z,   r_z proportional to exp(-F_z)
 *
 * Chances and ln Pi descend the free energy of the mixture along the natural gradient:
 *
 *   chance_z += rate (mean r_z - chance_z),   ln Pi_i += rate (1 - Pi_i mean sum_z r_z (x_i - z_i)^2)
 *
 * @throws {HelmholtzError} `bad-shape` where chances are not those of all pairs.
 * @see Shams, Ma & Beierholm (2005), `REFERENCES.shams2005`
 */
export function createCountLearner({
  counts,
  deviations,
  chances: given,
}: CountLearnerOptions): CountLearner {
  const pairs = counts * counts;
  const chances = Float64Array.from(given ?? new Float64Array(pairs).fill(1 / pairs));
  if (chances.length !== pairs) {
    throw new HelmholtzError(
      'bad-shape',
      `count learner: expected ${pairs} chances, one per pair of numbers; got ${chances.length}`,
    );
  }
  const logPrecision = Float64Array.from(deviations, (deviation) => -2 * Math.log(deviation));
  const perceive = ([one, other]: readonly [number, number]): Float64Array => {
    const [first, second] = [Math.exp(logPrecision[0]!), Math.exp(logPrecision[1]!)];
    const logs = chances.map((chance, pair) => {
      const errorOne = one - Math.floor(pair / counts);
      const errorOther = other - (pair % counts);
      return Math.log(chance) - (first * errorOne ** 2 + second * errorOther ** 2) / 2;
    });
    const most = Math.max(...logs);
    const weights = logs.map((log) => Math.exp(log - most));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight) => weight / total);
  };
  return {
    get knowledge() {
      return { logPrecision: logPrecision.slice(), chances: chances.slice() };
    },
    perceive,
    learn: (cues, rate) => {
      const mean = new Float64Array(pairs);
      const squares = new Float64Array(2);
      for (const cue of cues) {
        perceive(cue).forEach((share, pair) => {
          mean[pair]! += share / cues.length;
          squares[0]! += (share * (cue[0] - Math.floor(pair / counts)) ** 2) / cues.length;
          squares[1]! += (share * (cue[1] - (pair % counts)) ** 2) / cues.length;
        });
      }
      mean.forEach((share, pair) => {
        chances[pair]! += rate * (share - chances[pair]!);
      });
      squares.forEach((square, sense) => {
        logPrecision[sense]! += rate * (1 - Math.exp(logPrecision[sense]!) * square);
      });
    },
  };
}
