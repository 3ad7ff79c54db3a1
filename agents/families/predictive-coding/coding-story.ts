import { createReferenceEngine } from '../../engine/reference/reference-engine.ts';
import { drawIndex } from '../../maths/draw-index.ts';
import type { Random } from '../../maths/random.ts';
import { readNumbers, showNumbers, type TellableModel } from '../../story.ts';
import { numberedChoices } from '../networks/story-parts.ts';
import { FEATURE_PRECISION } from './coding-hierarchy.ts';
import {
  type Coding,
  createCategoryModel,
  drawAround,
  featureCurvature,
  posteriorOf,
} from './suppose-categories.ts';

/** What a datum of the hierarchy comes from. */
export interface CodingCauses {
  readonly category: number;
  readonly features: Float64Array;
}

/** Settle steps of every hypothesis, at most; the features of most data come to rest long before. */
const SETTLE_STEPS = 2000;

/** What features are expected to look like. */
function expectedOf({ sizes: { size, features }, weights }: Coding, own: Float64Array): number[] {
  const { lowerFromUpper, bias } = weights[0]!;
  return Array.from({ length: size }, (_, axis) => {
    let sum = bias![axis]!;
    for (let unit = 0; unit < features; unit++) {
      sum += lowerFromUpper[axis * features + unit]! * own[unit]!;
    }
    return sum;
  });
}

/** Features that a category predicts. */
function predictedFeatures(
  { sizes: { features, categories }, weights }: Coding,
  category: number,
): Float64Array {
  return Float64Array.from(
    { length: features },
    (_, unit) => weights[1]!.lowerFromUpper[unit * categories + category]!,
  );
}

/**
 * A predictive-coding hierarchy as a story. Forward, a category is drawn from its prior, features from the category, the datum from
 * the features. Backward, every category is supposed and the features settle. Since they are linear, the free energies at rest are
 * the exact posterior of the categories, and their sum the exact ln p(datum).
 */
export function codingStory(coding: Coding): TellableModel<readonly number[], CodingCauses> {
  const { sizes, weights, prior } = coding;
  const deviation = Math.exp(-weights[0]!.logPrecision[0]! / 2);
  const curvature = featureCurvature(coding);
  const hypotheses = createCategoryModel(sizes, {
    ...{ engine: createReferenceEngine(), data: 1, settleSteps: SETTLE_STEPS },
  });
  const suppose = (datum: readonly number[]) => {
    const { logJoint, features } = hypotheses.suppose(coding, Float64Array.from(datum));
    return { ...posteriorOf(logJoint), features };
  };
  return {
    model: {
      family: 'predictive-coding',
      synthesise(_, random: Random) {
        const category = drawIndex(prior, random);
        const features = predictedFeatures(coding, category).map(
          (value) => value + random.normal() / Math.sqrt(FEATURE_PRECISION),
        );
        return {
          causes: { category, features },
          observation: expectedOf(coding, features).map(
            (value) => value + deviation * random.normal(),
          ),
        };
      },
      predict: ({ best }) => expectedOf(coding, best[0]!.causes.features),
      score: (datum) => ({ nats: suppose(datum).evidence, kind: 'exact' }),
      infer(datum) {
        const { probabilities, features } = suppose(datum);
        const settled = (category: number): Float64Array =>
          features.slice(category * sizes.features, (category + 1) * sizes.features);
        const order = Array.from(probabilities.keys()).sort(
          (a, b) => probabilities[b]! - probabilities[a]!,
        );
        return {
          exactness: 'exact',
          best: order.map((category) => ({
            causes: { category, features: settled(category) },
            probability: null,
          })),
          sample(random) {
            const category = drawIndex(probabilities, random);
            return { category, features: drawAround(settled(category), curvature, random) };
          },
        };
      },
    },
    fit: { unable: 'it learns by thousands of rounds of settling, which takes a minute' },
    choices({ category, features }) {
      const predicted = predictedFeatures(coding, category);
      return [
        {
          ...{ name: 'category', value: String(category + 1), number: category },
          chance: { probability: prior[category]! },
        },
        ...numberedChoices('feature', features, (unit) => ({
          mean: [predicted[unit]!],
          standardDeviation: [1 / Math.sqrt(FEATURE_PRECISION)],
        })),
      ];
    },
    outcome: ({ features }) => ({
      mean: expectedOf(coding, features),
      standardDeviation: new Array<number>(sizes.size).fill(deviation),
    }),
    show: showNumbers,
    read: (text) => readNumbers(text, sizes.size),
  };
}
