import type { Tensor } from '../../agent.ts';
import type { Random } from '../../maths/random.ts';
import { readNumbers, showNumbers, type TellableModel } from '../../story.ts';
import { networkOf, takeTensor } from '../networks/network-parameters.ts';
import { numberedCauses, pictureOf, type PictureShape } from '../networks/story-parts.ts';
import { fillByParticles, sampleAncestrally } from './ancestral-sampling.ts';
import {
  denoised,
  denoisedWithTrace,
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
  return {
    network: networkOf(tensors, 'denoiser'),
    centre: Float64Array.from(takeTensor(tensors, 'centre').data),
    scale: takeTensor(tensors, 'scale').data[0]!,
  };
}

/** A denoiser in scaled units. */
function inScaledUnits({ network }: LearnedDenoiser): FlowDenoiser {
  return {
    datum: (noisy, deviation) => denoised(network, noisy, deviation),
    withSlopes: (noisy, deviation) => denoisedWithTrace(network, noisy, deviation),
  };
}

/** Scaled numbers in units of the data. */
function unscaled({ centre, scale }: LearnedDenoiser, point: Float64Array): number[] {
  return Array.from(point, (value, axis) => centre[axis]! + scale * value);
}

function scaled({ centre, scale }: LearnedDenoiser, datum: ArrayLike<number>): Float64Array {
  return Float64Array.from(datum, (value, axis) => (value - centre[axis]!) / scale);
}

/** A datum by diffusion told backward with noise in every step. */
export function synthesiseAncestrally(model: LearnedDenoiser, random: Random): number[] {
  return unscaled(
    model,
    sampleAncestrally(inScaledUnits(model), model.centre.length, {
      levels: noiseLevels(STEPS, NOISE_RANGE),
      random,
    }),
  );
}

/** ln p of a datum by the probability flow, nats. */
export function denoiserLogDensity(model: LearnedDenoiser, datum: ArrayLike<number>): number {
  const rising = noiseLevels(FLOW_STEPS, NOISE_RANGE).reverse();
  const { nats } = flowDensity(inScaledUnits(model), scaled(model, datum), rising);
  return nats - model.centre.length * Math.log(model.scale);
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
  const denoiser = inScaledUnits(model);
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
    );
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
          ? (datum) => ({ nats: denoiserLogDensity(model, datum), kind: 'exact' })
          : {
              unable:
                'the density of a picture takes the derivative of every pixel by itself in every step, which is too slow here',
            },
      infer(datum) {
        const causes = flow(denoiser, scaled(model, datum), rising).map((value) => value / most);
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
            const seen = scaled(model, pixels);
            while (samples.length < count) {
              const found = fillByParticles(denoiser, seen, {
                ...{ visible, random, particles: PARTICLES, levels: falling },
              });
              for (const point of found.slice(0, Math.min(PER_RUN, count - samples.length))) {
                samples.push(
                  Float32Array.from(unscaled(model, point), (value, at) =>
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
