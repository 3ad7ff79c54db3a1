import type { Engine } from '../../engine/engine.ts';
import { HelmholtzError } from '../../errors.ts';
import {
  createOptimiserState,
  optimise,
  type OptimiserOptions,
  type OptimiserState,
} from '../../learning/optimiser.ts';
import { logPrecisionGradient } from '../../learning/precision-learning.ts';
import {
  type CauseHypothesis,
  createCauseHypothesis,
  type Explanation,
} from './cause-hypothesis.ts';

/** What an agent that explains cues by causes believes, all of which it can learn. */
export interface CauseKnowledge {
  /** ln of the precision of every cue. */
  readonly logPrecision: Float64Array;
  /** ln of the precision of causes around their mean, 0. */
  readonly logPriorPrecision: number;
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
  /**
   * Perceives a batch of cues, `batch x cues`, with precisions and chances as they are; nothing is left of it.
   *
   * @returns What is perceived in each set of cues; valid until the next call.
   */
  perceive(cues: ArrayLike<number>): readonly PerceivedCauses[];
  /** Learns from a batch of cues, `batch x cues`; nothing tells what caused them. */
  learn(cues: ArrayLike<number>, rate: number): void;
  /**
   * Forgets all that was learned, and begins anew.
   *
   * @throws {HelmholtzError} `bad-shape` for another number of cues.
   */
  restart(start: CauseLearningStart): void;
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
  readonly start: CauseLearningStart;
}

/** Where learning begins. */
export interface CauseLearningStart {
  /** Standard deviations of the noise of each cue, and of the causes. */
  readonly cueDeviations: readonly number[];
  readonly priorDeviation: number;
  /** Prior probability of each hypothesis; equal where absent. */
  readonly chances?: readonly number[];
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
export function createCauseLearner(options: CauseLearnerOptions): CauseLearner {
  return new MixtureOfStories(options);
}

/** A class with arrays of its own: learning asks it some hundred thousand times in a run. */
class MixtureOfStories implements CauseLearner {
  readonly #batch: number;
  readonly #stories: readonly CauseHypothesis[];
  /** Everything that is learned, ln precision of the cues and of the causes, and ln chances; and parts of it. */
  readonly #learned: Float64Array;
  readonly #precisions: Float64Array;
  readonly #logPrecision: Float64Array;
  readonly #priorPrecision: Float64Array;
  readonly #logChances: Float64Array;
  #adam: OptimiserState;
  /** Normalised, and their logarithms. */
  readonly #chances: Float64Array;
  readonly #logNormalised: Float64Array;
  /** How likely each story is for every set of cues, `batch x stories`. */
  readonly #shares: Float64Array;
  readonly #descent: Float64Array;
  readonly #perceived: readonly PerceivedCauses[];

  constructor({ engine, batch, hypotheses, start }: CauseLearnerOptions) {
    const cueCount = start.cueDeviations.length;
    const storyCount = hypotheses.length;
    const odd = hypotheses.find(({ length }) => length !== cueCount);
    if (storyCount === 0 || odd !== undefined) {
      throw new HelmholtzError(
        'bad-shape',
        `cause learner: expected hypotheses about ${cueCount} cues; got ${odd === undefined ? 'none' : `one about ${odd.length}`}`,
      );
    }
    this.#batch = batch;
    this.#stories = hypotheses.map((causeOfCue) =>
      createCauseHypothesis(causeOfCue, { engine, batch }),
    );
    this.#learned = new Float64Array(cueCount + 1 + storyCount);
    this.#precisions = this.#learned.subarray(0, cueCount + 1);
    this.#logPrecision = this.#learned.subarray(0, cueCount);
    this.#priorPrecision = this.#learned.subarray(cueCount, cueCount + 1);
    this.#logChances = this.#learned.subarray(cueCount + 1);
    this.#adam = createOptimiserState(ADAM, this.#learned.length);
    this.#chances = new Float64Array(storyCount);
    this.#logNormalised = new Float64Array(storyCount);
    this.#shares = new Float64Array(batch * storyCount);
    this.#descent = new Float64Array(this.#learned.length);
    this.#perceived = Array.from({ length: batch }, (_, row) => ({
      chances: this.#shares.subarray(row * storyCount, (row + 1) * storyCount),
      estimates: new Float64Array(cueCount),
      deviations: new Float64Array(cueCount),
    }));
    this.restart(start);
  }

  restart({ cueDeviations, priorDeviation, chances }: CauseLearningStart): void {
    const { length: storyCount } = this.#stories;
    const { length: cueCount } = this.#logPrecision;
    if (cueDeviations.length !== cueCount) {
      throw new HelmholtzError(
        'bad-shape',
        `cause learner: expected deviations of ${cueCount} cues; got ${cueDeviations.length}`,
      );
    }
    const deviations = [...cueDeviations, priorDeviation];
    this.#learned.set(deviations.map((deviation) => -2 * Math.log(deviation)));
    this.#logChances.set(
      (chances ?? new Array<number>(storyCount).fill(1 / storyCount)).map(Math.log),
    );
    this.#adam = createOptimiserState(ADAM, this.#learned.length);
  }

  get knowledge(): CauseKnowledge {
    return {
      logPrecision: Float64Array.from(this.#logPrecision),
      logPriorPrecision: this.#priorPrecision[0]!,
      chances: Float64Array.from(this.#chancesNow()),
    };
  }

  perceive(cues: ArrayLike<number>): readonly PerceivedCauses[] {
    const explanations = this.#explain(cues);
    const stories = this.#stories;
    const cueCount = this.#logPrecision.length;
    for (let row = 0; row < this.#batch; row++) {
      // Deviations are mean squares at first.
      const { chances, estimates, deviations } = this.#perceived[row]!;
      estimates.fill(0);
      deviations.fill(0);
      for (let at = 0; at < stories.length; at++) {
        const { causeOfCue, causes } = stories[at]!;
        const { values, variance } = explanations[at]!;
        for (let cue = 0; cue < cueCount; cue++) {
          const cause = causeOfCue[cue]!;
          const value = values[row * causes + cause]!;
          estimates[cue]! += chances[at]! * value;
          deviations[cue]! += chances[at]! * (value * value + variance[cause]!);
        }
      }
      for (let cue = 0; cue < cueCount; cue++) {
        deviations[cue] = Math.sqrt(Math.max(0, deviations[cue]! - estimates[cue]! ** 2));
      }
    }
    return this.#perceived;
  }

  learn(cues: ArrayLike<number>, rate: number): void {
    const explanations = this.#explain(cues);
    const stories = this.#stories;
    const [batch, shares, descent] = [this.#batch, this.#shares, this.#descent];
    const storyCount = stories.length;
    const cueCount = this.#logPrecision.length;
    // Until they are complete, sums stand where the slopes will: squared errors, those of the causes, and shares.
    descent.fill(0);
    let causesSeen = 0;
    for (let row = 0; row < batch; row++) {
      for (let at = 0; at < storyCount; at++) {
        const { causeOfCue, causes } = stories[at]!;
        const { values, variance } = explanations[at]!;
        const share = shares[row * storyCount + at]!;
        descent[cueCount + 1 + at]! += share;
        for (let cue = 0; cue < cueCount; cue++) {
          const cause = causeOfCue[cue]!;
          const error = cues[row * cueCount + cue]! - values[row * causes + cause]!;
          descent[cue]! += share * (error * error + variance[cause]!);
        }
        for (let cause = 0; cause < causes; cause++) {
          const value = values[row * causes + cause]!;
          descent[cueCount]! += share * (value * value + variance[cause]!);
        }
        causesSeen += share * causes;
      }
    }
    const errors = descent.subarray(0, cueCount);
    const spread = descent.subarray(cueCount, cueCount + 1);
    negate(logPrecisionGradient(this.#logPrecision, errors, batch), errors);
    negate(logPrecisionGradient(this.#priorPrecision, spread, causesSeen), spread);
    const chances = this.#chancesNow();
    for (let at = 0; at < storyCount; at++) {
      descent[cueCount + 1 + at] = descent[cueCount + 1 + at]! / batch - chances[at]!;
    }
    optimise(ADAM, this.#adam, this.#learned, descent, rate);
  }

  dispose(): void {
    for (const story of this.#stories) story.dispose();
  }

  #chancesNow(): Float64Array {
    const [logs, chances] = [this.#logChances, this.#chances];
    let most = -Infinity;
    for (const log of logs) most = Math.max(most, log);
    let total = 0;
    for (let at = 0; at < logs.length; at++) {
      const weight = Math.exp(logs[at]! - most);
      chances[at] = weight;
      total += weight;
    }
    for (let at = 0; at < logs.length; at++) chances[at]! /= total;
    return chances;
  }

  /** What each story says of the cues; how likely each is stands in the shares afterwards. */
  #explain(cues: ArrayLike<number>): readonly Explanation[] {
    const shares = this.#shares;
    const storyCount = this.#stories.length;
    const explanations: Explanation[] = [];
    for (const story of this.#stories) explanations.push(story.explain(cues, this.#precisions));
    const chances = this.#chancesNow();
    const logs = this.#logNormalised;
    for (let at = 0; at < storyCount; at++) logs[at] = Math.log(chances[at]!);
    for (let row = 0; row < this.#batch; row++) {
      const first = row * storyCount;
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
    return explanations;
  }
}

/** Writes -x for every x. */
function negate(numbers: ArrayLike<number>, into: Float64Array): void {
  for (let at = 0; at < numbers.length; at++) into[at] = -numbers[at]!;
}
