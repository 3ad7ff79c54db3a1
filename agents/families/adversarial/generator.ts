import { createRandom, type Random } from '../../maths/random.ts';
import { readNumbers, showNumbers, type TellableModel } from '../../story.ts';
import { type DenseNetwork, evaluateNetwork } from '../networks/dense-network.ts';
import { descendCauses, type SettledCauses } from '../networks/descend-causes.ts';
import { numberedCauses, pictureOf, type PictureShape } from '../networks/story-parts.ts';

/** Starts of the descent that looks for the causes of a datum. */
const STARTS = 12;

/**
 * Causes of a datum by analysis by synthesis: prediction error of the generator is descended from several starts, and the
 * place of least energy is kept. It is a point, and no posterior: a generator says nothing of how sure it is.
 * `tolerated` is the variance of the error that is let stand, against the prior of the causes; `visible` is other than 0 where
 * the datum is seen, or `null` where all of it is.
 */
function findCauses(
  generator: DenseNetwork,
  observation: ArrayLike<number>,
  {
    tolerated,
    visible,
    random,
  }: {
    readonly tolerated: number;
    readonly visible: ArrayLike<number> | null;
    readonly random: Random;
  },
): readonly SettledCauses[] {
  const causes = generator[0]!.inputs;
  const explained = {
    ...{ network: generator, causes, given: [], observation, visible },
    variance: tolerated,
  };
  return Array.from({ length: STARTS }, () =>
    descendCauses(
      explained,
      Float64Array.from({ length: causes }, () => random.normal()),
    ),
  ).sort((a, b) => a.energy - b.energy);
}

/**
 * The generator of an adversarial network as a story: causes z ~ N(0, I), and a datum that follows from them without noise.
 * `deviation` is that of the error that is let stand when causes are looked for, in units of the data.
 */
export function generatorStory(
  generator: DenseNetwork,
  { deviation, shape = null }: { readonly deviation: number; readonly shape?: PictureShape | null },
): TellableModel<readonly number[], Float64Array> {
  const tolerated = deviation ** 2;
  return {
    model: {
      family: 'adversarial',
      synthesise(_, random) {
        const causes = Float64Array.from({ length: generator[0]!.inputs }, () => random.normal());
        return { causes, observation: [...evaluateNetwork(generator, causes)] };
      },
      predict: ({ best }) => [...evaluateNetwork(generator, best[0]!.causes)],
      score: {
        unable:
          'the density of what a generator makes cannot be computed: it has more or fewer causes than data, and no noise',
      },
      infer(datum) {
        const [found] = findCauses(generator, datum, {
          tolerated,
          visible: null,
          random: createRandom(1, 'generator', 'starts'),
        });
        const { causes } = found!;
        return {
          exactness: 'point',
          best: [{ causes, probability: null }],
          sample: () => causes,
        };
      },
    },
    fit: {
      unable:
        'its networks learn by many steps of gradient descent, which the command learn does in minutes',
    },
    choices: numberedCauses,
    show: showNumbers,
    read: (text) => readNumbers(text, generator.at(-1)!.outputs),
    ...(shape === null
      ? {}
      : {
          picture: pictureOf(shape, ({ pixels, visible, count, random }) => {
            const found = findCauses(generator, pixels, { tolerated, visible, random });
            const [best] = found;
            const good = found.filter(({ energy }) => energy < best!.energy + NEARLY_AS_GOOD);
            return {
              exactness: 'point',
              samples: Array.from({ length: count }, (_, index) =>
                Float32Array.from(
                  evaluateNetwork(generator, good[index % good.length]!.causes),
                  (value, at) => (visible[at] === 0 ? value : pixels[at]!),
                ),
              ),
            };
          }),
        }),
  };
}

/** Answers within so many nats of the best are given in turn. */
const NEARLY_AS_GOOD = 3;
