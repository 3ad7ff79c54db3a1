import type { Engine } from '../../engine/engine.ts';
import { HelmholtzError } from '../../errors.ts';
import { learnPrecision } from '../../learning/precision-learning.ts';
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

/**
 * A mixture of predictive-coding models, one for each story of how the cues came about. Every story settles and has its
 * evidence; precisions descend the free energy, errors weighted by how likely each story is, and with the variance of the
 * posterior (expectation maximisation, one step at a time):
 *
 *   r_h proportional to chance_h p(cues | h),  d ln Pi_i = -rate/2 (Pi_i sum_h r_h E_h[e_i^2] - 1),
 *   d chance_h = rate (mean r_h - chance_h) / 2
 *
 * @throws {HelmholtzError} `bad-shape` where hypotheses do not speak of the same cues.
 * @see Kording et al. (2007), `REFERENCES.kording2007`
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
  const logPrecision = Float64Array.from(cueDeviations, (deviation) => -2 * Math.log(deviation));
  const priorPrecision = Float64Array.of(-2 * Math.log(priorDeviation));
  const chances =
    given === undefined
      ? new Float64Array(stories.length).fill(1 / stories.length)
      : Float64Array.from(given);

  const beliefs = (): CauseBeliefs => ({ logPrecision, logPriorPrecision: priorPrecision[0]! });
  const explain = (cues: ArrayLike<number>) => {
    const explanations = stories.map((story) => story.explain(cues, beliefs()));
    const shares = Array.from({ length: batch }, (_, row) => {
      const logs = explanations.map(
        ({ logEvidence }, at) => Math.log(chances[at]!) + logEvidence[row]!,
      );
      const most = Math.max(...logs);
      const weights = logs.map((log) => Math.exp(log - most));
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      return Float64Array.from(weights, (weight) => weight / total);
    });
    return { explanations, shares };
  };

  return {
    get knowledge() {
      return {
        logPrecision: Float64Array.from(logPrecision),
        logPriorPrecision: priorPrecision[0]!,
        chances: Float64Array.from(chances),
      };
    },
    perceive: (cues) => {
      const { explanations, shares } = explain(cues);
      return shares.map((share, row) => {
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
      const counted = new Float64Array(stories.length);
      let [spread, causesSeen] = [0, 0];
      shares.forEach((share, row) => {
        stories.forEach(({ causeOfCue, causes }, at) => {
          const { values, variance } = explanations[at]!;
          const weight = share[at]!;
          counted[at]! += weight;
          causeOfCue.forEach((cause, cue) => {
            const error = cues[row * cueCount + cue]! - values[row * causes + cause]!;
            errors[cue]! += weight * (error * error + variance[cause]!);
          });
          for (let cause = 0; cause < causes; cause++) {
            spread += weight * (values[row * causes + cause]! ** 2 + variance[cause]!);
          }
          causesSeen += weight * causes;
        });
      });
      learnPrecision(logPrecision, errors, { kind: 'each', batch, rate });
      learnPrecision(priorPrecision, [spread], { kind: 'each', batch: causesSeen, rate });
      counted.forEach((count, at) => {
        chances[at]! += (rate / 2) * (count / batch - chances[at]!);
      });
    },
    dispose: () => {
      for (const story of stories) story.dispose();
    },
  };
}
