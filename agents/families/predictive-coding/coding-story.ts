import { createReferenceEngine } from '../../engine/reference/reference-engine.ts';
import { drawIndex } from '../../maths/draw-index.ts';
import type { Random } from '../../maths/random.ts';
import { readNumbers, showNumbers, type TellableModel } from '../../story.ts';
import { numberedChoices, pictureOf, type PictureShape } from '../networks/story-parts.ts';
import { FEATURE_PRECISION } from './coding-hierarchy.ts';
import {
  type Coding,
  createCategoryModel,
  drawAround,
  featureCurvature,
  posteriorOf,
  type Settling,
  type Supposed,
} from './suppose-categories.ts';

/** What a datum of the hierarchy comes from. */
export interface CodingCauses {
  readonly category: number;
  readonly features: Float64Array;
}

/** Categories that are less probable are not among the explanations that are told. */
const PLAUSIBLE = 1e-3;

/** Settle steps of every hypothesis, at most; the features of most data come to rest long before. */
const SETTLE_STEPS = 2000;

/** What a coding believes of a datum: every category supposed, its features settled. */
function supposeOf(
  coding: Coding,
  settling: Settling,
): (datum: ArrayLike<number>) => {
  readonly probabilities: Float64Array;
  readonly evidence: number;
  readonly features: Supposed['features'];
} {
  const hypotheses = createCategoryModel(coding.sizes, {
    ...{ engine: createReferenceEngine(), data: 1, settleSteps: SETTLE_STEPS, settling },
  });
  return (datum) => {
    const { logJoint, features } = hypotheses.suppose(coding, Float64Array.from(datum));
    return { ...posteriorOf(logJoint), features };
  };
}

/** The same coding of a part of the datum: what is hidden predicts nothing and disagrees with nothing. */
function ofWhatIsSeen({ sizes, weights, prior }: Coding, visible: ArrayLike<number>): Coding {
  const { lowerFromUpper, bias, logPrecision } = weights[0]!;
  const seen = Array.from({ length: sizes.size }, (_, axis) => axis).filter(
    (axis) => visible[axis] !== 0,
  );
  const { features } = sizes;
  return {
    sizes: { ...sizes, size: seen.length },
    weights: [
      {
        lowerFromUpper: Float64Array.from(
          { length: seen.length * features },
          (_, at) => lowerFromUpper[seen[Math.floor(at / features)]! * features + (at % features)]!,
        ),
        bias: Float64Array.from(seen, (axis) => bias![axis]!),
        logPrecision: Float64Array.from(seen, (axis) => logPrecision[axis]!),
      },
      weights[1]!,
    ],
    prior,
  };
}

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

/** Features that categories predict, one after the other. */
function predictedOfAll(coding: Coding): Float64Array {
  return Float64Array.from(
    Array.from(coding.prior, (_, category) => [...predictedFeatures(coding, category)]).flat(),
  );
}

/**
 * A predictive-coding hierarchy as a story. Forward, a category is drawn from its prior, features from the category, the datum from
 * the features. Backward, every category is supposed and the features settle. Since they are linear, the free energies at rest are
 * the exact posterior of the categories, and their sum the exact ln p(datum). Of a picture of which a part is hidden the rest is drawn
 * from its exact posterior too.
 */
export function codingStory(
  coding: Coding,
  {
    shape = null,
    settling = 'steady',
  }: { readonly shape?: PictureShape | null; readonly settling?: Settling } = {},
): TellableModel<readonly number[], CodingCauses> {
  const { sizes, weights, prior } = coding;
  const deviation = Math.exp(-weights[0]!.logPrecision[0]! / 2);
  const curvature = featureCurvature(coding);
  const suppose = supposeOf(coding, settling);
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
        const order = Array.from(probabilities.keys())
          .filter((category) => probabilities[category]! > PLAUSIBLE)
          .sort((a, b) => probabilities[b]! - probabilities[a]!);
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
    ...(shape === null
      ? {}
      : {
          picture: pictureOf(shape, ({ pixels, visible, count, random }) => {
            const part = ofWhatIsSeen(coding, visible);
            const seen = Array.from(pixels).filter((_, axis) => visible[axis] !== 0);
            // Where nothing is seen, every category is as probable as before.
            const { probabilities, features } =
              seen.length === 0
                ? { probabilities: prior, features: predictedOfAll(coding) }
                : supposeOf(part, settling)(seen);
            const around = featureCurvature(part);
            return {
              exactness: 'exact',
              samples: Array.from({ length: count }, () => {
                const at = drawIndex(probabilities, random) * sizes.features;
                const settled = features.subarray(at, at + sizes.features);
                return Float32Array.from(
                  expectedOf(coding, drawAround(settled, around, random)),
                  (value, axis) =>
                    visible[axis] === 0 ? value + deviation * random.normal() : pixels[axis]!,
                );
              }),
            };
          }),
        }),
  };
}
