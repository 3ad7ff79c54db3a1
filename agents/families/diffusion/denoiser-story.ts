import { drawIndex } from '../../maths/draw-index.ts';
import { createRandom } from '../../maths/random.ts';
import { readNumbers, showNumbers, type TellableModel } from '../../story.ts';
import {
  type ClassedCauses,
  classedChoices,
  classesOf,
  drawClassed,
} from '../networks/classed-causes.ts';
import { pictureOf, type PictureShape } from '../networks/story-parts.ts';
import { fillByParticles } from './ancestral-sampling.ts';
import { denoisingEnergies } from './denoising-energy.ts';
import { flowDenoiser, type LearnedDenoiser, NOISE_RANGE } from './learned-denoiser.ts';
import { flow, flowDensity, type FlowDenoiser, noiseLevels } from './probability-flow.ts';
import { FLOW_STEPS, scaled, unscaled, volumeOf } from './sample-denoiser.ts';

/** Steps from noise to data where they are pictures. */
const STEPS = 60;

/** Particles with which what is hidden is filled in; so many pictures are taken from each run of them. */
const PARTICLES = 24;
const PER_RUN = 4;

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
