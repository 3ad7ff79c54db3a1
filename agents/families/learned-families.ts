import type { NamedTensors } from '../agent.ts';
import { HelmholtzError } from '../errors.ts';
import { type Story, tellStory } from '../story.ts';
import { generatorStory } from './adversarial/generator.ts';
import { generatorTraining } from './adversarial/train-generator.ts';
import { denoiserStory } from './diffusion/denoiser-story.ts';
import { denoiserOf } from './diffusion/sample-denoiser.ts';
import { denoiserTraining } from './diffusion/train-denoiser.ts';
import { networkOf } from './networks/network-parameters.ts';
import type { PictureShape } from './networks/story-parts.ts';
import type { NetworkTraining } from './networks/train-networks.ts';
import type { TrainingData } from './networks/training-data.ts';
import { autoencoderOf } from './variational/autoencoder.ts';
import { autoencoderStory } from './variational/autoencoder-story.ts';
import { autoencoderTraining } from './variational/train-autoencoder.ts';

/** Families of generative models whose networks learn by gradient descent. */
export const LEARNED_FAMILIES = [
  'vae',
  'gan',
  'packed-gan',
  'unrolled-gan',
  'conditional-gan',
  'denoising-diffusion',
  'conditional-diffusion',
] as const;

/** One of {@link LEARNED_FAMILIES}. */
export type LearnedFamily = (typeof LEARNED_FAMILIES)[number];

/** Whether a family is told the class of every datum, and tells it in turn. */
export function isConditional(family: LearnedFamily): boolean {
  return family === 'conditional-gan' || family === 'conditional-diffusion';
}

/** What the data of a learned family are, besides numbers. */
export interface LearnedData {
  readonly size: number;
  readonly classNames: readonly string[];
  readonly shape: PictureShape | null;
}

/** Data of so few numbers are points, and get networks for points. */
const MOST_OF_A_POINT = 4;

/** How data that are told apart in packs are packed. */
const PACK = 4;

/** How many steps of its judge a generator looks ahead, as in the paper. */
const UNROLLED = 5;

/**
 * How a family learns these data; sizes and rates are its own, `steps` replaces its number of steps.
 *
 * @throws {HelmholtzError} `not-applicable` where a conditional family is given data without classes.
 */
export function familyTraining(
  family: LearnedFamily,
  data: TrainingData,
  { seed, steps }: { readonly seed: number; readonly steps?: number },
): NetworkTraining {
  const isPoint = data.size <= MOST_OF_A_POINT;
  const length = steps === undefined ? {} : { steps };
  const conditional = isConditional(family);
  if (conditional && data.classes === null) {
    throw new HelmholtzError('not-applicable', `${family}: expected data with classes; got none`);
  }
  switch (family) {
    case 'vae':
      return autoencoderTraining(
        // Of points it finds out itself what kinds there are.
        isPoint ? { ...data, classes: null } : data,
        {
          causes: isPoint ? 2 : 8,
          hidden: isPoint ? [64, 64] : [96],
          gain: isPoint ? 3 : 1,
          batch: isPoint ? 256 : 64,
          learningRate: isPoint ? 4e-3 : 2e-3,
          steps: 6000,
          ...length,
        },
        seed,
      );
    case 'gan':
    case 'packed-gan':
    case 'unrolled-gan':
    case 'conditional-gan':
      return generatorTraining(
        data,
        {
          causes: isPoint ? 2 : 8,
          hidden: isPoint ? [64, 64] : [96],
          judge: isPoint ? [64, 64] : [96],
          gain: isPoint ? 3 : 1,
          pack: family === 'packed-gan' ? PACK : 1,
          unrolled: family === 'unrolled-gan' ? UNROLLED : 0,
          conditional,
          batch: isPoint ? 128 : 64,
          learningRate: 1e-3,
          steps: 6000,
          ...length,
        },
        seed,
      );
    case 'denoising-diffusion':
    case 'conditional-diffusion':
      return denoiserTraining(
        data,
        {
          conditional,
          hidden: isPoint ? [128, 128] : [160, 160],
          batch: isPoint ? 256 : 128,
          learningRate: isPoint ? 4e-3 : 2e-3,
          steps: 6000,
          ...length,
        },
        seed,
      );
  }
}

/** Deviation of the error that is let stand when causes of a generator are looked for, in units of points and of luminance. */
const POINT_DEVIATION = 0.02;
const PIXEL_DEVIATION = 0.1;

/**
 * The story of a family with learned numbers.
 *
 * @param asked Number of the only class that a conditional family is to tell of; `null` for all of them.
 * @throws {HelmholtzError} `bad-weights` where the numbers are not those of the family, `parameter-out-of-range` for a class that there
 *   is not.
 */
export function familyStory(
  family: LearnedFamily,
  tensors: NamedTensors,
  { size, classNames, shape }: LearnedData,
  asked: number | null = null,
): Story {
  const deviation = shape === null ? POINT_DEVIATION : PIXEL_DEVIATION;
  switch (family) {
    case 'vae':
      return tellStory(autoencoderStory(autoencoderOf(tensors), { size, classNames, shape }));
    case 'gan':
    case 'packed-gan':
    case 'unrolled-gan':
      return tellStory(generatorStory(networkOf(tensors, 'generator'), { deviation, shape }));
    case 'conditional-gan':
      return tellStory(
        generatorStory(networkOf(tensors, 'generator'), { deviation, shape, classNames, asked }),
      );
    case 'denoising-diffusion':
      return tellStory(denoiserStory(denoiserOf(tensors), { shape }));
    case 'conditional-diffusion':
      return tellStory(denoiserStory(denoiserOf(tensors), { shape, classNames, asked }));
  }
}
