import {
  activeUnits,
  type ActiveUnits,
  autoencoderOf,
  createRandom,
  denoiserOf,
  familyStory,
  isAble,
  isConditional,
  type LearnedFamily,
  type NamedTensors,
  type Random,
  synthesiseDenoised,
  type TrainingData,
} from '../../agents/index.ts';
import { type Family } from './learn-family.ts';
import { askedClass, type AskedClass } from './asked-class.ts';
import { isToyDensity, toyDensity } from './toy-data.ts';

/** What is measured of a family once it has learned, beside its losses. */
export interface LearnedMeasures {
  /** Of an autoencoder: which of its causes it makes use of. */
  readonly activeUnits?: ActiveUnits;
  /** Of a conditional family that learned points in clouds: whether what it makes is of the class that was asked for. */
  readonly askedClass?: AskedClass;
}

/** Points that a conditional family makes of every class, and steps of the flow of a denoiser. */
const PER_CLASS = 50;
const FLOW_STEPS = 120;

/**
 * Measures a family that has learned.
 *
 * @param options.examples What it learned from.
 * @param options.data Its name.
 */
export function measureLearned(
  family: Family,
  tensors: NamedTensors,
  {
    examples,
    data,
    seed,
  }: { readonly examples: TrainingData; readonly data: string; readonly seed: number },
): LearnedMeasures {
  if (family === 'vae') return { activeUnits: activeUnits(autoencoderOf(tensors), examples) };
  if (family === 'pc' || !isConditional(family) || !isToyDensity(data)) return {};
  const { modes } = toyDensity(data);
  if (modes === null) return {};
  const random = createRandom(seed, 'measure', family);
  const kinds = modes.means.flatMap((_, kind) => new Array<number>(PER_CLASS).fill(kind));
  const made =
    family === 'conditional-diffusion'
      ? synthesiseDenoised(
          denoiserOf(tensors),
          { count: kinds.length, method: 'flow', steps: FLOW_STEPS, kinds },
          random,
        )
      : madeOneByOne(family, tensors, kinds, random);
  return {
    askedClass: askedClass(
      modes.means.map((_, kind) => made.slice(kind * PER_CLASS, (kind + 1) * PER_CLASS)),
      modes,
    ),
  };
}

/** A point of each of these classes. */
function madeOneByOne(
  family: LearnedFamily,
  tensors: NamedTensors,
  kinds: readonly number[],
  random: Random,
): number[][] {
  const classNames = Array.from({ length: Math.max(...kinds) + 1 }, (_, kind) => String(kind));
  const stories = classNames.map((_, kind) =>
    familyStory(family, tensors, { size: 2, classNames, shape: null }, kind),
  );
  return kinds.map((kind) => {
    const { synthesise } = stories[kind]!;
    if (!isAble(synthesise)) throw new Error(synthesise.unable);
    return synthesise(random).text.split(',').map(Number);
  });
}
