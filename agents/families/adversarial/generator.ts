import { createRandom, type Random } from '../../maths/random.ts';
import { readNumbers, showNumbers, type TellableModel } from '../../story.ts';
import { type DenseNetwork, evaluateNetwork } from '../networks/dense-network.ts';
import { descendCauses, type SettledCauses } from '../networks/descend-causes.ts';
import {
  type ClassedCauses,
  classedChoices,
  type Classes,
  classesOf,
  drawClassed,
  oneHot,
} from '../networks/classed-causes.ts';
import { pictureOf, type PictureShape } from '../networks/story-parts.ts';

/** Starts of the descent that looks for the causes of a datum, without classes and for each of them. */
const STARTS = 12;
const STARTS_PER_CLASS = 4;

/** Causes that descent has found, of some class. */
interface FoundCauses extends SettledCauses {
  readonly kind: number;
}

/**
 * Causes of a datum by analysis by synthesis: prediction error of the generator is descended from several starts, and the
 * place of least energy comes first; where there are classes, each of them is supposed. It is a point, and no posterior: a generator
 * says nothing of how sure it is.
 * `tolerated` is the variance of the error that is let stand, against the prior of the causes; `visible` is other than 0 where
 * the datum is seen, or `null` where all of it is.
 */
function findCauses(
  generator: DenseNetwork,
  observation: ArrayLike<number>,
  {
    tolerated,
    classes: { classNames, kinds },
    visible,
    random,
  }: {
    readonly tolerated: number;
    readonly classes: Classes;
    readonly visible: ArrayLike<number> | null;
    readonly random: Random;
  },
): readonly FoundCauses[] {
  const causes = generator[0]!.inputs - classNames.length;
  return kinds
    .flatMap((kind) => {
      const explained = {
        ...{ network: generator, causes, given: oneHot(classNames.length, kind) },
        ...{ observation, visible, variance: tolerated },
      };
      return Array.from({ length: classNames.length === 0 ? STARTS : STARTS_PER_CLASS }, () => ({
        kind,
        ...descendCauses(explained, random.normals(new Float64Array(causes))),
      }));
    })
    .sort((a, b) => a.energy - b.energy);
}

/**
 * The generator of an adversarial network as a story: a class where it learned some, each as likely, causes z ~ N(0, I), and a datum
 * that follows from them without noise. Backward every class is supposed, and the one that leaves the least energy comes first.
 * `deviation` is that of the error that is let stand when causes are looked for, in units of the data.
 *
 * @param options.asked The only class to tell of; `null` for all of them.
 * @throws {HelmholtzError} `parameter-out-of-range` for a class that there is not.
 */
export function generatorStory(
  generator: DenseNetwork,
  {
    deviation,
    shape = null,
    classNames = [],
    asked = null,
  }: {
    readonly deviation: number;
    readonly shape?: PictureShape | null;
    readonly classNames?: readonly string[];
    readonly asked?: number | null;
  },
): TellableModel<readonly number[], ClassedCauses> {
  const tolerated = deviation ** 2;
  const classes = classesOf(classNames, asked);
  const count = generator[0]!.inputs - classNames.length;
  const make = ({ kind, values }: ClassedCauses): Float64Array =>
    evaluateNetwork(generator, [...values, ...oneHot(classNames.length, kind)]);
  return {
    model: {
      family: 'adversarial',
      synthesise(_, random) {
        const causes = drawClassed(classes, count, random);
        return { causes, observation: [...make(causes)] };
      },
      predict: ({ best }) => [...make(best[0]!.causes)],
      score: {
        unable:
          'the density of what a generator makes cannot be computed: it has more or fewer causes than data, and no noise',
      },
      infer(datum) {
        const found = findCauses(generator, datum, {
          ...{ tolerated, classes, visible: null },
          random: createRandom(1, 'generator', 'starts'),
        });
        const best = classes.kinds
          .map((kind) => found.find((one) => one.kind === kind)!)
          .sort((a, b) => a.energy - b.energy)
          .map(({ kind, causes: values }) => ({ causes: { kind, values }, probability: null }));
        return { exactness: 'point', best, sample: () => best[0]!.causes };
      },
    },
    fit: {
      unable:
        'its networks learn by many steps of gradient descent, which the command learn does in minutes',
    },
    choices: (causes) => classedChoices(causes, classes),
    show: showNumbers,
    read: (text) => readNumbers(text, generator.at(-1)!.outputs),
    ...(shape === null
      ? {}
      : {
          picture: pictureOf(shape, ({ pixels, visible, count: wanted, random }) => {
            const found = findCauses(generator, pixels, { tolerated, classes, visible, random });
            const [best] = found;
            const good = found.filter(({ energy }) => energy < best!.energy + NEARLY_AS_GOOD);
            return {
              exactness: 'point',
              samples: Array.from({ length: wanted }, (_, index) => {
                const { kind, causes: values } = good[index % good.length]!;
                return Float32Array.from(make({ kind, values }), (value, at) =>
                  visible[at] === 0 ? value : pixels[at]!,
                );
              }),
            };
          }),
        }),
  };
}

/** Answers within so many nats of the best are given in turn. */
const NEARLY_AS_GOOD = 3;
