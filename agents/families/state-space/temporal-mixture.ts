import { HelmholtzError } from '../../errors.ts';
import type { Sequence } from '../../sequence.ts';
import { codeSequence } from './temporal-predictive-coding.ts';
import type { CodedStep } from './temporal-predictive-coder.ts';
import type { TemporalHierarchy } from './temporal-hierarchy.ts';

/** What each story of a mixture makes of a sequence. */
export interface MixedPercept {
  /** Posterior probability of each story. */
  readonly shares: Float64Array;
  /** Settled values of each story after the last step. */
  readonly last: readonly CodedStep[];
}

/** Several stories of how a sequence comes about, each a temporal predictive coder, and how often each is true. */
export interface TemporalMixture {
  /** Prior probability of each story, as learned so far. */
  readonly chances: Float64Array;
  /** Settles every story on a sequence. */
  perceive(sequence: Sequence): MixedPercept;
  /** Learns the chances from sequences; nothing tells which story made them. */
  learn(sequences: readonly Sequence[], rate: number): void;
}

/**
 * A mixture of temporal predictive coders with one hidden level each, whose covariance is tracked, so that every story has
 * its exact evidence ln p(sequence | story). Log odds of the stories descend the free energy of the mixture:
 *
 *   r_k proportional to chance_k p(sequence | k),  -dF/d ln chance_k = mean r_k - chance_k
 *
 * @param stories Linear state-space models of one hidden level.
 * @param chances Where learning begins; equal where absent.
 * @throws {HelmholtzError} `bad-shape` where there is no story, or chances that do not fit.
 * @see Millidge et al. (2024), `REFERENCES.millidge2024`
 */
export function createTemporalMixture(
  stories: readonly TemporalHierarchy[],
  chances: readonly number[] = stories.map(() => 1 / stories.length),
): TemporalMixture {
  if (stories.length === 0 || chances.length !== stories.length) {
    throw new HelmholtzError(
      'bad-shape',
      `temporal mixture: expected one chance for each of at least one story; got ${chances.length} for ${stories.length}`,
    );
  }
  const logChances = Float64Array.from(chances, Math.log);
  const present = (): Float64Array => normalised(logChances);
  const perceive = (sequence: Sequence): MixedPercept => {
    const coded = stories.map((story) =>
      codeSequence(story, sequence, { priorCovariance: 'tracked', settleSteps: 4000 }),
    );
    return {
      shares: normalised(
        Float64Array.from(coded, ({ logPredictive }, at) => logChances[at]! + logPredictive),
      ),
      last: coded.map(({ steps }) => steps.at(-1)!),
    };
  };
  return {
    get chances() {
      return present();
    },
    perceive,
    learn: (sequences, rate) => {
      const counted = new Float64Array(stories.length);
      for (const sequence of sequences) {
        perceive(sequence).shares.forEach((share, at) => {
          counted[at]! += share;
        });
      }
      const before = present();
      counted.forEach((count, at) => {
        logChances[at]! += rate * (count / sequences.length - before[at]!);
      });
    },
  };
}

/** exp of logarithms, so that they sum to one. */
function normalised(logs: Float64Array): Float64Array {
  const most = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - most));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
