import { HelmholtzError, pictureLevelOf, scalePicture, unitsOf } from '../../agents/index.ts';
import type { Example } from '../datasets/dataset.ts';
import { firstExamples } from '../datasets/first-examples.ts';
import { openDataset } from '../datasets/open-dataset.ts';
import type { WeightsOrigin } from '../find-weights.ts';
import { fitLogisticRegression } from './logistic-regression.ts';
import { nameExamples, type NamingNet } from './naming.ts';

/** How a model names unseen examples, beside logistic regression on the same pixels. */
export interface NamingEvaluation {
  readonly dataset: string;
  readonly trainingExamples: number;
  readonly testExamples: number;
  readonly classes: number;
  /** Share named rightly by inference in the generative model. */
  readonly accuracy: number;
  /** Share named rightly by multinomial logistic regression fitted to the training examples. */
  readonly logisticRegression: number;
  /** Squared penalty that did best on a tenth of the training examples that was kept back. */
  readonly ridge: number;
}

const RIDGES = [1e-5, 1e-4, 1e-3];
const EPOCHS = 30;

/**
 * Names unseen examples with the model, and fits logistic regression to the very training examples of the model (its
 * penalty chosen on a tenth of them), tested on the same unseen ones.
 *
 * @throws {HelmholtzError} `unknown-dataset` if the agent learns from no labels or the data set has none.
 */
export async function evaluateNaming(
  net: NamingNet,
  {
    dataset,
    seed,
    testExamples,
    learnedFrom = null,
  }: {
    readonly dataset?: string;
    /** Seed of the unseen examples. */
    readonly seed: number;
    readonly testExamples: number;
    /** What the model learned from, where that is known. */
    readonly learnedFrom?: WeightsOrigin | null;
  },
): Promise<NamingEvaluation> {
  const plan = net.kind.training?.(net.parameters);
  const classes = plan?.stages.at(-1)?.classes ?? 0;
  const name = dataset ?? learnedFrom?.dataset ?? plan?.dataset ?? '';
  const training = firstExamples(
    // The very examples that the model learned from, where its file says which.
    await openDataset(name, { seed: learnedFrom?.seed ?? seed, split: 'train' }),
    plan?.examples ?? 0,
  );
  const test = firstExamples(await openDataset(name, { seed, split: 'test' }), testExamples);
  if (classes === 0 || training.classNames === null) {
    throw new HelmholtzError(
      'unknown-dataset',
      `evaluate: ${net.kind.name} and ${name} have no classes to name`,
    );
  }
  const all = (of: typeof training): Example[] =>
    Array.from({ length: of.count ?? 0 }, (_, index) => of.example(index));
  const unseen = all(test);
  const { accuracy } = nameExamples(net, unseen);
  const linear = logisticAccuracy(net, all(training), unseen, { classes, seed });
  return {
    dataset: name,
    trainingExamples: training.count ?? 0,
    testExamples: unseen.length,
    classes,
    accuracy,
    ...linear,
  };
}

function logisticAccuracy(
  { kind, parameters }: NamingNet,
  training: readonly Example[],
  unseen: readonly Example[],
  { classes, seed }: { readonly classes: number; readonly seed: number },
): { logisticRegression: number; ridge: number } {
  const sensory = kind.hierarchy(parameters).levels[pictureLevelOf(kind)]!;
  const width = unitsOf(sensory);
  const featuresOf = (examples: readonly Example[]): Float32Array => {
    const features = new Float32Array(examples.length * width);
    examples.forEach(({ picture }, row) => {
      features.set(scalePicture(picture, sensory.arrangement).pixels, row * width);
    });
    return features;
  };
  const labelsOf = (examples: readonly Example[]): number[] =>
    examples.map(({ label }) => label ?? 0);
  const accuracyOf = (
    fitted: readonly Example[],
    judged: readonly Example[],
    ridge: number,
  ): number => {
    const regression = fitLogisticRegression(
      { features: featuresOf(fitted), labels: labelsOf(fitted), width },
      { classes, ridge, epochs: EPOCHS, seed },
    );
    const named = regression.classify(featuresOf(judged));
    return named.filter((label, row) => label === judged[row]!.label).length / judged.length;
  };
  const kept = Math.floor(training.length * 0.9);
  const scores = RIDGES.map((ridge) =>
    accuracyOf(training.slice(0, kept), training.slice(kept), ridge),
  );
  const ridge = RIDGES[scores.indexOf(Math.max(...scores))]!;
  return { logisticRegression: accuracyOf(training, unseen, ridge), ridge };
}
