import type { Tensor } from '../../agent.ts';
import { drawIndex } from '../../maths/draw-index.ts';
import { createRandom, type Random } from '../../maths/random.ts';
import { readNumbers, showNumbers, type TellableModel } from '../../story.ts';
import {
  type ClassedCauses,
  classedChoices,
  classesOf,
  drawClassed,
} from '../networks/classed-causes.ts';
import { networkOf, takeTensor } from '../networks/network-parameters.ts';
import { pictureOf, type PictureShape } from '../networks/story-parts.ts';
import { fillByParticles, sampleStepwise } from './ancestral-sampling.ts';
import { denoisingEnergies } from './denoising-energy.ts';
import {
  denoiserWidth,
  flowDenoiser,
  type LearnedDenoiser,
  NOISE_RANGE,
} from './learned-denoiser.ts';
import { flow, flowDensity, type FlowDenoiser, noiseLevels } from './probability-flow.ts';

/** Steps from noise to data by chance, and of the flow, which is steep between modes. */
const STEPS = 60;
const FLOW_STEPS = 120;

/** Particles with which what is hidden is filled in; so many pictures are taken from each run of them. */
const PARTICLES = 24;
const PER_RUN = 4;

/** A denoiser from its numbers. */
export function denoiserOf(tensors: ReadonlyMap<string, Tensor>): LearnedDenoiser {
  const network = networkOf(tensors, 'denoiser');
  const centre = Float64Array.from(takeTensor(tensors, 'centre').data);
  return {
    ...{ network, centre, scale: takeTensor(tensors, 'scale').data[0]! },
    classes: network[0]!.inputs - denoiserWidth(centre.length),
  };
}

/** Scaled numbers in units of the data, a datum after the other. */
function unscaled({ centre, scale }: LearnedDenoiser, points: Float64Array): number[][] {
  const size = centre.length;
  return Array.from({ length: points.length / size }, (_, row) =>
    Array.from(centre, (middle, axis) => middle + scale * points[row * size + axis]!),
  );
}

function scaled(
  { centre, scale }: LearnedDenoiser,
  data: readonly ArrayLike<number>[],
): Float64Array {
  const size = centre.length;
  return Float64Array.from(
    { length: data.length * size },
    (_, at) => (data[Math.floor(at / size)]![at % size]! - centre[at % size]!) / scale,
  );
}

/** How data are made of noise. */
export interface DenoiserSampling {
  readonly count: number;
  /**
   * `flow`: the probability flow by Heun's method, which asks the network twice a step. `implicit` and `ancestral`: step by step
   * with one question each, without chance (DDIM) or with it (DDPM).
   */
  readonly method: 'flow' | 'implicit' | 'ancestral';
  readonly steps: number;
  /** Class of each datum; of no class where they are left out. */
  readonly kinds?: readonly number[];
}

/** Data made of noise, many at once. */
export function synthesiseDenoised(
  model: LearnedDenoiser,
  { count, method, steps, kinds = [] }: DenoiserSampling,
  random: Random,
): number[][] {
  const denoiser = flowDenoiser(model, kinds);
  const levels = noiseLevels(steps, NOISE_RANGE);
  if (method !== 'flow') {
    const chance = method === 'ancestral' ? 1 : 0;
    return unscaled(model, sampleStepwise(denoiser, { count, levels, chance, random }));
  }
  const most = Math.sqrt(1 + levels[0]! ** 2);
  const noise = Float64Array.from({ length: count * denoiser.size }, () => most * random.normal());
  return unscaled(model, flow(denoiser, noise, levels));
}

/** ln p of data by the probability flow, nats. */
export function denoiserLogDensities(
  model: LearnedDenoiser,
  data: readonly ArrayLike<number>[],
  steps = FLOW_STEPS,
): number[] {
  const rising = noiseLevels(steps, NOISE_RANGE).reverse();
  const { nats } = flowDensity(flowDenoiser(model), scaled(model, data), rising);
  return Array.from(nats, (value) => value - volumeOf(model));
}

/** ln of how much more room a datum has in its own units than in scaled ones. */
function volumeOf({ centre, scale }: LearnedDenoiser): number {
  return centre.length * Math.log(scale);
}

/**
 * A learned denoiser as a story, by its probability flow: a class where it learned some, each as likely, then as many normal numbers as
 * a datum has, and the flow of that class carries them to it and back. Backward every class is supposed. Each has the density of its
 * own flow, and together they have the posterior of the class; of pictures, whose density takes too long, the classes are weighed by
 * how well they denoise (see {@link denoisingEnergies}).
 *
 * @param options.asked The only class to tell of; `null` for all of them.
 * @throws {HelmholtzError} `parameter-out-of-range` for a class that there is not.
 */
export function denoiserStory(
  model: LearnedDenoiser,
  {
    shape = null,
    classNames = [],
    asked = null,
  }: {
    readonly shape?: PictureShape | null;
    readonly classNames?: readonly string[];
    readonly asked?: number | null;
  } = {},
): TellableModel<readonly number[], ClassedCauses> {
  const size = model.centre.length;
  const classes = classesOf(classNames, asked);
  const { kinds } = classes;
  const isClassed = classNames.length > 0;
  const told = (own: readonly number[]): FlowDenoiser => flowDenoiser(model, isClassed ? own : []);
  const falling = noiseLevels(shape === null ? FLOW_STEPS : STEPS, NOISE_RANGE);
  const rising = falling.toReversed();
  const most = Math.sqrt(1 + falling[0]! ** 2);
  const denoisers = kinds.map((kind) => told([kind]));
  const forward = ({ kind, values }: ClassedCauses): number[] =>
    unscaled(
      model,
      flow(
        denoisers[kinds.indexOf(kind)]!,
        values.map((value) => most * value),
        falling,
      ),
    )[0]!;
  // Classes beside each other, as many data.
  const together = told(kinds);
  const repeated = (datum: readonly number[]): Float64Array =>
    scaled(
      model,
      kinds.map(() => datum),
    );
  const inPairs = told(kinds.flatMap((kind) => [kind, kind]));
  const explain = (datum: readonly number[]): { nats: Float64Array; noise: Float64Array } => {
    if (shape === null) return flowDensity(together, repeated(datum), rising);
    const energies = denoisingEnergies(inPairs, scaled(model, [datum]), {
      ...{ hypotheses: kinds.length, levels: rising },
      random: createRandom(1, 'denoiser', 'classes'),
    });
    return {
      nats: energies.map((energy) => -energy),
      noise: flow(together, repeated(datum), rising),
    };
  };
  return {
    model: {
      family: 'diffusion',
      synthesise(_, random) {
        const causes = drawClassed(classes, size, random);
        return { causes, observation: forward(causes) };
      },
      predict: ({ best }) => forward(best[0]!.causes),
      score:
        shape === null
          ? (datum) => ({
              nats: logMean(explain(datum).nats) - volumeOf(model),
              kind: 'exact',
            })
          : {
              unable:
                'the density of a picture takes the derivative of every pixel by itself in every step, which is too slow here',
            },
      infer(datum) {
        if (!isClassed) {
          const noise = flow(together, repeated(datum), rising);
          const causes = { kind: 0, values: noise.map((value) => value / most) };
          return {
            exactness: 'point',
            best: [{ causes, probability: null }],
            sample: () => causes,
          };
        }
        const { nats, noise } = explain(datum);
        const largest = Math.max(...nats);
        const shares = nats.map((value) => Math.exp(value - largest));
        const total = shares.reduce((sum, share) => sum + share, 0);
        const causesOf = (index: number): ClassedCauses => ({
          kind: kinds[index]!,
          values: noise.slice(index * size, (index + 1) * size).map((value) => value / most),
        });
        return {
          // The flow takes finite steps, and the bounds of pictures differ in how tight they are.
          exactness: 'approximate',
          best: Array.from(shares, (share, index) => ({
            causes: causesOf(index),
            probability: share / total,
          })).sort((a, b) => b.probability - a.probability),
          sample: (random) => causesOf(drawIndex(shares, random)),
        };
      },
    },
    fit: {
      unable:
        'its network learns by many steps of gradient descent, which the command learn does in minutes',
    },
    choices: (causes) => classedChoices(causes, classes),
    show: showNumbers,
    read: (text) => readNumbers(text, size),
    ...(shape === null
      ? {}
      : {
          picture: pictureOf(shape, ({ pixels, visible, count, random }) => {
            const samples: Float32Array[] = [];
            const seen = scaled(model, [pixels]);
            // Of any class, unless one is asked for.
            const denoiser = flowDenoiser(
              model,
              asked === null ? [] : new Array<number>(PARTICLES).fill(asked),
            );
            while (samples.length < count) {
              const found = fillByParticles(denoiser, seen, {
                ...{ visible, random, particles: PARTICLES, levels: falling },
              });
              for (const point of found.slice(0, Math.min(PER_RUN, count - samples.length))) {
                samples.push(
                  Float32Array.from(unscaled(model, point)[0]!, (value, at) =>
                    visible[at] === 0 ? value : pixels[at]!,
                  ),
                );
              }
            }
            return { exactness: 'approximate', samples };
          }),
        }),
  };
}

/** ln of the mean of densities that are given by their logarithms. */
function logMean(logs: Float64Array): number {
  const most = Math.max(...logs);
  return most + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - most), 0) / logs.length);
}
