import {
  createRandom,
  familyStory,
  familyTraining,
  isAble,
  type LearnedFamily,
  type Random,
  type Score,
  shippedTensors,
  type Story,
  trainNetworks,
  trainingPoints,
} from '../../agents/index.ts';
import { median } from '../analysis/median.ts';
import { squaredFrechetDistance } from './frechet-distance.ts';
import { meanDiscrepancy } from './mean-discrepancy.ts';
import { modeCoverage } from './mode-coverage.ts';
import { momentsOf } from './points.ts';
import { precisionRecall } from './precision-recall.ts';
import { drawPoints, type ToyDensity } from './densities/toy-density.ts';
import { toyDensity } from './toy-data.ts';

/** What is compared: families that learn, and `truth`, a perfect sampler, which says what the numbers are at best. */
export const COMPARED_MODELS = ['truth', 'vae', 'gan', 'packed-gan', 'diffusion'] as const;

/** One of {@link COMPARED_MODELS}. */
export type ComparedModel = (typeof COMPARED_MODELS)[number];

/** One training to do and to judge. */
export interface CompareTask {
  readonly model: ComparedModel;
  /** Name of a toy density with modes. */
  readonly data: string;
  readonly seed: number;
  /** Steps of learning in place of the family's own; `null` for those. */
  readonly steps: number | null;
}

/** How a model that was trained with a seed has done. */
export interface CompareResult {
  readonly model: ComparedModel;
  readonly seed: number;
  /** Modes with a point within three deviations. */
  readonly modes: number;
  /** Share of points within three deviations of a mode; a perfect sampler has .98889. */
  readonly highQuality: number;
  /** KL(share of modes || uniform), nats. */
  readonly imbalance: number;
  /** Median over modes of the deviation of points about them, relative to the true one; NaN where no mode has points. */
  readonly spread: number;
  /** Squared maximum mean discrepancy from the truth, kernel of deviation 1. */
  readonly meanDiscrepancy: number;
  /** Squared Frechet distance from the truth, squared units of the coordinates. */
  readonly frechet: number;
  readonly precision: number;
  readonly recall: number;
  /** Mean score of held-out points, nats per point, and what kind of score it is; `null` where the model has none. */
  readonly score: { readonly nats: number; readonly kind: Score['kind'] } | null;
}

/** How a comparison is told about while it goes on. */
export type CompareStage = 'begun' | 'learned' | 'sampled';

/** Points that learning sees, that samples are compared in, and that are scored. */
const EXAMPLES = 10_000;
const SAMPLES = 1000;
const HELD_OUT = 200;

/**
 * Trains a model and judges what it makes.
 *
 * @param tell Called when it begins, when it has learned and when a thousand points are drawn.
 */
export async function doCompareTask(
  task: CompareTask,
  tell: (stage: CompareStage) => void,
): Promise<CompareResult> {
  const { model, data, seed } = task;
  const density = toyDensity(data);
  tell('begun');
  const { draw, score } = await learned(task, density);
  tell('learned');
  const random = createRandom(seed, 'compare', model);
  const samples = Array.from({ length: SAMPLES }, () => draw(random));
  tell('sampled');
  const real = drawPoints(density, SAMPLES, createRandom(seed, 'compare', 'real'));
  const heldOut = drawPoints(density, HELD_OUT, createRandom(seed, 'compare', 'held-out'));
  const { means, deviation } = density.modes!;
  const coverage = modeCoverage(samples, means, deviation);
  return {
    ...{ model, seed },
    modes: coverage.covered,
    highQuality: coverage.highQuality,
    imbalance: coverage.imbalance,
    spread: median(coverage.spreads.filter((_, mode) => coverage.counts[mode]! > 0)) / deviation,
    meanDiscrepancy: meanDiscrepancy(real, samples, 1),
    frechet: squaredFrechetDistance(momentsOf(real), momentsOf(samples)),
    ...precisionRecall(real, samples),
    score: score === null ? null : meanScore(heldOut.map(score)),
  };
}

/** A model that has learned: how it draws a point and scores one. */
interface Learned {
  readonly draw: (random: Random) => readonly number[];
  readonly score: ((point: readonly number[]) => Score) | null;
}

async function learned(
  { model, data, seed, steps }: CompareTask,
  density: ToyDensity,
): Promise<Learned> {
  if (model === 'truth') {
    return {
      draw: density.draw,
      score: (point) => ({ nats: density.logDensity(point), kind: 'exact' }),
    };
  }
  const family: LearnedFamily = model === 'diffusion' ? 'denoising-diffusion' : model;
  const examples = drawPoints(density, EXAMPLES, createRandom(seed, 'points', data));
  const training = trainNetworks(
    familyTraining(family, trainingPoints(examples), {
      seed,
      ...(steps === null ? {} : { steps }),
    }),
  );
  let next = await training.next();
  while (next.done !== true) next = await training.next();
  const story = familyStory(family, shippedTensors(next.value.parameters), {
    ...{ size: 2, classNames: [], shape: null },
  });
  return { draw: (random) => drawn(story, random), score: scoreOf(story) };
}

function drawn({ synthesise }: Story, random: Random): readonly number[] {
  if (!isAble(synthesise)) throw new Error('a family that cannot be sampled');
  return synthesise(random).text.split(',').map(Number);
}

function scoreOf(story: Story): Learned['score'] {
  const scoreAt = (point: readonly number[]) => story.read(point.join(', ')).score;
  return isAble(scoreAt([0, 0]))
    ? (point) => {
        const score = scoreAt(point);
        if (!isAble(score)) throw new Error('a family that scores only some points');
        return score();
      }
    : null;
}

function meanScore(scores: readonly Score[]): { nats: number; kind: Score['kind'] } {
  const nats = scores.reduce((sum, score) => sum + score.nats, 0) / scores.length;
  return { nats, kind: scores[0]!.kind };
}
