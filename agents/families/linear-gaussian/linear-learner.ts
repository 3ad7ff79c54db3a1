import type { Engine } from '../../engine/engine.ts';
import { HelmholtzError } from '../../errors.ts';
import type { Hierarchy } from '../../hierarchy.ts';
import { createInlineRunner } from '../../learning/inline-runner.ts';
import { createOptimiserState, type OptimiserOptions } from '../../learning/optimiser.ts';
import { train, type TrainingState } from '../../learning/train.ts';
import { createModel } from '../../model.ts';
import type { HierarchyWeights } from '../../weights/parameters-of-hierarchy.ts';

/** How a linear world is learned. */
export interface LinearLearning {
  readonly engine: Engine;
  /** Numbers of one observation. */
  readonly size: number;
  /** Causes behind them. */
  readonly causes: number;
  /** Batches of 64 observations. */
  readonly batches: number;
  readonly seed: number;
  /** Observations of a batch, `64 x size`; depends on its number and the seed alone. */
  readonly observations: (batch: number) => Float32Array;
  /** What has been learned before; from nothing when absent. */
  readonly from?: LearnedLinearWorld;
}

/** What has been learned of a linear world. */
export interface LearnedLinearWorld {
  readonly weights: HierarchyWeights;
  /**
   * What is expected of a part of each observation that is not seen: its error counts nothing, and it is predicted by the
   * causes that settle on the rest.
   *
   * @param observations `count x size`; what is hidden may hold anything.
   * @param hidden Units that are not seen.
   * @returns The predictions of all units, `count x size`.
   */
  expect(observations: ArrayLike<number>, hidden: readonly number[]): Float64Array;
}

/** Observations of a batch. */
export const LINEAR_BATCH = 64;
const ADAM: OptimiserOptions = { kind: 'adam', secondDecay: 0.99 };
const SETTLE_STEPS = 60;
const LEARNING_RATE = 0.02;
const PRECISION_RATE = 0.1;
/** What is left of the slowest part where perception ends. */
const REST = 1e-7;
const MOST_STEPS = 20_000;

/**
 * Learns z ~ N(0, I), x = W z + e, e ~ N(0, diag(1 / Pi)) by predictive coding: causes settle on the free energy, weights
 * and log precisions descend it in expectation under the posterior, so that their fixed points are those of factor
 * analysis. Steps of the weights are Adam's, and shrink to zero.
 *
 * @throws {HelmholtzError} `bad-shape` unless there is at least one number and one cause.
 * @see Tipping & Bishop (1999), `REFERENCES.tippingBishop1999`
 */
export async function learnLinearWorld({
  engine,
  size,
  causes,
  batches,
  seed,
  observations,
  from,
}: LinearLearning): Promise<LearnedLinearWorld> {
  if (!(size >= 1 && causes >= 1)) {
    throw new HelmholtzError(
      'bad-shape',
      `linear learner: expected at least one number and one cause; got ${size} and ${causes}`,
    );
  }
  const hierarchy = hierarchyOf(size, causes);
  const runner = createInlineRunner(engine);
  try {
    const learning = train({
      hierarchy,
      plan: {
        ...{ dataset: 'given', examples: batches * LINEAR_BATCH },
        stages: [
          {
            ...{ name: 'linear world', hierarchy, connections: [0], learned: [0] },
            ...{ batch: LINEAR_BATCH, batches, settleSteps: SETTLE_STEPS, posterior: 'laplace' },
            ...{ inferenceRate: 'stable', optimiser: ADAM },
            ...{ learningRate: LEARNING_RATE, schedule: 'cosine', precisionRate: PRECISION_RATE },
            ...{ normalisation: 'none', initial: [{ kind: 'normal', deviation: 0.1 }], classes: 0 },
          },
        ],
      },
      ...{ seed, runner },
      ...(from === undefined ? {} : { resumeFrom: startingWith(from.weights) }),
      batchOf: (_, batch) => ({ observations: observations(batch), labels: null }),
    });
    let next = await learning.next();
    while (next.done !== true) next = await learning.next();
    const weights = next.value;
    return {
      weights,
      expect: (shown, hidden) => expectedOf({ engine, hierarchy, weights, shown, hidden }),
    };
  } finally {
    await runner.dispose();
  }
}

/** Goes on with weights as they are, and with an optimiser that remembers nothing. */
function startingWith(weights: HierarchyWeights): TrainingState {
  const { length } = weights[0]!.lowerFromUpper;
  return {
    ...{ stage: 0, batch: 0, weights, recentFreeEnergy: [] },
    optimisers: [{ weights: createOptimiserState(ADAM, length), bias: null }],
  };
}

function expectedOf({
  engine,
  hierarchy,
  weights,
  shown,
  hidden,
}: {
  readonly engine: Engine;
  readonly hierarchy: Hierarchy;
  readonly weights: HierarchyWeights;
  readonly shown: ArrayLike<number>;
  readonly hidden: readonly number[];
}): Float64Array {
  const { lowerFromUpper, logPrecision } = weights[0]!;
  const size = logPrecision.length;
  const precision = logPrecision.map(Math.exp);
  for (const unit of hidden) precision[unit] = 0;
  // lambda_max(I + W' Pi W) is at most its trace, and lambda_min at least 1.
  const most = lowerFromUpper.reduce(
    (sum, weight, entry) =>
      sum + precision[Math.floor(entry / (lowerFromUpper.length / size))]! * weight ** 2,
    1,
  );
  const model = createModel({
    ...{ hierarchy, weights, engine, batch: shown.length / size, held: new Set([0]) },
    ...{ inferenceRate: 1 / most, learning: false },
  });
  try {
    model.setPrecision(0, precision);
    model.setValues(0, shown);
    model.settle({
      steps: Math.min(MOST_STEPS, Math.ceil(-Math.log(REST) * most)),
      ...{ tolerance: 0, traceEvery: 0, risesToDiverge: Number.MAX_SAFE_INTEGER },
    });
    return model.read(model.built.connections[0]!.prediction);
  } finally {
    model.dispose();
  }
}

function hierarchyOf(size: number, causes: number): Hierarchy {
  const row = (columns: number) => ({ gridRows: 1, gridColumns: 1, rows: 1, columns });
  return {
    levels: [
      {
        ...{ name: 'senses', meaning: 'What is observed together', unit: '1' },
        arrangement: row(size),
      },
      {
        ...{ name: 'causes', meaning: 'What it has in common', unit: 'standard deviations' },
        ...{ arrangement: row(causes), prior: { kind: 'gaussian', mean: 0, precision: 1 } },
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
