import type { Engine } from '../../engine/engine.ts';
import { HelmholtzError } from '../../errors.ts';
import { createOptimiserState, optimise, type OptimiserOptions } from '../../learning/optimiser.ts';
import { logPrecisionGradient } from '../../learning/precision-learning.ts';
import { type CauseBeliefs, createCauseHypothesis } from './cause-hypothesis.ts';

/** What an agent that explains cues by causes believes, all of which it can learn. */
export interface CauseKnowledge extends CauseBeliefs {
  /** Prior probability of each hypothesis. */
  readonly chances: Float64Array;
}

/** What such an agent perceives in one set of cues. */
export interface PerceivedCauses {
  /** Posterior probability of each hypothesis. */
  readonly chances: Float64Array;
  /** For each cue, the posterior mean of its cause, averaged over the hypotheses. */
  readonly estimates: Float64Array;
  /** For each cue, the standard deviation of that. */
  readonly deviations: Float64Array;
}

/** An agent that learns how reliable its cues are, how far causes spread, and how often cues have one cause. */
export interface CauseLearner {
  readonly knowledge: CauseKnowledge;
  /** Perceives a batch of cues, `batch x cues`, with weights and precisions as they are. */
  perceive(cues: ArrayLike<number>): PerceivedCauses[];
  /** Learns from a batch of cues, `batch x cues`; nothing tells what caused them. */
  learn(cues: ArrayLike<number>, rate: number): void;
  /** Frees the engine's memory. */
  dispose(): void;
}

/** How to make one. */
export interface CauseLearnerOptions {
  readonly engine: Engine;
  /** Sets of cues of one batch. */
  readonly batch: number;
  /** For each hypothesis, the number of the cause of every cue: `[0, 0]` one cause of two cues, `[0, 1]` one each. */
  readonly hypotheses: readonly (readonly number[])[];
  /** Prior probability of each hypothesis before learning; equal where absent. */
  readonly chances?: readonly number[];
  /** Where learning begins: standard deviations of the noise of each cue and of the causes. */
  readonly start: { readonly cueDeviations: readonly number[]; readonly priorDeviation: number };
}

/** Running means that forget fast enough for a few hundred batches. */
const ADAM: OptimiserOptions = { kind: 'adam', firstDecay: 0.9, secondDecay: 0.99 };

/**
 * A mixture of predictive-coding models, one for each story of how the cues came about. Every story settles and has its
 * evidence; precisions and log odds of the stories descend the free energy, errors weighted by how likely each story is,
 * and with the variance of the posterior:
 *
 *   r_h proportional to chance_h p(cues | h),  -dF/d ln Pi_i = (1 - Pi_i sum_h r_h E_h[e_i^2]) / 2,
 *   -dF/d ln chance_h = mean r_h - chance_h
 *
 * Their sizes differ by orders of magnitude, since a small noise beside a large spread of causes has little say: steps
 * are Adam's. Expectation maximisation, which takes them as they are, needs tens of thousands of batches here.
 *
 * @throws {HelmholtzError} `bad-shape` where hypotheses do not speak of the same cues.
 * @see Kording et al. (2007), `REFERENCES.kording2007`; Kingma & Ba (2015), `REFERENCES.kingmaBa2015`
 */
export function createCauseLearner({
  engine,
  batch,
  hypotheses,
  chances: given,
  start,
}: CauseLearnerOptions): CauseLearner {
  const { cueDeviations, priorDeviation } = start;
  const cueCount = cueDeviations.length;
  const odd = hypotheses.find(({ length }) => length !== cueCount);
  if (hypotheses.length === 0 || odd !== undefined) {
    throw new HelmholtzError(
      'bad-shape',
      `cause learner: expected hypotheses about ${cueCount} cues; got ${odd === undefined ? 'none' : `one about ${odd.length}`}`,
    );
  }
  const stories = hypotheses.map((causeOfCue) =>
    createCauseHypothesis(causeOfCue, { engine, batch }),
  );
  // Everything that is learned: ln precision of the cues and of the causes, and ln chances.
  const learned = Float64Array.from([
    ...[...cueDeviations, priorDeviation].map((deviation) => -2 * Math.log(deviation)),
    ...(given ?? stories.map(() => 1 / stories.length)).map((chance) => Math.log(chance)),
  ]);
  const adam = createOptimiserState(ADAM, learned.length);
  const logPrecision = learned.subarray(0, cueCount);
  const priorPrecision = learned.subarray(cueCount, cueCount + 1);
  const logChances = learned.subarray(cueCount + 1);
  const chancesNow = (): Float64Array => {
    const most = Math.max(...logChances);
    const weights = logChances.map((log) => Math.exp(log - most));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight) => weight / total);
  };
  const beliefs = (): CauseBeliefs => ({ logPrecision, logPriorPrecision: priorPrecision[0]! });
  const { length: storyCount } = stories;
  /** What each story says of the cues, and how likely each is, `batch x stories`. */
  const explain = (cues: ArrayLike<number>) => {
    const logs = chancesNow().map(Math.log);
    const explanations = stories.map((story) => story.explain(cues, beliefs()));
    const shares = new Float64Array(batch * storyCount);
    for (let first = 0; first < shares.length; first += storyCount) {
      const row = first / storyCount;
      let most = -Infinity;
      for (let at = 0; at < storyCount; at++) {
        const log = logs[at]! + explanations[at]!.logEvidence[row]!;
        shares[first + at] = log;
        most = Math.max(most, log);
      }
      let total = 0;
      for (let at = 0; at < storyCount; at++) {
        const weight = Math.exp(shares[first + at]! - most);
        shares[first + at] = weight;
        total += weight;
      }
      for (let at = 0; at < storyCount; at++) shares[first + at]! /= total;
    }
    return { explanations, shares };
  };

  return {
    get knowledge() {
      return {
        logPrecision: Float64Array.from(logPrecision),
        logPriorPrecision: priorPrecision[0]!,
        chances: chancesNow(),
      };
    },
    perceive: (cues) => {
      const { explanations, shares } = explain(cues);
      return Array.from({ length: batch }, (_, row) => {
        const share = shares.slice(row * storyCount, (row + 1) * storyCount);
        const estimates = new Float64Array(cueCount);
        const squares = new Float64Array(cueCount);
        stories.forEach(({ causeOfCue, causes }, at) => {
          const { values, variance } = explanations[at]!;
          causeOfCue.forEach((cause, cue) => {
            const value = values[row * causes + cause]!;
            estimates[cue]! += share[at]! * value;
            squares[cue]! += share[at]! * (value * value + variance[cause]!);
          });
        });
        return {
          chances: share,
          estimates,
          deviations: squares.map((square, cue) =>
            Math.sqrt(Math.max(0, square - estimates[cue]! ** 2)),
          ),
        };
      });
    },
    learn: (cues, rate) => {
      const { explanations, shares } = explain(cues);
      const errors = new Float64Array(cueCount);
      const counted = new Float64Array(storyCount);
      let [spread, causesSeen] = [0, 0];
      for (let row = 0; row < batch; row++) {
        for (let at = 0; at < storyCount; at++) {
          const { causeOfCue, causes } = stories[at]!;
          const { values, variance } = explanations[at]!;
          const weight = shares[row * storyCount + at]!;
          counted[at]! += weight;
          for (let cue = 0; cue < cueCount; cue++) {
            const cause = causeOfCue[cue]!;
            const error = cues[row * cueCount + cue]! - values[row * causes + cause]!;
            errors[cue]! += weight * (error * error + variance[cause]!);
          }
          for (let cause = 0; cause < causes; cause++) {
            spread += weight * (values[row * causes + cause]! ** 2 + variance[cause]!);
          }
          causesSeen += weight * causes;
        }
      }
      const chances = chancesNow();
      const descent = [
        ...Array.from(logPrecisionGradient(logPrecision, errors, batch), (slope) => -slope),
        ...Array.from(
          logPrecisionGradient(priorPrecision, [spread], causesSeen),
          (slope) => -slope,
        ),
        ...Array.from(counted, (count, at) => count / batch - chances[at]!),
      ];
      optimise(ADAM, adam, learned, descent, rate);
    },
    dispose: () => {
      for (const story of stories) story.dispose();
    },
  };
}
