import { createEngine, DEFAULT_ENGINE } from '../../engine/select-engine.ts';
import { LEARNING_RULES } from '../../learning/learning-rules.ts';
import {
  createOptimiserState,
  forBiases,
  optimise,
  type OptimiserOptions,
} from '../../learning/optimiser.ts';
import { learnPrecision } from '../../learning/precision-learning.ts';
import { scheduleFactor } from '../../learning/schedule.ts';
import { drawIndex } from '../../maths/draw-index.ts';
import { createRandom, restoreRandom } from '../../maths/random.ts';
import { createModel } from '../../model.ts';
import { blankWeights } from '../../weights/parameters-of-hierarchy.ts';
import type { NetworkProgress, NetworkTrainingState } from '../networks/train-networks.ts';
import { drawExamples, type TrainingData } from '../networks/training-data.ts';
import { codingHierarchy, type CodingSizes } from './coding-hierarchy.ts';
import { loadCoding, saveCoding } from './coding-state.ts';
import { startAtExamples } from './start-categories.ts';
import {
  type Coding,
  createCategoryModel,
  drawAround,
  featureCurvature,
  posteriorOf,
} from './suppose-categories.ts';

/** How a predictive-coding hierarchy learns. */
export interface CodingPlan extends Omit<CodingSizes, 'size'> {
  /** Where categories are before learning: features at random, or those that explain an example as well as they can. */
  readonly categoriesStartAt: 'random' | 'examples';
  readonly batch: number;
  readonly steps: number;
  /** Settle steps of every hypothesis, at most. */
  readonly settleSteps: number;
  readonly learningRate: number;
  /** Of ln precision, and of the prior of the categories. */
  readonly slowRate: number;
}

/** How points in the plane are learned: more categories than there are clouds in any set of them. */
export const CODING_PLAN: CodingPlan = {
  features: 8,
  categories: 64,
  categoriesStartAt: 'random',
  batch: 64,
  steps: 3000,
  settleSteps: 30,
  learningRate: 1e-2,
  slowRate: 0.02,
};

/** How pictures are learned: fewer categories, since each is settled for every picture, and more features. */
const PICTURE_PLAN: CodingPlan = {
  features: 32,
  categories: 40,
  categoriesStartAt: 'examples',
  batch: 16,
  steps: 1000,
  settleSteps: 30,
  learningRate: 1e-2,
  slowRate: 0.02,
};

/** Data of so few numbers are points. */
const MOST_OF_A_POINT = 4;

/** How data of so many numbers are learned. */
export function codingPlan(size: number): CodingPlan {
  return size <= MOST_OF_A_POINT ? CODING_PLAN : PICTURE_PLAN;
}

const ADAM: OptimiserOptions = { kind: 'adam' };
/** Variance of the noise on the datum before learning, as a share of the variance of the data. */
const FIRST_VARIANCE = 0.05;
/** No category becomes rarer than this, so that none is lost for ever. */
const RAREST = 1e-6;
/** Steps between two reports. */
const EVERY = 20;

/**
 * Learning of a hierarchy from data without labels. Every category is supposed for every datum and settled; one is drawn by its
 * posterior, and the features from theirs; then weights, precision and the prior of the categories follow their own local
 * prediction errors. With draws in place of the settled point that is stochastic expectation-maximisation: it climbs ln p(data). The
 * loss that is told is the surprise of a batch, mean -ln p in nats.
 *
 * @param resumeFrom A state to go on from, to the same bits.
 * @see Oliviers, Bogacz & Meulemans (2024), `REFERENCES.oliviersBogaczMeulemans2024`
 */
export async function* learnCoding(
  data: TrainingData,
  plan: CodingPlan,
  seed: number,
  resumeFrom?: NetworkTrainingState,
): AsyncGenerator<NetworkProgress, Coding> {
  const { features, categories, categoriesStartAt } = plan;
  const { batch, steps, settleSteps, learningRate, slowRate } = plan;
  const sizes = { size: data.size, features, categories };
  let random = createRandom(seed, 'coding');
  const { mean, variance } = momentsOf(data);
  const hierarchy = codingHierarchy(sizes, 1 / (FIRST_VARIANCE * variance));
  const weights = blankWeights(hierarchy);
  const [datum, feature] = [weights[0]!, weights[1]!];
  datum.bias!.set(mean);
  fill(datum.lowerFromUpper, () => Math.sqrt(variance / features) * random.normal());
  fill(feature.lowerFromUpper, () => random.normal());
  if (categoriesStartAt === 'examples') startAtExamples(data, weights, sizes, random);
  const prior = new Float64Array(categories).fill(1 / categories);
  const coding = { sizes, weights, prior };
  const { engine } = await createEngine(DEFAULT_ENGINE);
  const hypotheses = createCategoryModel(sizes, { engine, data: batch, settleSteps });
  const learner = createModel({
    ...{ hierarchy, weights, engine, batch, held: new Set([0, 2]), learning: true },
    inferenceRate: 1,
  });
  const memories = weights.map(({ lowerFromUpper, bias }) => ({
    weights: createOptimiserState(ADAM, lowerFromUpper.length),
    bias: createOptimiserState(forBiases(ADAM), bias?.length ?? 0),
  }));
  if (resumeFrom !== undefined) random = restoreRandom(loadCoding(resumeFrom, coding, memories));
  try {
    for (let step = resumeFrom?.step ?? 0; step < steps; step++) {
      const points = Float64Array.from(drawExamples(data, batch, random).rows);
      const supposed = hypotheses.suppose(coding, points);
      const curvature = featureCurvature(coding);
      const drawnFeatures = new Float64Array(batch * features);
      const drawnCategories = new Float64Array(batch * categories);
      const shares = new Float64Array(categories);
      let surprise = 0;
      for (let row = 0; row < batch; row++) {
        const { probabilities, evidence } = posteriorOf(
          supposed.logJoint.subarray(row * categories, (row + 1) * categories),
        );
        surprise -= evidence / batch;
        probabilities.forEach((share, category) => (shares[category]! += share / batch));
        const drawn = drawIndex(probabilities, random);
        const at = (row * categories + drawn) * features;
        const settled = supposed.features.subarray(at, at + features);
        drawnFeatures.set(drawAround(settled, curvature, random), row * features);
        drawnCategories[row * categories + drawn] = 1;
      }
      learner.setWeights(weights);
      learner.setPrecision(0, datum.logPrecision.map(Math.exp));
      [points, drawnFeatures, drawnCategories].forEach((values, level) => {
        learner.setValues(level, values);
      });
      const lesson = LEARNING_RULES.settled(learner, 0);
      const rate = learningRate * scheduleFactor('cosine', step, steps);
      lesson.connections.forEach((descent, index) => {
        const own = weights[index]!;
        const { weights: memory, bias } = memories[index]!;
        const averaged = (sum: Float64Array): Float64Array => sum.map((value) => value / batch);
        optimise(ADAM, memory, own.lowerFromUpper, averaged(descent.weights), rate);
        if (own.bias !== null && descent.bias !== null) {
          optimise(forBiases(ADAM), bias, own.bias, averaged(descent.bias), rate);
        }
      });
      learnPrecision(datum.logPrecision, lesson.connections[0]!.squaredErrors, {
        ...{ kind: 'shared', batch, rate: slowRate },
      });
      prior.forEach((share, category) => {
        prior[category] = Math.max(RAREST, share + slowRate * (shares[category]! - share));
      });
      const total = prior.reduce((sum, share) => sum + share, 0);
      prior.forEach((share, category) => (prior[category] = share / total));
      if ((step + 1) % EVERY === 0 || step + 1 === steps) {
        const losses = { surprise };
        yield {
          ...{ done: step + 1, total: steps, losses, backend: DEFAULT_ENGINE },
          state: () =>
            saveCoding(coding, memories, { step: step + 1, losses, random: random.state() }),
        };
      }
    }
  } finally {
    hypotheses.dispose();
    learner.dispose();
  }
  return coding;
}

function fill(numbers: Float64Array, draw: () => number): void {
  for (let index = 0; index < numbers.length; index++) numbers[index] = draw();
}

/** Mean of every number of the data, and their variance about it, one for all. */
function momentsOf({ size, count, rows }: TrainingData): {
  readonly mean: Float64Array;
  readonly variance: number;
} {
  const mean = new Float64Array(size);
  rows.forEach((value, at) => (mean[at % size]! += value / count));
  const square = rows.reduce((sum, value, at) => sum + (value - mean[at % size]!) ** 2, 0);
  return { mean, variance: square / rows.length || 1 };
}
