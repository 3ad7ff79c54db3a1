import type { Tensor } from '../../agent.ts';
import type { Random } from '../../maths/random.ts';
import { readNumbers, showNumbers, type TellableModel } from '../../story.ts';
import { networkOf, takeTensor } from '../networks/network-parameters.ts';
import { numberedCauses, pictureOf, type PictureShape } from '../networks/story-parts.ts';
import { fillByParticles, sampleStepwise } from './ancestral-sampling.ts';
import { flowDenoiser, type LearnedDenoiser, NOISE_RANGE } from './learned-denoiser.ts';
import { flow, flowDensity, noiseLevels } from './probability-flow.ts';

/** Steps from noise to data by chance, and of the flow, which is steep between modes. */
const STEPS = 60;
const FLOW_STEPS = 120;

/** Particles with which what is hidden is filled in; so many pictures are taken from each run of them. */
const PARTICLES = 24;
const PER_RUN = 4;

/** A denoiser from its numbers. */
export function denoiserOf(tensors: ReadonlyMap<string, Tensor>): LearnedDenoiser {
  return {
    network: networkOf(tensors, 'denoiser'),
    centre: Float64Array.from(takeTensor(tensors, 'centre').data),
    scale: takeTensor(tensors, 'scale').data[0]!,
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
}

/** Data made of noise, many at once. */
export function synthesiseDenoised(
  model: LearnedDenoiser,
  { count, method, steps }: DenoiserSampling,
  random: Random,
): number[][] {
  const denoiser = flowDenoiser(model);
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
  return Array.from(nats, (value) => value - model.centre.length * Math.log(model.scale));
}

/**
 * A learned denoiser as a story, by its probability flow: causes are as many normal numbers as a datum has, and the flow
 * carries them to it and back.
 */
export function denoiserStory(
  model: LearnedDenoiser,
  { shape = null }: { readonly shape?: PictureShape | null } = {},
): TellableModel<readonly number[], Float64Array> {
  const size = model.centre.length;
  const denoiser = flowDenoiser(model);
  const falling = noiseLevels(shape === null ? FLOW_STEPS : STEPS, NOISE_RANGE);
  const rising = falling.toReversed();
  const most = Math.sqrt(1 + falling[0]! ** 2);
  const forward = (causes: Float64Array): number[] =>
    unscaled(
      model,
      flow(
        denoiser,
        causes.map((value) => most * value),
        falling,
      ),
    )[0]!;
  return {
    model: {
      family: 'diffusion',
      synthesise(_, random) {
        const causes = Float64Array.from({ length: size }, () => random.normal());
        return { causes, observation: forward(causes) };
      },
      predict: ({ best }) => forward(best[0]!.causes),
      score:
        shape === null
          ? (datum) => ({ nats: denoiserLogDensities(model, [datum])[0]!, kind: 'exact' })
          : {
              unable:
                'the density of a picture takes the derivative of every pixel by itself in every step, which is too slow here',
            },
      infer(datum) {
        const causes = flow(denoiser, scaled(model, [datum]), rising).map((value) => value / most);
        return {
          exactness: 'point',
          best: [{ causes, probability: null }],
          sample: () => causes,
        };
      },
    },
    fit: {
      unable:
        'its network learns by many steps of gradient descent, which the command learn does in minutes',
    },
    choices: numberedCauses,
    show: showNumbers,
    read: (text) => readNumbers(text, size),
    ...(shape === null
      ? {}
      : {
          picture: pictureOf(shape, ({ pixels, visible, count, random }) => {
            const samples: Float32Array[] = [];
            const seen = scaled(model, [pixels]);
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
