import {
  CODING_PLAN,
  codingStory,
  createRandom,
  denoiserLogDensities,
  denoiserOf,
  familyStory,
  familyTraining,
  isAble,
  learnCoding,
  type LearnedDenoiser,
  type LearnedFamily,
  type Random,
  type Score,
  shippedTensors,
  type Story,
  synthesiseDenoised,
  tellStory,
  trainNetworks,
  trainingPoints,
} from '../../agents/index.ts';
import { median } from '../analysis/median.ts';
import { squaredFrechetDistance } from './frechet-distance.ts';
import { meanDiscrepancy } from './mean-discrepancy.ts';
import { modeCoverage } from './mode-coverage.ts';
import { momentsOf, type Points } from './points.ts';
import { precisionRecall } from './precision-recall.ts';
import { drawPoints, type ToyDensity } from './densities/toy-density.ts';
import { toyDensity } from './toy-data.ts';

/** What is compared: families that learn, `pc` being a predictive-coding hierarchy, and `truth`, a perfect sampler, which says what the numbers are at best. */
export const COMPARED_MODELS = [
  'truth',
  'vae',
  'gan',
  'packed-gan',
  'unrolled-gan',
  'diffusion',
  'pc',
] as const;

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
  /** KL(share of modes among good points || uniform), nats. */
  readonly imbalance: number;
  /** KL(share of modes, every point given to the nearest || uniform), nats. */
  readonly allocation: number;
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
  const samples = draw(SAMPLES, random);
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
    allocation: coverage.allocation,
    spread: median(coverage.spreads.filter((_, mode) => coverage.counts[mode]! > 0)) / deviation,
    meanDiscrepancy: meanDiscrepancy(real, samples, 1),
    frechet: squaredFrechetDistance(momentsOf(real), momentsOf(samples)),
    ...precisionRecall(real, samples),
    score: score === null ? null : meanScore(score(heldOut)),
  };
}

/** A model that has learned: how it draws points and scores them. */
interface Learned {
  readonly draw: (count: number, random: Random) => Points;
  readonly score: ((points: Points) => readonly Score[]) | null;
}

async function learned(
  { model, data, seed, steps }: CompareTask,
  density: ToyDensity,
): Promise<Learned> {
  if (model === 'truth') {
    return {
      draw: (count, random) => drawPoints(density, count, random),
      score: (points) =>
        points.map((point) => ({ nats: density.logDensity(point), kind: 'exact' })),
    };
  }
  const examples = trainingPoints(
    drawPoints(density, EXAMPLES, createRandom(seed, 'points', data)),
  );
  if (model === 'pc') {
    const plan = { ...CODING_PLAN, ...(steps === null ? {} : { steps }) };
    return oneByOne(tellStory(codingStory(await lastOf(learnCoding(examples, plan, seed)))));
  }
  const family: LearnedFamily = model === 'diffusion' ? 'denoising-diffusion' : model;
  const training = familyTraining(family, examples, {
    seed,
    ...(steps === null ? {} : { steps }),
  });
  const tensors = shippedTensors((await lastOf(trainNetworks(training))).parameters);
  if (family === 'denoising-diffusion') return manyAtOnce(denoiserOf(tensors));
  return oneByOne(familyStory(family, tensors, { size: 2, classNames: [], shape: null }));
}

async function lastOf<Learned>(learning: AsyncGenerator<unknown, Learned>): Promise<Learned> {
  for (;;) {
    const next = await learning.next();
    if (next.done === true) return next.value;
  }
}

/** What a story does, point by point. */
function oneByOne(story: Story): Learned {
  return {
    draw: (count, random) => Array.from({ length: count }, () => drawn(story, random)),
    score: scoreOf(story),
  };
}

/** Steps of the flow: points then lie a 200th of a cloud's width from where ten times as many would bring them. */
const FLOW_STEPS = 120;

/** What the story of a denoiser does, for all points together, which is much faster. */
function manyAtOnce(model: LearnedDenoiser): Learned {
  return {
    draw: (count, random) =>
      synthesiseDenoised(model, { count, method: 'flow', steps: FLOW_STEPS }, random),
    score: (points) =>
      denoiserLogDensities(model, points, FLOW_STEPS).map((nats) => ({ nats, kind: 'exact' })),
  };
}

function drawn({ synthesise }: Story, random: Random): readonly number[] {
  if (!isAble(synthesise)) throw new Error('a family that cannot be sampled');
  return synthesise(random).text.split(',').map(Number);
}

function scoreOf(story: Story): Learned['score'] {
  const scoreAt = (point: readonly number[]) => story.read(point.join(', ')).score;
  return isAble(scoreAt([0, 0]))
    ? (points) =>
        points.map((point) => {
          const score = scoreAt(point);
          if (!isAble(score)) throw new Error('a family that scores only some points');
          return score();
        })
    : null;
}

function meanScore(scores: readonly Score[]): { nats: number; kind: Score['kind'] } {
  const nats = scores.reduce((sum, score) => sum + score.nats, 0) / scores.length;
  return { nats, kind: scores[0]!.kind };
}
