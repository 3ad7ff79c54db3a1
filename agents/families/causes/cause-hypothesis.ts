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
   * Settles on a batch of cues, `batch x cues`.
   *
   * @returns The settled causes, the variance of each, and ln p(cues) of every row of the batch.
   */
  explain(cues: ArrayLike<number>, beliefs: CauseBeliefs): Explanation;
  /** Frees the engine's memory. */
  dispose(): void;
}

/** What is believed of cues and causes in general. */
export interface CauseBeliefs {
  /** ln of the precision of every cue. */
  readonly logPrecision: Float64Array;
  /** ln of the precision of causes around their mean, 0. */
  readonly logPriorPrecision: number;
}

/** Causes that explain a batch of cues. */
export interface Explanation {
  /** Posterior means, `batch x causes`. */
  readonly values: Float64Array;
  /** Posterior variance of each cause, the same for all rows. */
  readonly variance: Float64Array;
  /** ln p(cues) of every row, nats. */
  readonly logEvidence: Float64Array;
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
  const causes = Math.max(...causeOfCue) + 1;
  const cues = causeOfCue.length;
  const lowerFromUpper = new Float64Array(cues * causes);
  causeOfCue.forEach((cause, cue) => {
    lowerFromUpper[cue * causes + cause] = 1;
  });
  const model: Model = createModel({
    ...{ hierarchy: hierarchyOf(cues, causes), engine, batch, held: new Set([0]) },
    weights: [{ lowerFromUpper, bias: null, logPrecision: new Float64Array(cues) }],
    ...{ inferenceRate: 1, learning: false },
  });
  return {
    causeOfCue,
    causes,
    explain: (given, { logPrecision, logPriorPrecision }) => {
      const precision = logPrecision.map(Math.exp);
      const prior = Math.exp(logPriorPrecision);
      const curvature = new Float64Array(causes).fill(prior);
      causeOfCue.forEach((cause, cue) => {
        curvature[cause]! += precision[cue]!;
      });
      const [least, most] = [Math.min(...curvature), Math.max(...curvature)];
      model.setPrecision(0, precision);
      model.setPriorStrength(1, new Float64Array(causes).fill(prior));
      model.setInferenceRate(1 / most);
      model.setValues(0, given);
      // An error shrinks by 1 - least / most per step, and by all of itself where all are alike.
      const steps = least === most ? 2 : Math.ceil(Math.log(REST) / Math.log1p(-least / most));
      model.settle({
        ...{ steps: Math.min(MOST_STEPS, steps), tolerance: 0, traceEvery: 0 },
        risesToDiverge: Number.MAX_SAFE_INTEGER,
      });
      const occam =
        curvature.reduce((sum, one) => sum + Math.log(2 * Math.PI) - Math.log(one), 0) / 2;
      return {
        values: model.values(1),
        variance: curvature.map((one) => 1 / one),
        logEvidence: model.rowEnergies().map((energy) => occam - energy),
      };
    },
    dispose: () => {
      model.dispose();
    },
  };
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
