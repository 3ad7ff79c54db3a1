import type { Engine } from '../../engine/engine.ts';
import type { Hierarchy, Level } from '../../hierarchy.ts';
import { createModel, type Model } from '../../model.ts';

/**
 * A story of how cues come about: each is its cause plus noise, and several may share one. A predictive-coding model of
 * two linear levels, so that settling ends at the exact posterior.
 */
export interface CauseHypothesis {
  /** Number of the cause of each cue. */
  readonly causeOfCue: readonly number[];
  /** How many causes there are. */
  readonly causes: number;
  /**
   * Settles on a batch of cues, `batch x cues`, from causes at zero: what was explained before leaves nothing behind.
   *
   * @param logPrecision ln of the precision of every cue and, last, of causes around their mean, 0.
   * @returns The settled causes, the variance of each, and ln p(cues) of every row of the batch; valid until the next
   *   call.
   */
  explain(cues: ArrayLike<number>, logPrecision: ArrayLike<number>): Explanation;
  /** Frees the engine's memory. */
  dispose(): void;
}

/** Causes that explain a batch of cues. */
export interface Explanation {
  /** Posterior means, `batch x causes`. */
  readonly values: ArrayLike<number>;
  /** Posterior variance of each cause, the same for all rows. */
  readonly variance: ArrayLike<number>;
  /** ln p(cues) of every row, nats. */
  readonly logEvidence: ArrayLike<number>;
}

/** Settling ends when this share of the slowest part is left. */
const REST = 1e-7;
const MOST_STEPS = 4000;

/**
 * Makes a hypothesis. Its evidence is exact: with x* the settled causes and H the curvature, which is diagonal here,
 *
 *   ln p(cues) = -F(x*) + k/2 ln 2 pi - 1/2 ln |H|,   H_c = prior precision + sum of the precisions of the cues of c
 */
export function createCauseHypothesis(
  causeOfCue: readonly number[],
  { engine, batch }: { readonly engine: Engine; readonly batch: number },
): CauseHypothesis {
  return new LinearCauses(causeOfCue, engine, batch);
}

/** A class with arrays of its own: it is asked some hundred thousand times in a run, by observers that come and go. */
class LinearCauses implements CauseHypothesis {
  readonly causeOfCue: readonly number[];
  readonly causes: number;
  readonly #model: Model;
  readonly #atZero: Float64Array;
  readonly #precision: Float64Array;
  readonly #prior: Float64Array;
  readonly #curvature: Float64Array;
  readonly #variance: Float64Array;
  readonly #logEvidence: Float64Array;
  /** What the model has been told: ln precision of every cue and of the causes. */
  readonly #told: Float64Array;
  /** k/2 ln 2 pi - 1/2 ln |H|. */
  #occam = 0;
  #steps = 0;

  constructor(causeOfCue: readonly number[], engine: Engine, batch: number) {
    const causes = Math.max(...causeOfCue) + 1;
    const cues = causeOfCue.length;
    const lowerFromUpper = new Float64Array(cues * causes);
    for (const [cue, cause] of causeOfCue.entries()) lowerFromUpper[cue * causes + cause] = 1;
    this.causeOfCue = causeOfCue;
    this.causes = causes;
    this.#model = createModel({
      ...{ hierarchy: hierarchyOf(cues, causes), engine, batch, held: new Set([0]) },
      weights: [{ lowerFromUpper, bias: null, logPrecision: new Float64Array(cues) }],
      ...{ inferenceRate: 1, learning: false },
    });
    this.#atZero = new Float64Array(batch * causes);
    this.#precision = new Float64Array(cues);
    this.#prior = new Float64Array(causes);
    this.#curvature = new Float64Array(causes);
    this.#variance = new Float64Array(causes);
    this.#logEvidence = new Float64Array(batch);
    this.#told = new Float64Array(cues + 1).fill(Number.NaN);
  }

  explain(cues: ArrayLike<number>, logPrecision: ArrayLike<number>): Explanation {
    if (this.#isNews(logPrecision)) this.#tell(logPrecision);
    const model = this.#model;
    model.setValues(0, cues);
    model.setValues(1, this.#atZero);
    model.settle({
      ...{ steps: this.#steps, tolerance: 0, traceEvery: 0 },
      risesToDiverge: Number.MAX_SAFE_INTEGER,
    });
    const logEvidence = model.rowEnergies(this.#logEvidence);
    for (let row = 0; row < logEvidence.length; row++) {
      logEvidence[row] = this.#occam - logEvidence[row]!;
    }
    const values = model.executable.view(model.built.levels[1]!.values);
    return { values, variance: this.#variance, logEvidence };
  }

  dispose(): void {
    this.#model.dispose();
  }

  #isNews(logPrecision: ArrayLike<number>): boolean {
    const told = this.#told;
    for (let at = 0; at < told.length; at++) if (told[at] !== logPrecision[at]) return true;
    return false;
  }

  #tell(logPrecision: ArrayLike<number>): void {
    const [told, precision, curvature] = [this.#told, this.#precision, this.#curvature];
    for (let at = 0; at < told.length; at++) told[at] = logPrecision[at]!;
    const prior = Math.exp(told[precision.length]!);
    curvature.fill(prior);
    for (let cue = 0; cue < precision.length; cue++) {
      precision[cue] = Math.exp(told[cue]!);
      curvature[this.causeOfCue[cue]!]! += precision[cue]!;
    }
    let [least, most, occam] = [Infinity, -Infinity, 0];
    for (let cause = 0; cause < curvature.length; cause++) {
      const one = curvature[cause]!;
      least = Math.min(least, one);
      most = Math.max(most, one);
      occam += Math.log(2 * Math.PI) - Math.log(one);
      this.#variance[cause] = 1 / one;
    }
    this.#occam = occam / 2;
    // An error shrinks by 1 - least / most per step, and by all of itself where all are alike.
    const steps = least === most ? 2 : Math.ceil(Math.log(REST) / Math.log1p(-least / most));
    this.#steps = Math.min(MOST_STEPS, steps);
    const model = this.#model;
    model.setPrecision(0, precision);
    model.setPriorStrength(1, this.#prior.fill(prior));
    model.setInferenceRate(1 / most);
  }
}

function hierarchyOf(cues: number, causes: number): Hierarchy {
  const level = (name: string, meaning: string, columns: number): Level => ({
    ...{ name, meaning, unit: '1' },
    arrangement: { gridRows: 1, gridColumns: 1, rows: 1, columns },
  });
  return {
    levels: [
      level('cues', 'What each sense says', cues),
      {
        ...level('causes', 'What the senses are about', causes),
        prior: { kind: 'gaussian', mean: 0, precision: 1 },
      },
    ],
    connections: [
      {
        ...{ activation: 'linear', outputActivation: 'linear', biased: false, precision: 1 },
        ...{ precisionLearned: 'each', transform: { kind: 'dense' } },
      },
    ],
  };
}
