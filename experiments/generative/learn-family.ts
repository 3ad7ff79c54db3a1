import {
  codingPlan,
  createRandom,
  familyTraining,
  HelmholtzError,
  learnCoding,
  LEARNED_FAMILIES,
  learnedOfCoding,
  type NetworkParameters,
  type NetworkProgress,
  type NetworkTrainingState,
  suggestion,
  type TrainingData,
  trainingPoints,
  trainNetworks,
} from '../../agents/index.ts';
import { isGeneratedDataset, openGeneratedDataset } from '../datasets/generated.ts';
import { isToyDensity, TOY_DENSITIES, toyDensity } from './toy-data.ts';

/** What generative families can learn. */
export const FAMILY_DATA = [...TOY_DENSITIES, 'small-digits'] as const;

/** Examples to learn from. */
const POINTS = 10_000;
const PICTURES = 6000;

/**
 * Examples for a generative family to learn from: points of a toy density, each with the number of its cloud or moon, or pictures
 * with the number of their class.
 *
 * @throws {HelmholtzError} `unknown-dataset`, naming the nearest one.
 */
export function familyData(name: string, seed: number): TrainingData {
  if (isToyDensity(name)) {
    const density = toyDensity(name);
    const random = createRandom(seed, 'points', name);
    const drawn = Array.from({ length: POINTS }, () => density.draw(random));
    return trainingPoints(
      drawn.map(({ point }) => point),
      { count: density.parts, labels: Int32Array.from(drawn, ({ part }) => part) },
    );
  }
  if (name !== 'small-digits' || !isGeneratedDataset(name)) {
    throw new HelmholtzError(
      'unknown-dataset',
      `data "${name}": expected one of ${FAMILY_DATA.join(', ')}${suggestion(name, FAMILY_DATA)}`,
    );
  }
  const dataset = openGeneratedDataset(name, { seed, split: 'train' });
  const examples = Array.from({ length: PICTURES }, (_, index) => dataset.example(index));
  const size = examples[0]!.picture.pixels.length;
  const rows = new Float32Array(PICTURES * size);
  examples.forEach(({ picture }, index) => {
    rows.set(picture.pixels, index * size);
  });
  return {
    size,
    count: PICTURES,
    rows,
    classes: {
      count: dataset.classNames!.length,
      labels: Int32Array.from(examples, ({ label }) => label!),
    },
  };
}

/** Families that learn: those of networks, and `pc`, a predictive-coding hierarchy that learns locally. */
export const FAMILIES = [...LEARNED_FAMILIES, 'pc'] as const;

/** One of {@link FAMILIES}. */
export type Family = (typeof FAMILIES)[number];

/** How a family learns, whatever it is made of. */
export interface FamilyLearning {
  /** Steps in all. */
  readonly length: number;
  /** What computes it, in words. */
  readonly arithmetic: string;
  /** Learns from the start, or goes on from a state to the same bits. */
  readonly learn: (
    resumeFrom: NetworkTrainingState | undefined,
  ) => AsyncGenerator<NetworkProgress, unknown>;
  /** What is worth keeping of a state once learning is over. */
  readonly learnedOf: (state: NetworkTrainingState) => NetworkParameters;
}

/**
 * How a family learns from examples.
 *
 * @param options.steps In place of the family's own; `null` for those.
 */
export function familyLearning(
  family: Family,
  examples: TrainingData,
  { seed, steps }: { readonly seed: number; readonly steps: number | null },
): FamilyLearning {
  const own = steps === null ? {} : { steps };
  if (family === 'pc') {
    const plan = { ...codingPlan(examples.size), ...own };
    return {
      ...{ length: plan.steps, arithmetic: 'engine of this project', learnedOf: learnedOfCoding },
      learn: (resumeFrom) => learnCoding(examples, plan, seed, resumeFrom),
    };
  }
  const training = familyTraining(family, examples, { seed, ...own });
  return {
    ...{ length: training.steps, arithmetic: 'TensorFlow.js' },
    learnedOf: ({ parameters }) => parameters,
    learn: (resumeFrom) =>
      trainNetworks(resumeFrom === undefined ? training : { ...training, resumeFrom }),
  };
}
