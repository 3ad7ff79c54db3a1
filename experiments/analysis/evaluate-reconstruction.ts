import { scalePicture } from '../../agents/index.ts';
import type { Example } from '../datasets/dataset.ts';
import { firstExamples } from '../datasets/first-examples.ts';
import { openDataset } from '../datasets/open-dataset.ts';
import type { WeightsOrigin } from '../find-weights.ts';
import type { NamingNet } from './naming.ts';
import { scoreExamples } from './score-examples.ts';

/** How a model reconstructs unseen pictures, beside the mean of the pictures that it learned from. */
export interface ReconstructionEvaluation {
  readonly dataset: string;
  readonly trainingExamples: number;
  readonly testExamples: number;
  /** Mean squared error per pixel of what the top level predicts after settling. */
  readonly meanSquaredError: number;
  /** The same of the mean picture: what is reached without looking. */
  readonly meanPicture: number;
}

/** Reconstructs unseen pictures from what settling makes of them. */
export async function evaluateReconstruction(
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
): Promise<ReconstructionEvaluation> {
  const plan = net.kind.training?.(net.parameters);
  const name = dataset ?? learnedFrom?.dataset ?? plan?.dataset ?? '';
  const training = firstExamples(
    await openDataset(name, { seed: learnedFrom?.seed ?? seed, split: 'train' }),
    plan?.examples ?? 0,
  );
  const test = firstExamples(await openDataset(name, { seed, split: 'test' }), testExamples);
  const all = (of: typeof training): Example[] =>
    Array.from({ length: of.count ?? 0 }, (_, index) => of.example(index));
  const unseen = all(test);
  const { arrangement } = net.kind.hierarchy(net.parameters).levels[0]!;
  const pixelsOf = ({ picture }: Example): Float32Array =>
    net.kind.retina(scalePicture(picture, arrangement), net.parameters).pixels;
  const mean = meanOf(all(training).map(pixelsOf));
  const errors = unseen.map((example) => squaredDistance(pixelsOf(example), mean) / mean.length);
  return {
    dataset: name,
    trainingExamples: training.count ?? 0,
    testExamples: unseen.length,
    meanSquaredError: scoreExamples(net, unseen).mean,
    meanPicture: errors.reduce((sum, error) => sum + error, 0) / errors.length,
  };
}

function meanOf(pictures: readonly Float32Array[]): Float64Array {
  const mean = new Float64Array(pictures[0]?.length ?? 0);
  for (const pixels of pictures) {
    pixels.forEach((value, pixel) => (mean[pixel]! += value / pictures.length));
  }
  return mean;
}

function squaredDistance(pixels: Float32Array, mean: Float64Array): number {
  return pixels.reduce((sum, value, pixel) => sum + (value - mean[pixel]!) ** 2, 0);
}
